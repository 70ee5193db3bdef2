//! Sends a request and brings the answer home whole. Nothing is followed, nothing is cached, nothing of the person's
//! cookies goes along; whatever is not a whole answer is none, and then nobody knows whether it arrived.

use crate::{fetch, js};
use js_sys::Uint8Array;
use tanggap_core::{
    ports::{RawAnswer, Request, SendFault, Sender},
    wire,
};
use wasm_bindgen::JsCast;

const PROBE_MS: u32 = 5_000;

pub struct FetchSender;

impl Sender for FetchSender {
    async fn send(&self, request: &Request) -> Result<RawAnswer, SendFault> {
        if is_surely_offline(request).await {
            return Err(SendFault::NotSent);
        }
        let headers = js::object(&[]);
        for (name, value) in &request.headers {
            js::set(&headers, name, &value.into());
        }
        let init = js::object(&[
            ("method", request.method.into()),
            ("headers", headers),
            // A redirect is a stranger's: the body goes nowhere else, and the answer's status is 0 (B8).
            ("redirect", "manual".into()),
            ("credentials", "omit".into()),
            ("cache", "no-store".into()),
            ("referrerPolicy", "no-referrer".into()),
        ]);
        if !request.bytes.is_empty() {
            js::set(&init, "body", &Uint8Array::from(&*request.bytes));
        }
        let limit = wire::ANSWER_LIMIT;
        let timeout_ms = i32::try_from(request.timeout_ms).unwrap_or(i32::MAX);
        let answer = fetch::exchange(&request.url, init.unchecked_ref(), timeout_ms, limit).await;
        let (response, body) = answer.map_err(|_| SendFault::Ambiguous)?;
        let header = |name: &str| response.headers().get(name).ok().flatten();
        Ok(RawAnswer {
            status: response.status(),
            content_type: header("content-type").unwrap_or_default(),
            retry_after: header("retry-after"),
            date: header("date"),
            body,
        })
    }
}

/// A `POST` to a plain desk that failed may have arrived, and the person must then settle the doubt. A browser that
/// says it is offline mostly is; but it may be wrong for ever (B25), so it is asked once more, with a request that
/// does no harm. Everything else is simply sent: arriving twice it counts once.
async fn is_surely_offline(request: &Request) -> bool {
    if request.method != "POST" || fetch::says_online() {
        return false;
    }
    !fetch::reaches(&request.url, PROBE_MS).await
}

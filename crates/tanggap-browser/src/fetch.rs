//! One request. The answer is read to a bound, because an answer without end must not eat the phone's memory
//! (B22), and everything has a time-out, because a network that never answers is not an answer (B4).

use crate::js;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, ReadableStreamDefaultReader, RequestCache, RequestInit, RequestRedirect,
    Response,
};

/// What a server said.
pub struct Answer {
    pub status: u16,
    /// Empty when there is none.
    pub content_type: String,
    pub body: Vec<u8>,
}

/// No answer, or none that could be read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoAnswer;

/// Answers longer than this are no answers.
const LIMIT: usize = 1_048_576;

/// Reads what is at an address. `fresh` asks past every cache: a status must be today's.
pub async fn get(url: &str, fresh: bool, timeout_ms: i32) -> Result<Answer, NoAnswer> {
    let init = RequestInit::new();
    if fresh {
        init.set_cache(RequestCache::NoStore);
    }
    send(url, &init, timeout_ms).await
}

/// What is at an address, asked past every cache, with headers of our own; an answer may name its version.
pub async fn get_with(
    url: &str,
    headers: &[(&str, &str)],
    timeout_ms: i32,
) -> Result<(Answer, Option<String>), NoAnswer> {
    let own = js::object(&[]);
    for (name, value) in headers {
        js::set(&own, name, &(*value).into());
    }
    let init = js::object(&[
        ("headers", own),
        ("cache", "no-store".into()),
        ("credentials", "omit".into()),
        // A session goes to nobody else.
        ("redirect", "error".into()),
    ]);
    let (response, body) = exchange(url, init.unchecked_ref(), timeout_ms, LIMIT).await?;
    let header = |name: &str| response.headers().get(name).ok().flatten();
    let answer =
        Answer { status: response.status(), content_type: header("content-type").unwrap_or_default(), body };
    Ok((answer, header("etag")))
}

/// Puts JSON bytes at an address. A redirect is not followed: the body goes to nobody else (B8).
pub async fn put(url: &str, body: &[u8], timeout_ms: i32) -> Result<Answer, NoAnswer> {
    let init = RequestInit::new();
    init.set_method("PUT");
    init.set_redirect(RequestRedirect::Manual);
    init.set_cache(RequestCache::NoStore);
    init.set_body(&Uint8Array::from(body).into());
    let headers = Headers::new().map_err(no_answer)?;
    headers.set("content-type", "application/json").map_err(no_answer)?;
    init.set_headers(&headers);
    send(url, &init, timeout_ms).await
}

async fn send(url: &str, init: &RequestInit, timeout_ms: i32) -> Result<Answer, NoAnswer> {
    let (response, body) = exchange(url, init, timeout_ms, LIMIT).await?;
    let content_type = response.headers().get("content-type").ok().flatten().unwrap_or_default();
    Ok(Answer { status: response.status(), content_type, body })
}

/// The answer and its body, whole and no longer than `limit`, all of it in time.
pub(crate) async fn exchange(
    url: &str,
    init: &RequestInit,
    timeout_ms: i32,
    limit: usize,
) -> Result<(Response, Vec<u8>), NoAnswer> {
    let window = web_sys::window().ok_or(NoAnswer)?;
    let abort = AbortController::new().map_err(no_answer)?;
    init.set_signal(Some(&abort.signal()));
    let on_time = Closure::once(move || abort.abort());
    // Its handle is kept as it comes: a test's clock counts higher than the binding's integer.
    let timer =
        js::call(&window, "setTimeout", &[on_time.as_ref().clone(), timeout_ms.into()]).unwrap_or_default();
    let answer = read(JsFuture::from(window.fetch_with_str_and_init(url, init)), limit).await;
    let _cleared = js::call(&window, "clearTimeout", &[timer]);
    answer
}

async fn read(fetching: JsFuture, limit: usize) -> Result<(Response, Vec<u8>), NoAnswer> {
    let response: Response = fetching.await.map_err(no_answer)?.dyn_into().map_err(no_answer)?;
    let mut body = Vec::new();
    if let Some(stream) = response.body() {
        let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
        loop {
            let chunk = JsFuture::from(reader.read()).await.map_err(no_answer)?;
            if Reflect::get(&chunk, &"done".into()).map_err(no_answer)?.is_truthy() {
                break;
            }
            let bytes: Uint8Array =
                Reflect::get(&chunk, &"value".into()).map_err(no_answer)?.unchecked_into();
            if body.len() + bytes.length() as usize > limit {
                let _cancelled = reader.cancel();
                return Err(NoAnswer);
            }
            body.extend(bytes.to_vec());
        }
    }
    Ok((response, body))
}

/// What the browser believes. It may be wrong either way (B25).
pub(crate) fn says_online() -> bool {
    js::global("navigator.onLine").is_none_or(|online| online.is_truthy())
}

/// Whether anything answers at an address at all, whatever it says. Harms nothing, also at somebody else's server.
pub(crate) async fn reaches(url: &str, timeout_ms: u32) -> bool {
    head_with(url, ("mode", "no-cors"), timeout_ms).await.is_ok()
}

/// Status and type of what stands at one of our own addresses. A redirect is not followed: its status is 0.
pub(crate) async fn head(url: &str, timeout_ms: u32) -> Result<(u16, String), NoAnswer> {
    let response = head_with(url, ("redirect", "manual"), timeout_ms).await?;
    let kind = response.headers().get("content-type").ok().flatten();
    Ok((response.status(), kind.unwrap_or_default()))
}

async fn head_with(url: &str, option: (&str, &str), timeout_ms: u32) -> Result<Response, NoAnswer> {
    let init = js::object(&[
        ("method", "HEAD".into()),
        ("credentials", "omit".into()),
        ("cache", "no-store".into()),
        (option.0, option.1.into()),
    ]);
    Ok(exchange(url, init.unchecked_ref(), timeout_ms as i32, 0).await?.0)
}

fn no_answer(_reason: JsValue) -> NoAnswer {
    NoAnswer
}

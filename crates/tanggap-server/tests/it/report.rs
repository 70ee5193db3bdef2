//! Reports to send: the golden one of the core, with a uid and a ticket of its own each time.

use serde_json::Value;
use tanggap_server::random;

const GOLDEN: &str = include_str!("../../../../tests/fixtures/report-v1.json");

/// A fresh report that the city's desk takes.
pub fn fresh() -> Value {
    let mut body: Value = serde_json::from_str(GOLDEN).unwrap();
    body["uid"] = random::uid().unwrap().unwrap().as_str().into();
    body["ticket"] = random::ticket(12).unwrap().digits().into();
    body["key_proof"] = random::unknown_key().unwrap().hex().into();
    body["answers"] = serde_json::json!({"problem": "off"});
    body
}

/// Where it is sent.
pub fn path(body: &Value) -> String {
    format!("/api/aspirasi/reports/{}", body["uid"].as_str().unwrap())
}

/// A report that is never public, and where it is sent.
pub fn about_police() -> (String, Value) {
    let mut body = fresh();
    body["service_code"] = "abuse-of-authority".into();
    // Written on older questions: it need not answer these.
    body["definition_version"] = "0".into();
    (path(&body).replace("aspirasi", "pengawasan"), body)
}

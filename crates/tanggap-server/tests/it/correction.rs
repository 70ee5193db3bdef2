//! Corrections to send, of reports that a desk's own system has refused.

use crate::{
    report,
    town::{Answer, Town},
};
use serde_json::Value;
use tanggap_server::store::Forwarding;

/// What the reporter of this report sends in its place.
pub fn of(body: &Value) -> Value {
    let mut correction = report::fresh();
    for name in ["ticket", "key_proof"] {
        correction[name] = body[name].clone();
    }
    correction["corrects"] = body["uid"].clone();
    correction["description"] = "What I meant".into();
    correction
}

pub async fn put(town: &Town, body: &Value) -> Answer {
    town.put(&report::path(body), body.to_string()).await
}

/// As the gateway will, which carries reports to their desks' systems.
pub async fn forwarded(town: &Town, body: &Value, forwarding: Forwarding) {
    let uid = body["uid"].as_str().unwrap().to_owned();
    assert!(town.portal.store.set_forwarding(uid, forwarding).await.unwrap());
}

/// A report that its desk's system has refused, and its number.
pub async fn refused(town: &Town) -> (Value, String) {
    let body = report::fresh();
    let ticket = town.report(&body).await;
    forwarded(town, &body, Forwarding::Refused).await;
    (body, ticket)
}

//! Every state has its status and its words, and all of them are described.

use super::*;
use crate::store::WriteFault;
use http_body_util::BodyExt;
use serde_json::Value;

#[tokio::test]
async fn every_state_is_told_apart_in_described_words() {
    let description: Value =
        serde_json::from_str(include_str!("../../../../../docs/api/openapi.json")).unwrap();
    let responses = &description["paths"]["/healthz"]["get"]["responses"];
    let of_schema = |status: &str, field: &str| {
        let schema = &responses[status]["content"]["application/json"]["schema"]["properties"][field];
        schema["enum"].as_array().cloned().unwrap_or_default()
    };
    let cannot_write = [
        (WriteFault::NoRoom, "no_room"),
        (WriteFault::ReadOnly, "read_only"),
        (WriteFault::Disk, "disk"),
        (WriteFault::Locked, "locked"),
        (WriteFault::Moved, "moved"),
        (WriteFault::Stalled, "stalled"),
    ];
    let others = [
        (Health::Well, "200", "ok", None),
        (Health::WriterGone, "503", "writer_gone", None),
        (Health::CannotRead, "503", "cannot_read", None),
    ];
    let faults =
        cannot_write.map(|(fault, reason)| (Health::CannotWrite(fault), "503", "cannot_write", Some(reason)));
    let mut reasons = 0;
    for (health, status, word, reason) in faults.into_iter().chain(others) {
        let answer = answer(health);
        assert_eq!(answer.status().as_str(), status, "{health:?}");
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        let body: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(body["status"], word);
        assert_eq!(body.get("reason").and_then(Value::as_str), reason);
        assert!(of_schema(status, "status").contains(&body["status"]), "{word} is described");
        if reason.is_some() {
            assert!(of_schema(status, "reason").contains(&body["reason"]), "{reason:?} is described");
            reasons += 1;
        }
    }
    assert_eq!(of_schema("503", "reason").len(), reasons, "nothing is described that is never said");
}

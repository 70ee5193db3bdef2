//! Messages to send, and sessions to look with.

use crate::town::{Answer, JSON, Town};
use axum::{
    body::Body,
    http::{Request, header},
};
use serde_json::{Value, json};
use tanggap_server::random;

/// A message of whoever sent this report.
pub fn of(report: &Value, kind: &str, text: &str) -> Value {
    json!({
        "v": 1,
        "uid": random::uid().unwrap().unwrap().as_str(),
        "ticket": report["ticket"],
        "key_proof": report["key_proof"],
        "kind": kind,
        "text": text,
        "media": [],
        "locale": "id",
        "client_time": "2026-11-24T03:00:00Z",
    })
}

/// Where it is sent.
pub fn path(message: &Value) -> String {
    let (ticket, uid) = (message["ticket"].as_str().unwrap(), message["uid"].as_str().unwrap());
    format!("/api/tickets/{ticket}/messages/{uid}")
}

pub async fn send(town: &Town, message: &Value) -> Answer {
    town.put(&path(message), message.to_string()).await
}

pub async fn post_track(town: &Town, base: &str, ticket: &str, key_proof: &str, peer: [u8; 4]) -> Answer {
    let body = json!({"ticket": ticket, "key_proof": key_proof}).to_string();
    let request = Request::post(format!("{base}/track")).header(header::CONTENT_TYPE, JSON);
    town.send_from(request.body(Body::from(body)).unwrap(), peer.into()).await
}

/// A session of whoever sent this report.
pub async fn session(town: &Town, report: &Value) -> String {
    let (ticket, proof) = (report["ticket"].as_str().unwrap(), report["key_proof"].as_str().unwrap());
    let answer = post_track(town, "/api", ticket, proof, [127, 0, 0, 1]).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["expires_in_s"]), (200, &json!(1_800)));
    answer.json()["session"].as_str().unwrap().to_owned()
}

pub async fn look(town: &Town, path: &str, session: &str) -> Answer {
    let request = Request::get(path).header("x-report-session", session);
    town.send(request.body(Body::empty()).unwrap()).await
}

/// The private part.
pub async fn ticket(town: &Town, ticket: &str, session: &str) -> Value {
    let answer = look(town, &format!("/api/tickets/{ticket}.json"), session).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

/// The field and the rule of an error.
pub fn fault(answer: &Answer) -> (u16, String, String) {
    let own = &answer.json()[0]["extensions"]["tanggap"];
    let text = |name: &str| own[name].as_str().unwrap_or_default().to_owned();
    (answer.status.as_u16(), text("field"), text("rule"))
}

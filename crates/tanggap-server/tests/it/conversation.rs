//! Reporter and office talk, by key, also when nobody knows who the reporter is.

use crate::{
    message::{self, fault, look, session},
    report,
    town::{NOW, Town, for_all},
};
use serde_json::{Value, json};
use tanggap_core::{office::Refusal, status::Status};
use tanggap_server::office::{ActError, By, Deed};

async fn ask(town: &Town, ticket: &str, text: &str) -> String {
    town.say(ticket, "question", text, NOW + 60).await
}

async fn public(town: &Town, ticket: &str) -> Value {
    town.get(&format!("/api/requests/{ticket}.json")).await.json()[0].clone()
}

fn texts(ticket: &Value) -> Vec<[String; 3]> {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let entry =
        |entry: &Value| ["from", "kind", "text"].map(|name| text(entry.get(name).unwrap_or(&Value::Null)));
    ticket["messages"].as_array().unwrap().iter().map(entry).collect()
}

#[tokio::test]
async fn a_question_is_answered_once_and_nobody_else_hears_it() {
    let town = Town::new();
    let body = report::fresh();
    let ticket = town.report(&body).await;
    assert_eq!(public(&town, &ticket).await["extended_attributes"]["tanggap"]["conversation"], true);
    let question = ask(&town, &ticket, "Tiang nomor berapa?").await;
    assert_eq!(public(&town, &ticket).await["extended_attributes"]["tanggap"]["waiting_for_reporter"], true);
    let key = session(&town, &body).await;
    assert!(
        message::ticket(&town, &ticket, &key).await["may"].as_array().unwrap().contains(&json!("answer"))
    );
    let mut answer = message::of(&body, "answer", " Canary nomor 14 \n");
    assert_eq!(fault(&message::send(&town, &answer).await), (400, "in_reply_to".into(), "required".into()));
    answer["in_reply_to"] = "ffffffffffffffff".into();
    assert_eq!(fault(&message::send(&town, &answer).await), (422, "in_reply_to".into(), "unknown".into()));
    answer["in_reply_to"] = question.clone().into();
    let first = message::send(&town, &answer).await;
    assert_eq!(first.status, 201, "{}", first.text());
    assert_eq!(
        first.json(),
        json!({"uid": answer["uid"], "ticket": ticket, "service_request_id": ticket,
            "received_at": "2026-11-24T03:00:00Z", "missing_media": []})
    );
    for again in [message::send(&town, &answer).await, town.get(&message::path(&answer)).await] {
        assert_eq!((again.status.as_u16(), again.body), (200, first.body.clone()));
    }
    let mut other = answer.clone();
    other["text"] = "Something else".into();
    assert_eq!(fault(&message::send(&town, &other).await), (422, "uid".into(), "taken".into()));
    town.say(&ticket, "reply", "Terima kasih", NOW + 90).await;
    let mut second = message::of(&body, "answer", "Atau 15");
    second["in_reply_to"] = question.clone().into();
    assert_eq!(message::send(&town, &second).await.status, 201, "added, though it was answered");
    let shown = message::ticket(&town, &ticket, &key).await;
    assert_eq!(
        texts(&shown),
        [
            ["office", "question", "Tiang nomor berapa?"],
            ["reporter", "answer", "Canary nomor 14"],
            ["office", "reply", "Terima kasih"],
            ["reporter", "answer", "Atau 15"],
        ]
    );
    assert_eq!(
        (&shown["messages"][0]["id"], &shown["messages"][0]["answered"]),
        (&json!(question), &json!(true))
    );
    assert_eq!(shown["messages"][1]["in_reply_to"], question);
    assert_eq!(public(&town, &ticket).await["extended_attributes"]["tanggap"]["waiting_for_reporter"], false);
    town.publish(&ticket).await;
    for path in ["requests/{}.json", "requests/{}/updates.json"] {
        let text = town.get(&format!("/api/{}", path.replace("{}", &ticket))).await.text();
        assert!(!text.contains("Canary") && !text.contains("nomor"), "{text}");
    }
}

#[tokio::test]
async fn what_the_reporter_does_moves_the_report_and_the_reason_stays_private() {
    let town = Town::new();
    let body = report::fresh();
    let ticket = town.report(&body).await;
    let act = async |kind: &str, text: &str| {
        let answer = message::send(&town, &message::of(&body, kind, text)).await;
        (answer.status.as_u16(), fault(&answer).1)
    };
    let not_now = || (422, "kind".to_owned());
    assert_eq!(act("satisfied", "").await, not_now());
    assert_eq!(act("reopen", "Canary").await, not_now());
    town.status(&ticket, "answered", Some("Done"), NOW + 60).await;
    assert_eq!(act("reopen", "").await, (400, "text".into()), "why, is asked");
    assert_eq!(act("reopen", "Canary still dark").await.0, 201);
    assert_eq!(act("reopen", "Canary still dark").await, not_now());
    town.status(&ticket, "answered", None, NOW + 120).await;
    assert_eq!(act("satisfied", "").await.0, 201);
    assert_eq!(act("withdraw", "").await, not_now(), "it is closed");
    assert_eq!(act("reopen", "Canary again").await.0, 201);
    assert_eq!(act("message", "Canary more").await.0, 201);
    assert_eq!(act("withdraw", "Canary settled").await.0, 201);
    for kind in ["withdraw", "message", "answer"] {
        let mut message = message::of(&body, kind, "x");
        message["in_reply_to"] = "x".into();
        assert_eq!(
            fault(&message::send(&town, &message).await),
            (422, "kind".into(), "not_now".into()),
            "{kind}"
        );
    }
    let found = public(&town, &ticket).await;
    assert_eq!(
        (&found["status"], &found["extended_attributes"]["tanggap"]["status"]),
        (&json!("closed"), &json!("withdrawn"))
    );
    let updates = town.get(&format!("/api/requests/{ticket}/updates.json")).await;
    assert!(!updates.text().contains("Canary"));
    let told: Vec<_> = updates
        .json()
        .as_array()
        .unwrap()
        .iter()
        .map(|update| {
            let by = update["extended_attributes"]["tanggap"].get("by").cloned();
            (update["status"].as_str().unwrap().to_owned(), by == Some(json!("reporter")))
        })
        .collect();
    let expected = [
        ("received", false),
        ("answered", false),
        ("reopened", true),
        ("answered", false),
        ("closed", true),
        ("reopened", true),
        ("withdrawn", true),
    ];
    assert_eq!(told, expected.map(|(status, by)| (status.to_owned(), by)));
    let shown = message::ticket(&town, &ticket, &session(&town, &body).await).await;
    assert_eq!((shown["messages"].as_array().unwrap().len(), &shown["may"]), (5, &json!([])));
    assert_eq!(found["extended_attributes"]["tanggap"]["waiting_for_reporter"], false);
}

#[tokio::test]
async fn the_reporter_sees_what_they_wrote_in_words_and_not_who_they_are() {
    let town = Town::new();
    let body = report::fresh();
    let ticket = town.report(&body).await;
    let key = session(&town, &body).await;
    let path = format!("/api/aspirasi/tickets/{ticket}.json?locale=en");
    let answer = look(&town, &path, &key).await;
    let shown = answer.json();
    assert_eq!(shown["report"]["description"], "Lampu jalan mati\ndi depan pasar");
    assert_eq!(
        shown["report"]["answers"],
        json!([{"code": "problem", "question": "What is wrong with the light?", "values": ["It is off"]}])
    );
    assert_eq!((&shown["report"]["identity"], &shown["report"]["lat"]), (&json!("secret"), &json!(-6.5951)));
    assert!(shown["report"]["area"].as_str().unwrap().contains(','));
    assert_eq!(shown["request"], town.get(&format!("/api/requests/{ticket}.json?locale=en")).await.json()[0]);
    assert_eq!(shown["may"], json!(["message", "withdraw"]));
    for canary in ["Ani", "6281212345678", body["key_proof"].as_str().unwrap()] {
        assert!(!answer.text().contains(canary), "{canary}");
    }
}

#[tokio::test]
async fn a_number_with_two_owners_leads_each_to_their_own() {
    let town = Town::new();
    let (first, mut second) = (report::fresh(), report::fresh());
    second["ticket"] = first["ticket"].clone();
    let taken = town.report(&first).await;
    let allotted = town.report(&second).await;
    for (body, own) in [(&first, &taken), (&second, &allotted)] {
        let key = session(&town, body).await;
        assert_eq!(message::ticket(&town, &taken, &key).await["ticket"], *own);
        let sent = message::of(body, "message", "Whose?");
        let receipt = message::send(&town, &sent).await.json();
        assert_eq!((&receipt["ticket"], &receipt["service_request_id"]), (&json!(taken), &json!(own)));
        assert_eq!(message::ticket(&town, own, &key).await["messages"].as_array().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_very_long_conversation_shows_its_end() {
    let town = Town::new();
    let body = report::fresh();
    let ticket = town.report(&body).await;
    for place in 0..60 {
        let text = format!("{place} {}", "x".repeat(3_900));
        assert_eq!(message::send(&town, &message::of(&body, "message", &text)).await.status, 201);
    }
    let key = session(&town, &body).await;
    let shown = message::ticket(&town, &ticket, &key).await;
    let messages = shown["messages"].as_array().unwrap();
    assert_eq!(messages.len() + shown["earlier"].as_u64().unwrap() as usize, 60);
    assert!(messages.last().unwrap()["text"].as_str().unwrap().starts_with("59 "));
    assert!(shown.to_string().len() < tanggap_core::wire::ANSWER_LIMIT, "a phone can read it");
}

#[tokio::test]
async fn a_message_that_never_fits_is_refused_and_not_asked_for_again() {
    let town = Town::new();
    let body = report::fresh();
    town.report(&body).await;
    let mut message = message::of(&body, "message", &"\u{1f4a1}".repeat(4_000));
    assert_eq!(message::send(&town, &message).await.status, 201, "the longest text in the widest letters");
    message = message::of(&body, "message", "x");
    message["padding"] = "x".repeat(24 << 10).into();
    let refused = fault(&message::send(&town, &message).await);
    assert_eq!(refused, (422, "text".into(), "too_large".into()));
}

#[tokio::test]
async fn what_its_reporter_has_withdrawn_no_desk_revives() {
    let town = Town::new();
    let body = report::fresh();
    let ticket = town.report(&body).await;
    assert_eq!(message::send(&town, &message::of(&body, "withdraw", "")).await.status, 201);
    let note = || for_all(Some("Understood"));
    let withdrawn = Some(Refusal::Withdrawn);
    for (deed, expected) in [
        (Deed::Update { status: Some(Status::InProgress), note: note() }, withdrawn),
        (Deed::Refer { to: "polresta".into(), note: note() }, withdrawn),
        (Deed::Update { status: None, note: note() }, None),
    ] {
        let refusal = match town.act(&ticket, By::ItsDesk, deed, NOW + 60).await {
            Err(ActError::Refused(refusal)) => Some(refusal),
            _ => None,
        };
        assert_eq!(refusal, expected);
        let shown = public(&town, &ticket).await["extended_attributes"]["tanggap"].clone();
        assert_eq!((&shown["status"], &shown["desk"]), (&json!("withdrawn"), &json!("aspirasi")));
    }
}

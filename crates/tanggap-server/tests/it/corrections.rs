//! A report that its desk's own system has refused is corrected by its reporter, once.

use crate::{
    correction::{forwarded, of, put, refused},
    message::{self, fault, session},
    report,
    town::{JSON, Town},
};
use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use serde_json::json;
use tanggap_server::{
    app_state::Settings,
    limits::{Limits, Rates},
    store::Forwarding,
};

#[tokio::test]
async fn a_refused_report_keeps_all_but_its_words_when_it_is_corrected() {
    let town = Town::new();
    let (first, ticket) = refused(&town).await;
    let receipt = town.get(&report::path(&first)).await.json();
    let sent = message::send(&town, &message::of(&first, "message", "Before")).await;
    assert_eq!(sent.status, 201, "{}", sent.text());
    let key = session(&town, &first).await;
    let mut second = of(&first);
    (second["service_code"], second["definition_version"]) = ("road-damage".into(), "0".into());
    let answer = put(&town, &second).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let mut expected = receipt.clone();
    expected["uid"] = second["uid"].clone();
    assert_eq!(answer.json(), expected, "the same number, under the correction's uid");
    for again in [put(&town, &second).await, town.get(&report::path(&second)).await] {
        assert_eq!((again.status.as_u16(), again.json()), (200, expected.clone()));
    }
    let mut former = receipt;
    former["corrected_by"] = second["uid"].clone();
    let replayed = put(&town, &first).await;
    assert_eq!((replayed.header("idempotency-replayed"), replayed.json()), (Some("true"), former.clone()));
    let asked = town.get(&report::path(&first)).await;
    assert_eq!((asked.status.as_u16(), asked.json()), (200, former));
    let mut other = first.clone();
    other["description"] = "Other bytes".into();
    assert_eq!(fault(&put(&town, &other).await), (422, "uid".into(), "taken".into()));
    let shown = message::ticket(&town, &ticket, &key).await;
    assert_eq!(shown["report"]["description"], "What I meant", "an open session goes on");
    assert_eq!((shown["messages"][0]["text"].as_str(), &shown["ticket"]), (Some("Before"), &json!(ticket)));
    let request = town.get(&format!("/api/requests/{ticket}.json")).await.json()[0].clone();
    assert_eq!(request["service_code"], "road-damage");
    let updates = town.get(&format!("/api/requests/{ticket}/updates.json")).await.json();
    let entries: Vec<_> = updates.as_array().unwrap().iter().collect();
    assert_eq!(entries.len(), 2, "received, and received once more");
    assert_eq!(entries[1]["status"], "received");
    assert_eq!(entries[1]["extended_attributes"]["tanggap"]["by"], "reporter");
    let key = session(&town, &second).await;
    assert_eq!(message::send(&town, &message::of(&second, "message", "After")).await.status, 201);
    assert_eq!(message::ticket(&town, &ticket, &key).await["messages"].as_array().unwrap().len(), 2);
    assert_eq!(town.portal.store.all().await.unwrap().len(), 1, "one report it is");
}

#[tokio::test]
async fn only_what_is_refused_is_corrected() {
    for state in [
        None,
        Some(Forwarding::Waiting),
        Some(Forwarding::Delivered),
        Some(Forwarding::Uncertain),
        Some(Forwarding::Withdrawn),
    ] {
        let town = Town::new();
        let body = report::fresh();
        let ticket = town.report(&body).await;
        if let Some(state) = state {
            forwarded(&town, &body, state).await;
        }
        let correction = of(&body);
        for _ in 0..2 {
            let answer = put(&town, &correction).await;
            assert_eq!(fault(&answer), (409, "corrects".into(), "not_refused".into()), "{state:?}");
        }
        assert_eq!(town.get(&report::path(&correction)).await.status, 404, "nothing is pretended");
        let key = session(&town, &body).await;
        assert_ne!(message::ticket(&town, &ticket, &key).await["report"]["description"], "What I meant");
        assert_eq!(town.portal.store.all().await.unwrap().len(), 1, "{state:?}");
        forwarded(&town, &body, Forwarding::Refused).await;
        assert_eq!(put(&town, &correction).await.status, 201, "{state:?}, then refused");
    }
}

#[tokio::test]
async fn a_correction_that_fits_no_report_is_a_report_like_every_other() {
    let town = Town::new();
    let (body, ticket) = refused(&town).await;
    let before = town.get(&format!("/api/requests/{ticket}.json")).await.json();
    let unknown = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
    for (what, field, value, allotted) in [
        ("an unknown uid", "corrects", json!(unknown), true),
        ("no uid at all", "corrects", json!(7), true),
        ("another key", "key_proof", json!("0".repeat(64)), true),
        ("another number", "ticket", report::fresh()["ticket"].clone(), false),
    ] {
        let mut correction = of(&body);
        correction[field] = value;
        let answer = put(&town, &correction).await;
        assert_eq!(answer.status, 201, "{what}: {}", answer.text());
        let number = answer.json()["service_request_id"].as_str().unwrap().to_owned();
        assert_ne!(number, ticket, "{what}");
        assert_eq!(number != correction["ticket"].as_str().unwrap(), allotted, "{what}");
    }
    let elsewhere = of(&body);
    let mut at_oversight = elsewhere.clone();
    (at_oversight["service_code"], at_oversight["definition_version"]) =
        ("abuse-of-authority".into(), "0".into());
    let path = report::path(&at_oversight).replace("aspirasi", "pengawasan");
    let answer = town.put(&path, at_oversight.to_string()).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    assert_ne!(answer.json()["service_request_id"], *ticket, "another desk");
    assert_eq!(town.get(&format!("/api/requests/{ticket}.json")).await.json(), before, "it is untouched");
    assert_eq!(put(&town, &of(&body)).await.status, 201, "and still to be corrected");
}

#[tokio::test]
async fn of_several_corrections_one_is_taken_and_every_former_uid_leads_to_the_last() {
    let town = Town::new();
    let (first, ticket) = refused(&town).await;
    let (second, rival) = (of(&first), of(&first));
    let (one, other) = tokio::join!(put(&town, &second), put(&town, &rival));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
    let (second, rival) = if one.status == 201 { (second, rival) } else { (rival, second) };
    let uid = first["uid"].as_str().unwrap().to_owned();
    let late = town.portal.store.set_forwarding(uid, Forwarding::Delivered).await.unwrap();
    assert!(!late, "how it went with what was corrected since concerns nobody");
    forwarded(&town, &second, Forwarding::Refused).await;
    assert_eq!(put(&town, &rival).await.status, 409, "it names a uid that was corrected already");
    let third = of(&second);
    assert_eq!(put(&town, &third).await.json()["service_request_id"], *ticket);
    for former in [&first, &second] {
        for answer in [put(&town, former).await, town.get(&report::path(former)).await] {
            assert_eq!((answer.status.as_u16(), &answer.json()["corrected_by"]), (200, &third["uid"]));
        }
    }
    assert_eq!(town.get(&report::path(&third)).await.json().get("corrected_by"), None);
    assert_eq!(town.portal.store.all().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_correction_is_sent_once_however_often_it_comes_and_is_no_claim() {
    let limits = Limits::with_clock(Some(Rates::default()), Box::new(|| 0));
    let town = Town::limited(Settings::default(), "/", Router::new(), limits);
    let (mut body, ticket) = refused(&town).await;
    for turn in 0..15 {
        let correction = of(&body);
        let send = || async {
            let request = Request::put(report::path(&correction)).header(header::CONTENT_TYPE, JSON);
            let request = request.body(Body::from(correction.to_string())).unwrap();
            town.send_from(request, [203, 0, 113, 5].into()).await
        };
        let (one, other) = tokio::join!(send(), send());
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 201], "{turn}: {} {}", one.text(), other.text());
        assert_eq!((one.json(), &one.json()["service_request_id"]), (other.json(), &json!(ticket)));
        forwarded(&town, &correction, Forwarding::Refused).await;
        body = correction;
    }
    let updates = town.get(&format!("/api/requests/{ticket}/updates.json")).await.json();
    assert_eq!(updates.as_array().unwrap().len(), 16);
}

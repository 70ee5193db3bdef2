//! A number answers for the first report that was accepted under it. Whoever claims it later gets another number and
//! changes nothing of what the first one's owner, the public list or a stranger sees.

use crate::{
    message::{self, fault, look, session},
    photo, report,
    town::{Answer, JSON, NOW, Town},
};
use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use serde_json::{Value, json};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use tanggap_core::ticket::Ticket;
use tanggap_server::{
    app_state::Settings,
    limits::{Limits, Rates},
};

const SLOT: &str = "kQ3-vT8_xW2m";

/// Another report that claims the number of this one, with a key of its own.
fn claim_of(first: &Value) -> Value {
    let mut claim = report::fresh();
    claim["ticket"] = first["ticket"].clone();
    claim
}

/// Everything that is shown of a number to anyone: status, `ETag` and a hash of the body.
async fn shown(town: &Town, ticket: &str, photo: &str) -> Vec<(String, u16, Option<String>, String)> {
    let mut all = Vec::new();
    for path in [
        format!("/api/requests/{ticket}.json"),
        format!("/api/aspirasi/requests/{ticket}.json"),
        format!("/api/requests/{ticket}/updates.json"),
        "/api/aspirasi/requests.json".to_owned(),
        format!("/api/aspirasi/requests.json?service_request_id={ticket}"),
        photo.to_owned(),
    ] {
        let answer = town.get(&path).await;
        let tag = answer.header("etag").map(str::to_owned);
        all.push((path, answer.status.as_u16(), tag, photo::sha256(&answer.body)));
    }
    all
}

#[tokio::test]
async fn the_number_of_the_examples_is_nobodys() {
    let town = Town::new();
    let example = Ticket::example(12);
    let mut kept = Vec::new();
    for _ in 0..2 {
        let mut body = report::fresh();
        body["ticket"] = example.digits().into();
        let bytes = body.to_string();
        let receipt = town.put(&report::path(&body), bytes.clone()).await;
        assert_eq!(receipt.status, 201, "{}", receipt.text());
        let number = receipt.json()["service_request_id"].as_str().unwrap().to_owned();
        assert_ne!(number, example.digits(), "kept, under another number");
        assert_eq!(town.put(&report::path(&body), bytes).await.json(), receipt.json(), "and told so again");
        assert_eq!(town.get(&format!("/api/requests/{number}.json")).await.status, 200);
        kept.push(number);
    }
    assert_ne!(kept[0], kept[1]);
    let asked = town.get(&format!("/api/requests/{}.json", example.digits())).await;
    assert_eq!(asked.status, 404, "{}", asked.text());
}

#[tokio::test]
async fn claiming_a_published_number_changes_nothing_of_what_is_shown() {
    let (town, picture) = (Town::new(), photo::noise());
    let mut first = report::fresh();
    first["media"] = json!([photo::claim(SLOT, &picture)]);
    let ticket = town.report(&first).await;
    photo::send_rest(&town, &format!("{}/media/{SLOT}", report::path(&first)), &picture, 0).await;
    town.publish(&ticket).await;
    town.status(&ticket, "verified", Some("We looked"), NOW + 60).await;
    let listed = town.get(&format!("/api/requests/{ticket}.json")).await.json();
    let photo = listed[0]["media_url"].as_str().unwrap().trim_start_matches("http://localhost").to_owned();
    let key = session(&town, &first).await;
    let private = message::ticket(&town, &ticket, &key).await;
    let before = shown(&town, &ticket, &photo).await;
    assert!(before.iter().all(|(_, status, ..)| *status == 200), "{before:?}");
    for _ in 0..3 {
        let claim = claim_of(&first);
        let answer = town.put(&report::path(&claim), claim.to_string()).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        let receipt = answer.json();
        assert_eq!(receipt["ticket"], *ticket, "the device's own number is echoed");
        assert_ne!(receipt["service_request_id"], *ticket);
        let again = town.put(&report::path(&claim), claim.to_string()).await;
        assert_eq!((again.status.as_u16(), again.json()), (200, receipt.clone()));
        let allotted = receipt["service_request_id"].as_str().unwrap();
        let own = town.get(&format!("/api/requests/{allotted}.json")).await;
        assert_eq!((own.status.as_u16(), &own.json()[0]["service_request_id"]), (200, &json!(allotted)));
    }
    assert_eq!(shown(&town, &ticket, &photo).await, before);
    assert_eq!(message::ticket(&town, &ticket, &key).await, private, "an open session sees the same");
    let anew = session(&town, &first).await;
    assert_eq!(message::ticket(&town, &ticket, &anew).await, private, "and so does its key");
    let again = town.put(&report::path(&first), first.to_string()).await;
    assert_eq!((again.status.as_u16(), &again.json()["service_request_id"]), (200, &json!(ticket)));
}

#[tokio::test]
async fn an_erased_number_answers_410_whoever_claims_it() {
    let town = Town::new();
    let first = report::fresh();
    let ticket = town.report(&first).await;
    town.publish(&ticket).await;
    let (early, late) = (claim_of(&first), claim_of(&first));
    let allotted = town.report(&early).await;
    town.erase(&ticket).await;
    town.report(&late).await;
    for path in [
        format!("/api/requests/{ticket}.json"),
        format!("/api/aspirasi/requests/{ticket}.json"),
        format!("/api/requests/{ticket}/updates.json"),
    ] {
        let answer = town.get(&path).await;
        assert_eq!(fault(&answer), (410, "service_request_id".into(), "erased".into()), "{path}");
    }
    assert_eq!(town.get(&format!("/api/requests/{allotted}.json")).await.status, 200);
    for claim in [&early, &late] {
        let key = session(&town, claim).await;
        let own = message::ticket(&town, &ticket, &key).await;
        assert_ne!(own["ticket"], *ticket, "by key each opens their own, also under the first number");
    }
    let proof = first["key_proof"].as_str().unwrap();
    let tried = message::post_track(&town, "/api", &ticket, proof, [127, 0, 0, 1]).await;
    assert_eq!(tried.status, 403, "what its owner had is gone");
}

#[tokio::test]
async fn by_key_each_opens_their_own_under_either_number() {
    let town = Town::new();
    let first = report::fresh();
    let ticket = town.report(&first).await;
    let claims = [claim_of(&first), claim_of(&first), claim_of(&first)];
    let mut own = vec![(first, ticket.clone())];
    for claim in claims {
        let allotted = town.report(&claim).await;
        own.push((claim, allotted));
    }
    for (body, number) in &own {
        for asked in [&ticket, number] {
            let proof = body["key_proof"].as_str().unwrap();
            let opened = message::post_track(&town, "/api", asked, proof, [127, 0, 0, 1]).await;
            assert_eq!(opened.status, 200, "{asked}");
            let key = opened.json()["session"].as_str().unwrap().to_owned();
            assert_eq!(message::ticket(&town, asked, &key).await["ticket"], **number);
            for (_, other) in own.iter().filter(|(_, other)| other != number && *other != ticket) {
                let answer = look(&town, &format!("/api/tickets/{other}.json"), &key).await;
                assert_eq!(answer.status, 401, "not somebody else's");
            }
        }
    }
}

/// A town with the usual limits, and its steady clock.
fn limited() -> (Town, Arc<AtomicU64>) {
    let now = Arc::new(AtomicU64::new(0));
    let clock = Arc::clone(&now);
    let limits = Limits::with_clock(Some(Rates::default()), Box::new(move || clock.load(Ordering::Relaxed)));
    (Town::limited(Settings::default(), "/", Router::new(), limits), now)
}

async fn put(town: &Town, body: &Value, peer: [u8; 4]) -> Answer {
    let request = Request::put(report::path(body)).header(header::CONTENT_TYPE, JSON);
    town.send_from(request.body(Body::from(body.to_string())).unwrap(), peer.into()).await
}

#[tokio::test]
async fn whoever_claims_many_numbers_waits_and_nobody_else_does() {
    const PHONE: [u8; 4] = [203, 0, 113, 5];
    const NEIGHBOUR: [u8; 4] = [203, 0, 113, 6];
    let (town, now) = limited();
    let (taken, erased) = (report::fresh(), report::fresh());
    town.report(&taken).await;
    let ticket = town.report(&erased).await;
    town.erase(&ticket).await;
    let claims: Vec<_> = (0..10).map(|turn| claim_of([&taken, &erased][turn % 2])).collect();
    for claim in &claims {
        assert_eq!(put(&town, claim, PHONE).await.status, 201);
    }
    let late = [claim_of(&taken), claim_of(&erased)];
    for claim in &late {
        let refused = put(&town, claim, PHONE).await;
        assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (429, Some("360")));
        assert_eq!(refused.json()[0]["code"], 429);
        assert_eq!(town.get(&report::path(claim)).await.status, 404, "nothing is pretended");
    }
    for claim in &claims {
        assert_eq!(put(&town, claim, PHONE).await.status, 200, "the same report again is no claim");
    }
    assert_eq!(put(&town, &report::fresh(), PHONE).await.status, 201, "other reports are not concerned");
    assert_eq!(put(&town, &claim_of(&taken), NEIGHBOUR).await.status, 201, "nor are other addresses");
    now.fetch_add(360_000, Ordering::Relaxed);
    assert_eq!(put(&town, &late[0], PHONE).await.status, 201, "it is taken as it was told");
    let refused = put(&town, &late[1], PHONE).await;
    assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (429, Some("360")));
}

#[tokio::test]
async fn a_claim_that_comes_to_nothing_costs_nothing() {
    const PHONE: [u8; 4] = [203, 0, 113, 5];
    let (town, _) = limited();
    let first = report::fresh();
    town.report(&first).await;
    let large = |mut body: Value| {
        body["padding"] = "x".repeat(50_000).into();
        body
    };
    town.portal.store.bound(4_096).await.unwrap();
    while put(&town, &large(report::fresh()), [127, 0, 0, 1]).await.status != 507 {}
    let large = large(claim_of(&first));
    for _ in 0..12 {
        let answer = put(&town, &large, PHONE).await;
        assert_eq!(answer.status, 507, "{}", answer.text());
    }
    town.portal.store.bound(1 << 30).await.unwrap();
    for _ in 0..10 {
        assert_eq!(put(&town, &claim_of(&first), PHONE).await.status, 201);
    }
    assert_eq!(put(&town, &large, PHONE).await.status, 429);
}

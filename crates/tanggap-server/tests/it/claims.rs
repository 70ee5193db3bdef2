//! A number answers for the first report that was accepted under it. Whoever claims it later gets another number and
//! changes nothing of what the first one's owner, the public list or a stranger sees.

use crate::{
    message::{self, fault, session},
    photo, report,
    town::{NOW, Town},
};
use serde_json::{Value, json};
use tanggap_server::store::Act;

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
async fn claiming_a_published_number_changes_nothing_of_what_is_shown() {
    let (town, picture) = (Town::new(), photo::noise());
    let mut first = report::fresh();
    first["media"] = json!([photo::claim(SLOT, &picture)]);
    let ticket = town.report(&first).await;
    photo::send_rest(&town, &format!("{}/media/{SLOT}", report::path(&first)), &picture, 0).await;
    town.publish(&ticket).await;
    town.update(&ticket, Act::Status("verified".into()), Some("We looked"), NOW + 60).await;
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
    let allotted = town.report(&claim_of(&first)).await;
    town.erase(&ticket).await;
    town.report(&claim_of(&first)).await;
    for path in [
        format!("/api/requests/{ticket}.json"),
        format!("/api/aspirasi/requests/{ticket}.json"),
        format!("/api/requests/{ticket}/updates.json"),
    ] {
        let answer = town.get(&path).await;
        assert_eq!(fault(&answer), (410, "service_request_id".into(), "erased".into()), "{path}");
    }
    assert_eq!(town.get(&format!("/api/requests/{allotted}.json")).await.status, 200);
    let proof = first["key_proof"].as_str().unwrap();
    let tried = message::post_track(&town, "/api", &ticket, proof, [127, 0, 0, 1]).await;
    assert_eq!(tried.status, 403, "what its owner had is gone");
}

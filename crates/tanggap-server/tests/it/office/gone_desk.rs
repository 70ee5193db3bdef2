//! A desk that the config has no more: what it had can be seen, taken back and handed on by the administrator.

use super::kinds::{self, command};
use crate::town::{NOW, Town};
use tanggap_core::office::Refusal;
use tanggap_server::office::{ActError, By, Deed, Note};

async fn published(town: &Town) -> String {
    let (path, body) = kinds::report("aspirasi", "lamp", "canary");
    assert_eq!(town.put(&path, body.to_string()).await.status, 201);
    let ticket = body["ticket"].as_str().unwrap().to_owned();
    town.publish(&ticket).await;
    ticket
}

async fn shown(town: &Town, ticket: &str) -> String {
    town.get(&format!("/api/requests/{ticket}.json")).await.text()
}

#[tokio::test]
async fn the_administrator_takes_back_redacts_and_refers_what_a_desk_had_that_is_gone() {
    let town = kinds::town();
    let [first, second, third] = [published(&town).await, published(&town).await, published(&town).await];
    let town = kinds::restarted(town, Some("aspirasi")).await;
    assert!(shown(&town, &first).await.contains("canary"), "a desk that is renamed takes nothing back");
    let lie = town.portal.store.by_desk().await.unwrap();
    assert_eq!(lie, [("aspirasi".to_owned(), 3, 3)], "the log of the start says so");
    for arguments in
        [&["unpublish", first.as_str()][..], &["show", &first], &["update", &first, "--note", "x"]]
    {
        let refused = command(&town, arguments).await.unwrap_err();
        assert!(refused.contains("--administrator"), "{arguments:?}: {refused}");
    }
    command(&town, &["show", &first, "--administrator"]).await.unwrap();
    command(&town, &["redact", &first, "--description", "redacted", "--administrator"]).await.unwrap();
    assert!(shown(&town, &first).await.contains("redacted"));
    assert!(!shown(&town, &first).await.contains("canary"));
    command(&town, &["unpublish", &second, "--administrator"]).await.unwrap();
    assert!(!shown(&town, &second).await.contains("canary"));
    for arguments in [
        &["publish", second.as_str()][..],
        &["update", &second, "--status", "closed"],
        &["update", &second, "--to-desk", "aspirasi"],
        &["update", &second, "--to-desk", "nowhere"],
    ] {
        let refused = command(&town, &[arguments, &["--administrator"]].concat()).await;
        assert!(refused.is_err(), "{arguments:?}");
    }
    command(&town, &["update", &third, "--to-desk", "pengawasan", "--administrator"]).await.unwrap();
    command(&town, &["unpublish", &third]).await.unwrap();
    command(&town, &["publish", &third]).await.unwrap();
    assert!(town.get("/api/pengawasan/requests.json").await.text().contains("canary"), "it goes on there");
    // The desk comes back, and with it what is not referred.
    let town = kinds::restarted(town, None).await;
    town.publish(&second).await;
    let refused = town.act(&second, By::Administrator, Deed::Unpublish { notes: false }, NOW).await;
    assert!(matches!(refused, Err(ActError::Refused(Refusal::NotYours))), "it is its desk's again");
}

#[tokio::test]
async fn what_may_be_conduct_is_not_handed_to_the_police_when_its_desk_goes() {
    let town = kinds::town();
    let (path, body) = kinds::report("aspirasi", "unstated", "canary");
    assert_eq!(town.put(&path, body.to_string()).await.status, 201);
    let town = kinds::restarted(town, Some("aspirasi")).await;
    let ticket = body["ticket"].as_str().unwrap();
    let seen = town.get(&format!("/api/pengawasan/requests/{ticket}.json")).await;
    assert_eq!(seen.json()[0]["extended_attributes"]["tanggap"]["desk"], "pengawasan", "the start moved it");
    let refer = Deed::Refer { to: "polresta".into(), note: Note::default() };
    assert!(town.act(ticket, By::Administrator, refer, NOW).await.is_err());
}

#[tokio::test]
async fn photos_of_what_a_gone_desk_received_are_found_at_the_desk_that_has_it() {
    use crate::photo;
    let (town, picture) = (kinds::town(), photo::noise());
    let (path, mut body) = kinds::report("aspirasi", "lamp", "canary");
    body["media"] = serde_json::json!([photo::claim("slot-one", &picture)]);
    assert_eq!(town.put(&path, body.to_string()).await.status, 201);
    photo::send_rest(&town, &format!("{path}/media/slot-one"), &picture, 0).await;
    let ticket = body["ticket"].as_str().unwrap();
    town.refer(ticket, "pengawasan", None, NOW).await;
    town.publish(ticket).await;
    let town = kinds::restarted(town, Some("aspirasi")).await;
    let found = town.get(&format!("/api/requests/{ticket}.json")).await.json();
    let address = found[0]["media_url"].as_str().unwrap().trim_start_matches("http://localhost").to_owned();
    assert_eq!(town.get(&address).await.status, 200, "{address}");
}

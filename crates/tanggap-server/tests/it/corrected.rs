//! What becomes of the rest of a report when it is corrected: its numbers, photos, what the office did with it, its end.

use crate::{
    correction::{forwarded, of, put, refused},
    message::{self, session},
    openings,
    photo::{self, PIECE},
    report,
    town::{NOW, Town},
};
use serde_json::{Value, json};
use tanggap_core::service::ServiceKind;
use tanggap_server::{
    office::{self, By, Deed},
    store::{Forwarding, Named},
};

#[tokio::test]
async fn a_report_with_two_numbers_is_corrected_under_either() {
    for under_the_first in [true, false] {
        let town = Town::new();
        let (owner, mut body) = (report::fresh(), report::fresh());
        body["ticket"] = owner["ticket"].clone();
        let (taken, allotted) = (town.report(&owner).await, town.report(&body).await);
        forwarded(&town, &body, Forwarding::Refused).await;
        let mut correction = of(&body);
        if !under_the_first {
            correction["ticket"] = allotted.clone().into();
        }
        for answer in [put(&town, &correction).await, put(&town, &correction).await] {
            let receipt = answer.json();
            assert_eq!(receipt["ticket"], correction["ticket"], "as its device asked");
            assert_eq!(receipt["service_request_id"], *allotted);
        }
        for number in [&taken, &allotted] {
            let proof = body["key_proof"].as_str().unwrap();
            let opened = message::post_track(&town, "/api", number, proof, [127, 0, 0, 1]).await;
            let key = opened.json()["session"].as_str().unwrap().to_owned();
            assert_eq!(message::ticket(&town, number, &key).await["ticket"], *allotted);
        }
        assert_eq!(town.get(&report::path(&body)).await.json()["ticket"], *taken, "the old receipt stays");
    }
}

#[tokio::test]
async fn photos_that_the_correction_names_by_hash_stay_as_far_as_they_have_come() {
    let town = Town::new();
    let [kept, begun, dropped, new] = std::array::from_fn(|_| photo::noise());
    let mut body = report::fresh();
    body["media"] = json!([
        photo::claim("slot-one", &kept),
        photo::claim("slot-two", &begun),
        photo::claim("slot-three", &dropped)
    ]);
    let ticket = town.report(&body).await;
    let slot = |body: &Value, name: &str| format!("{}/media/{name}", report::path(body));
    photo::send_rest(&town, &slot(&body, "slot-one"), &kept, 0).await;
    photo::send(&town, &slot(&body, "slot-two"), &begun, 0..PIECE).await;
    photo::send_rest(&town, &slot(&body, "slot-three"), &dropped, 0).await;
    assert_eq!(message::send(&town, &message::of(&body, "message", "x")).await.status, 201);
    forwarded(&town, &body, Forwarding::Refused).await;
    let mut correction = of(&body);
    // The old names, for other photos.
    correction["media"] = json!([
        photo::claim("slot-two", &new),
        photo::claim("slot-three", &begun),
        photo::claim("slot-four", &kept)
    ]);
    let receipt = put(&town, &correction).await.json();
    assert_eq!(receipt["missing_media"], json!(["slot-two", "slot-three"]));
    let state = town.get(&slot(&correction, "slot-three")).await.json();
    assert_eq!((&state["received"], &state["complete"]), (&json!(PIECE), &json!(false)));
    assert_eq!(town.get(&slot(&correction, "slot-four")).await.json()["complete"], true);
    for name in ["slot-one", "slot-two", "slot-four"] {
        assert_eq!(town.get(&slot(&body, name)).await.status, 404, "nothing hangs on the former uid");
        assert_eq!(photo::send_rest(&town, &slot(&body, name), &dropped, 0).await.status, 404);
    }
    assert_eq!(town.get(&report::path(&body)).await.json()["missing_media"], json!([]));
    assert_eq!(photo::send_rest(&town, &slot(&correction, "slot-three"), &begun, PIECE).await.status, 201);
    let last = photo::send_rest(&town, &slot(&correction, "slot-two"), &new, 0).await;
    assert_eq!((last.status.as_u16(), &last.json()["missing_media"]), (201, &json!([])));
    let key = session(&town, &correction).await;
    let shown = message::ticket(&town, &ticket, &key).await;
    assert_eq!(shown["report"]["photos"].as_array().unwrap().len(), 3);
    let database = rusqlite::Connection::open(town.folder.path().join("tanggap.sqlite")).unwrap();
    let count = |table: &str| -> i64 {
        database.query_row(&format!("select count(*) from {table}"), [], |row| row.get(0)).unwrap()
    };
    assert_eq!((count("photos"), count("photo_pieces")), (3, 0), "the rest is gone");
}

#[tokio::test]
async fn erasing_covers_every_uid_that_a_report_had() {
    for by_former_uid in [false, true] {
        let town = Town::new();
        let (first, ticket) = refused(&town).await;
        let second = of(&first);
        assert_eq!(put(&town, &second).await.status, 201);
        forwarded(&town, &second, Forwarding::Refused).await;
        match by_former_uid {
            false => town.erase(&ticket).await,
            true => {
                let uid = first["uid"].as_str().unwrap().to_owned();
                let (store, config) = (&town.portal.store, &town.portal.config);
                let erased =
                    office::act(store, config, Named::Uid(uid), By::Administrator, Deed::Erase, NOW).await;
                assert!(erased.is_ok());
            }
        }
        for body in [&first, &second] {
            let mut other = body.clone();
            other["description"] = "Other bytes".into();
            let token = format!("/api/aspirasi/tokens/{}.json", body["uid"].as_str().unwrap());
            for answer in [
                put(&town, body).await,
                put(&town, &other).await,
                town.get(&report::path(body)).await,
                town.get(&token).await,
                town.get(&format!("{}/media/some-slot", report::path(body))).await,
                put(&town, &of(body)).await,
            ] {
                assert_eq!(answer.status, 410, "{}", answer.text());
            }
        }
        assert_eq!(town.get(&format!("/api/requests/{ticket}.json")).await.status, 410);
        assert_eq!(town.portal.store.all().await.unwrap().len(), 1, "a correction brings nothing back");
        let log = std::fs::read_to_string(town.folder.path().join("erased.log")).unwrap();
        for body in [&first, &second] {
            assert!(
                log.contains(body["uid"].as_str().unwrap()),
                "whichever of them a backup knows it by: {log}"
            );
        }
        let uid = second["uid"].as_str().unwrap().to_owned();
        assert!(!town.portal.store.set_forwarding(uid, Forwarding::Waiting).await.unwrap());
    }
}

#[tokio::test]
async fn what_was_published_or_handed_on_was_the_report_as_it_had_been() {
    let town = Town::new();
    let (body, ticket) = refused(&town).await;
    town.publish(&ticket).await;
    town.refer(&ticket, "polresta", None, NOW + 60).await;
    assert_eq!(put(&town, &of(&body)).await.status, 201);
    let shown = town.get(&format!("/api/requests/{ticket}.json")).await.json()[0].clone();
    assert_eq!(shown.get("description"), None);
    let own = &shown["extended_attributes"]["tanggap"];
    assert_eq!((&own["published"], &own["desk"]), (&json!(false), &json!("aspirasi")));
    assert_eq!((&own["status"], &shown["status"]), (&json!("received"), &json!("open")));
    assert_eq!(town.get("/api/aspirasi/requests.json").await.json(), json!([]));
}

#[tokio::test]
async fn what_oversight_has_made_conduct_stays_conduct() {
    let town = Town::new();
    let mut body = report::fresh();
    (body["service_code"], body["definition_version"]) = ("road-damage".into(), "0".into());
    let ticket = town.report(&body).await;
    town.status(&ticket, "verified", Some("Canary note"), NOW + 30).await;
    let conduct = Deed::Reclassify {
        kind: ServiceKind::PoliceConduct,
        publishable: false,
        to_desk: Some("pengawasan".into()),
    };
    town.act(&ticket, By::ItsDesk, conduct, NOW + 60).await.unwrap();
    forwarded(&town, &body, Forwarding::Refused).await;
    assert_eq!(put(&town, &of(&body)).await.status, 201);
    let shown = town.get(&format!("/api/requests/{ticket}.json")).await.json()[0].clone();
    assert_eq!(shown["extended_attributes"]["tanggap"]["desk"], "pengawasan");
    for desk in ["aspirasi", "polresta"] {
        let refused = town.act(&ticket, By::Desk(desk.into()), Deed::Publish, NOW + 90).await;
        assert!(refused.is_err(), "{desk}");
    }
    assert!(town.act(&ticket, By::ItsDesk, Deed::Publish, NOW + 90).await.is_err());
    let updates = town.get(&format!("/api/requests/{ticket}/updates.json")).await.text();
    assert!(!updates.contains("Canary"), "{updates}");
}

#[tokio::test]
async fn a_report_from_before_there_were_openings_is_corrected_as_well() {
    let town = Town::new();
    let (body, ticket) = refused(&town).await;
    openings::seal(&town, &body);
    let mut stranger = of(&body);
    stranger["key_proof"] = "0".repeat(64).into();
    assert_ne!(put(&town, &stranger).await.json()["service_request_id"], *ticket);
    let correction = of(&body);
    assert_eq!(put(&town, &correction).await.json()["service_request_id"], *ticket);
    let key = session(&town, &correction).await;
    assert_eq!(message::ticket(&town, &ticket, &key).await["report"]["description"], "What I meant");
}

#[tokio::test]
async fn what_was_erased_before_a_restore_is_not_brought_back_by_a_correction() {
    let town = Town::new();
    let body = report::fresh();
    // As a restore leaves it: the uid is known as erased, and nothing else is.
    let database = rusqlite::Connection::open(town.folder.path().join("tanggap.sqlite")).unwrap();
    database.execute("insert into erased_uids (uid) values (?1)", [body["uid"].as_str().unwrap()]).unwrap();
    for answer in [put(&town, &body).await, put(&town, &of(&body)).await] {
        assert_eq!(answer.status, 410, "{}", answer.text());
    }
    assert!(town.portal.store.all().await.unwrap().is_empty());
}

//! Photos follow their report, so some may come when it is public already: nobody has looked at those.

use crate::{
    message, photo,
    program::{Program, run},
    report,
    town::{NOW, Town},
};
use serde_json::{Value, json};
use std::{fs, process::Output};
use tanggap_server::{
    office::{By, Deed},
    store::Redaction,
};

async fn public(town: &Town, ticket: &str) -> Vec<String> {
    let shown = town.get(&format!("/api/requests/{ticket}.json")).await.json()[0].clone();
    let photos = shown["extended_attributes"]["tanggap"]["photos"].as_array().unwrap().clone();
    photos
        .iter()
        .map(|photo| photo.as_str().unwrap().trim_start_matches("http://localhost").to_owned())
        .collect()
}

/// A report with three announced photos, and where they are sent.
fn of_three(picture: &[u8]) -> (Value, [String; 3]) {
    let mut body = report::fresh();
    let slots = ["slot-one", "slot-two", "slot-three"];
    body["media"] = json!(slots.map(|slot| photo::claim(slot, picture)));
    let path = report::path(&body);
    (body, slots.map(|slot| format!("{path}/media/{slot}")))
}

#[tokio::test]
async fn a_photo_that_comes_when_its_report_is_public_waits_until_that_is_published_again() {
    let (town, picture) = (Town::new(), photo::noise());
    let (body, slots) = of_three(&picture);
    let ticket = town.report(&body).await;
    assert_eq!(photo::send_rest(&town, &slots[0], &picture, 0).await.status, 201);
    town.publish(&ticket).await;
    let before = public(&town, &ticket).await;
    assert_eq!(before.len(), 1);
    for slot in &slots[1..] {
        assert_eq!(photo::send_rest(&town, slot, &picture, 0).await.status, 201);
    }
    assert_eq!(public(&town, &ticket).await, before, "nobody has looked at the others");
    let list = town.get("/api/aspirasi/requests.json").await.json()[0].clone();
    assert_eq!(list["extended_attributes"]["tanggap"]["photos"].as_array().unwrap().len(), 1);
    let key = message::session(&town, &body).await;
    let own = message::ticket(&town, &ticket, &key).await["report"]["photos"].clone();
    let own: Vec<_> =
        own.as_array().unwrap().iter().map(|photo| photo.as_str().unwrap().to_owned()).collect();
    assert_eq!(own.len(), 3, "the reporter sees them all");
    let name = |address: &str| address.rsplit('/').next().unwrap().to_owned();
    for address in &own[1..] {
        assert_eq!(town.get(&format!("/api/aspirasi/media/{}", name(address))).await.status, 404);
    }
    // What is taken out of it, or shown again, brings none of them along.
    for hidden_photos in [vec![1], Vec::new()] {
        let redaction = Redaction { hidden_photos, ..Redaction::default() };
        town.act(&ticket, By::ItsDesk, Deed::Redact { redaction, anew: true }, NOW).await.unwrap();
    }
    assert_eq!(public(&town, &ticket).await, before);
    town.publish(&ticket).await;
    assert_eq!(public(&town, &ticket).await.len(), 3, "now they are part of what was published");
}

#[tokio::test]
async fn photos_of_a_report_that_is_not_public_any_more_are_no_late_ones() {
    let (town, picture) = (Town::new(), photo::noise());
    let (body, slots) = of_three(&picture);
    let ticket = town.report(&body).await;
    town.publish(&ticket).await;
    assert_eq!(photo::send_rest(&town, &slots[0], &picture, 0).await.status, 201);
    town.act(&ticket, By::ItsDesk, Deed::Unpublish { notes: false }, NOW).await.unwrap();
    assert_eq!(photo::send_rest(&town, &slots[1], &picture, 0).await.status, 201);
    town.publish(&ticket).await;
    assert_eq!(public(&town, &ticket).await.len(), 2);
}

#[test]
fn the_office_looks_at_photos_as_files_and_names_each_by_its_place_in_the_report() {
    let program = Program::start(&[]);
    let (folder, data) = (tempfile::tempdir().unwrap(), program.folder.path().join("data"));
    let picture = photo::noise();
    let (body, slots) = of_three(&picture);
    let ticket = body["ticket"].as_str().unwrap();
    let send = |slot: &str| {
        let head = format!(
            "PUT {slot} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: image/png\r\n\
             X-Content-SHA256: {}\r\nContent-Length: {}\r\n\r\n",
            photo::sha256(&picture),
            picture.len()
        );
        assert!(program.ask(&[head.as_bytes(), &picture].concat()).starts_with("HTTP/1.1 201"));
    };
    let said = |output: Output| {
        [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat()
    };
    let shown = || program.get(&format!("/api/requests/{ticket}.json")).matches("/media/").count();
    assert!(program.put(&report::path(&body), &body.to_string()).starts_with("HTTP/1.1 201"));
    // The first one is still on its way.
    send(&slots[1]);
    let into = folder.path().to_str().unwrap();
    let told = said(run(&["show", ticket, "--photos", into], &data));
    assert!(told.contains("photo\n    2\n"), "{told}");
    let file = folder.path().join(format!("{ticket}-2.jpg"));
    assert!(fs::read(&file).unwrap().starts_with(&[0xff, 0xd8]));
    assert!(said(run(&["show", ticket, "--photos", into], &data)).contains("is there already"));
    assert!(run(&["publish", ticket], &data).status.success());
    // As `media_url` and in the list of photos.
    assert_eq!(shown(), 2);
    assert!(run(&["redact", ticket, "--hide-photo", "2"], &data).status.success());
    assert_eq!(shown(), 0, "the one that was looked at is the one that is hidden");
    let refused = said(run(&["redact", ticket, "--hide-photo", "4"], &data));
    assert!(refused.contains("the report has no such photo"), "{refused}");
    send(&slots[0]);
    assert_eq!(shown(), 0, "it came after the report was published");
    let told = said(run(&["show", ticket], &data));
    assert!(told.contains("1, came after") && told.contains("2, taken out"), "{told}");
    assert!(run(&["publish", ticket], &data).status.success());
    assert_eq!(shown(), 2, "the first one only");
}

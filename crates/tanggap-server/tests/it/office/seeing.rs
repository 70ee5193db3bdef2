//! What the office reads, reads by the same rules: lists, reports, conversations, and pictures before they are public.

use super::kinds::{self, command};
use crate::{message, photo, town::NOW};
use serde_json::json;
use std::fs;
use tanggap_server::office::{self, By};

#[tokio::test]
async fn the_office_sees_a_photo_before_it_makes_it_public() {
    let (town, pictures) = (kinds::town(), [photo::noise(), photo::noise()]);
    let (path, mut body) = kinds::report("aspirasi", "lamp", "canary");
    let claim =
        |place: usize| photo::claim(["slot-one", "slot-two", "slot-three"][place], &pictures[place % 2]);
    body["media"] = json!([claim(0), claim(1), claim(2)]);
    assert_eq!(town.put(&path, body.to_string()).await.status, 201);
    // The first one is still on its way.
    photo::send_rest(&town, &format!("{path}/media/slot-two"), &pictures[1], 0).await;
    let mut said = message::of(&body, "message", "See");
    said["media"] = json!([photo::claim("slot-four", &pictures[0])]);
    assert_eq!(message::send(&town, &said).await.status, 201);
    let slot = format!("{}/media/slot-four", message::path(&said));
    assert_eq!(photo::send_rest(&town, &slot, &pictures[0], 0).await.status, 201);
    let (store, config) = (&town.portal.store, &town.portal.config);
    let ticket = body["ticket"].as_str().unwrap();
    let told = office::conversation(store, config, ticket, &By::ItsDesk, 0).await.unwrap();
    let name = told.messages[0].photos[0].clone();
    let report = office::see(store, config, ticket, &By::ItsDesk).await.unwrap();
    let here: Vec<_> = report.photos.iter().map(|photo| photo.place).collect();
    assert_eq!(here, [2], "by its place in the report");
    let file = town.folder.path().join("photo.jpg");
    for (which, works) in [("2", true), (name.as_str(), true), ("1", false), ("4", false), ("x", false)] {
        let to = file.to_str().unwrap();
        let shown = command(&town, &["show", ticket, "--photo", which, "--to", to]).await;
        assert_eq!(shown.is_ok(), works, "{which}: {shown:?}");
        if works {
            assert!(fs::read(&file).unwrap().starts_with(&[0xff, 0xd8]), "{which}");
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt;
                assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
            }
            fs::write(&file, "mine").unwrap();
            let again = command(&town, &["show", ticket, "--photo", which, "--to", to]).await;
            assert!(again.is_err(), "no file is replaced");
            assert_eq!(fs::read(&file).unwrap(), b"mine");
            fs::remove_file(&file).unwrap();
        }
    }
    for (photo, works) in [("3", true), ("4", false)] {
        let redacted = command(&town, &["redact", ticket, "--hide-photo", photo]).await;
        assert_eq!(redacted.is_ok(), works, "{photo}: {redacted:?}");
    }
}

#[tokio::test]
async fn a_desk_reads_what_it_may_see_and_what_was_erased_is_told_so() {
    let town = kinds::town();
    let mut numbers = Vec::new();
    for (desk, code) in [("aspirasi", "lamp"), ("polresta", "permit"), ("pengawasan", "conduct")] {
        let (path, body) = kinds::report(desk, code, "canary");
        assert_eq!(town.put(&path, body.to_string()).await.status, 201);
        numbers.push((desk, body["ticket"].as_str().unwrap().to_owned()));
    }
    let (store, config) = (&town.portal.store, &town.portal.config);
    for (desk, ticket) in &numbers {
        for asks in kinds::DESKS {
            for reads in ["show", "messages"] {
                let read = command(&town, &[reads, ticket, "--as", asks]).await;
                assert_eq!(read.is_ok(), asks == *desk, "{reads} of {desk}'s by {asks}: {read:?}");
            }
        }
        let listed = office::list(store, config, &By::Desk((*desk).into())).await.unwrap();
        let listed: Vec<_> = listed.iter().map(|row| row.ticket.as_str()).collect();
        assert_eq!(listed, [ticket.as_str()], "{desk}");
    }
    assert_eq!(office::list(store, config, &By::ItsDesk).await.unwrap().len(), 3);
    let gone = &numbers[0].1;
    town.act(gone, By::Administrator, office::Deed::Erase, NOW).await.unwrap();
    for reads in ["show", "messages", "publish"] {
        let told = command(&town, &[reads, gone]).await.unwrap_err();
        assert!(told.contains("was erased"), "{reads}: {told}");
        let told = command(&town, &[reads, "482719305543"]).await.unwrap_err();
        assert!(told.contains("no report has the number"), "{reads}: {told}");
    }
    let nowhere = town.folder.path().join("nowhere");
    for reads in ["reports", "show", "messages"] {
        let line = [reads, gone.as_str()];
        let line = if reads == "reports" { &line[..1] } else { &line[..] };
        let dist = nowhere.to_str().unwrap();
        assert!(command(&town, &[line, &["--dist", dist]].concat()).await.is_err(), "{reads}: no rules");
    }
}

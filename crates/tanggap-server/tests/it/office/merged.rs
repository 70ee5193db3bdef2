//! What was merged tells of the same: if one report turns out to be about police conduct, the others are, too; and only the
//! one of which oversight says otherwise is that no longer.

use super::kinds::{self, command};
use crate::town::{NOW, Town};
use rusqlite::Connection;
use tanggap_core::{service::ServiceKind, status::Status};
use tanggap_server::{
    office::{ActError, By, Deed, Note},
    store::DATABASE,
};

async fn sent(town: &Town, desk: &str, code: &str) -> String {
    let (path, body) = kinds::report(desk, code, "canary");
    assert_eq!(town.put(&path, body.to_string()).await.status, 201);
    body["ticket"].as_str().unwrap().to_owned()
}

async fn merged(town: &Town, ticket: &str, into: &str) {
    town.act(ticket, By::ItsDesk, Deed::Merge { into: into.into() }, NOW).await.unwrap();
}

fn becomes(kind: ServiceKind, to_desk: Option<&str>) -> Deed {
    Deed::Reclassify { kind, publishable: true, to_desk: to_desk.map(str::to_owned) }
}

/// Kind, desk, status, and whether it is public, of one report in the database.
fn row(town: &Town, ticket: &str) -> (Option<String>, String, String, bool) {
    let database = Connection::open(town.folder.path().join(DATABASE)).unwrap();
    let sql = "select kind, desk, status, published_at is not null from reports where ticket = ?1";
    let row =
        database.query_row(sql, [ticket], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
    row.unwrap()
}

fn expected(
    kind: ServiceKind,
    desk: &str,
    status: Status,
    public: bool,
) -> (Option<String>, String, String, bool) {
    (Some(kind.word().into()), desk.into(), status.word().into(), public)
}

#[tokio::test]
async fn what_is_merged_becomes_conduct_with_one_of_them_whichever_that_is_and_wherever_they_are() {
    for turns in 0..3 {
        let town = kinds::town();
        let mut numbers = Vec::new();
        for code in ["patrol", "patrol", "lamp"] {
            let ticket = sent(&town, "polresta", code).await;
            town.publish(&ticket).await;
            town.note(&ticket, "canary note", NOW).await;
            numbers.push(ticket);
        }
        // One after another; the last one then goes elsewhere.
        merged(&town, &numbers[0], &numbers[1]).await;
        merged(&town, &numbers[1], &numbers[2]).await;
        town.refer(&numbers[2], "aspirasi", None, NOW).await;
        let deed = becomes(ServiceKind::PoliceConduct, Some("pengawasan"));
        town.act(&numbers[turns], By::ItsDesk, deed, NOW).await.unwrap();
        for (place, ticket) in numbers.iter().enumerate() {
            let status = if place == turns || place == 2 { Status::Referred } else { Status::Duplicate };
            let stands = expected(ServiceKind::PoliceConduct, "pengawasan", status, false);
            assert_eq!(row(&town, ticket), stands, "{turns}: {place}");
            let answer = town.get(&format!("/api/polresta/requests/{ticket}.json")).await;
            assert_eq!(answer.status, 404, "{}", answer.text());
            let updates = town.get(&format!("/api/requests/{ticket}/updates.json")).await.text();
            assert!(updates.contains("pengawasan") && !updates.contains("canary"), "{updates}");
        }
    }
}

#[tokio::test]
async fn what_leaves_conduct_leaves_alone_and_the_others_are_open_again_with_oversight() {
    for leaves in 0..2 {
        let town = kinds::town();
        let numbers =
            [sent(&town, "pengawasan", "conduct").await, sent(&town, "pengawasan", "conduct").await];
        merged(&town, &numbers[0], &numbers[1]).await;
        let unnamed = becomes(ServiceKind::PoliceService, Some("polresta"));
        let refused = town.act(&numbers[leaves], By::ItsDesk, unnamed, NOW).await;
        assert!(matches!(refused, Err(ActError::Refused(_))), "nobody says that they are oversight");
        let line = ["reclassify", &numbers[leaves], "--kind", "police-service", "--to-desk", "polresta"];
        let told = command(&town, &line).await.unwrap_err();
        assert!(told.contains("reclassify --as DESK") && told.contains("pengawasan"), "{told}");
        command(&town, &[&line[..], &["--as", "pengawasan"]].concat()).await.unwrap();
        let (gone, stays) = (&numbers[leaves], &numbers[1 - leaves]);
        let referred = expected(ServiceKind::PoliceService, "polresta", Status::Referred, false);
        assert_eq!(row(&town, gone), referred);
        // The one that went on in its place does so.
        let status = if leaves == 1 { Status::Reopened } else { Status::Received };
        assert_eq!(row(&town, stays), expected(ServiceKind::PoliceConduct, "pengawasan", status, false));
        let told = town.get(&format!("/api/requests/{stays}/updates.json")).await.text();
        assert_eq!(told.contains(Status::Reopened.word()), leaves == 1, "its reporter reads so: {told}");
        let joined = Deed::Merge { into: stays.clone() };
        assert!(town.act(gone, By::Desk("pengawasan".into()), joined, NOW).await.is_err());
        let note = Deed::Update { status: None, note: Note { text: Some("x".into()), ..Note::default() } };
        assert!(town.act(stays, By::Desk("polresta".into()), note, NOW).await.is_err());
    }
}

#[tokio::test]
async fn a_start_holds_what_an_earlier_release_has_merged_to_the_same() {
    let town = kinds::town();
    let numbers = [sent(&town, "polresta", "patrol").await, sent(&town, "polresta", "patrol").await];
    merged(&town, &numbers[0], &numbers[1]).await;
    Connection::open(town.folder.path().join(DATABASE))
        .unwrap()
        .execute(
            "update reports set kind = 'police-conduct', was_conduct = 1, desk = 'pengawasan' where ticket = ?1",
            [&numbers[1]],
        )
        .unwrap();
    let town = kinds::restarted(town, None).await;
    let stands = expected(ServiceKind::PoliceConduct, "pengawasan", Status::Duplicate, false);
    assert_eq!(row(&town, &numbers[0]), stands);
}

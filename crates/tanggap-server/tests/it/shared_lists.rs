//! One answer for all who ask for the same list: the same bytes for 3 s, and none of what was taken back meanwhile.

use crate::{
    message, report, stores,
    town::{Answer, NOW, Town, for_all},
};
use axum::{body::Body, http::Request};
use flate2::read::GzDecoder;
use serde_json::Value;
use std::{
    io::Read,
    sync::atomic::{AtomicU64, Ordering},
};
use tanggap_core::{service::ServiceKind, status::Status};
use tanggap_server::{
    office::{self, By, Deed},
    store::{Named, Redaction},
};

const LIST: &str = "/api/aspirasi/requests.json";

async fn published(town: &Town) -> (String, Value) {
    let body = report::fresh();
    let ticket = town.report(&body).await;
    town.publish(&ticket).await;
    (ticket, body)
}

async fn ask(town: &Town, path: &str, name: &str, value: &str) -> Answer {
    town.send(Request::get(path).header(name, value).body(Body::empty()).unwrap()).await
}

static STEADY: AtomicU64 = AtomicU64::new(0);

#[tokio::test]
async fn for_three_seconds_all_get_the_same_bytes() {
    let town = Town::at(|| NOW, Box::new(|| STEADY.load(Ordering::Relaxed)));
    let (ticket, _) = published(&town).await;
    let first = town.get(LIST).await;
    // That a question waits for the reporter is the one thing in a list that may be told 3 s late.
    town.say(&ticket, "question", "Where?", NOW).await;
    STEADY.fetch_add(2_999, Ordering::Relaxed);
    for same in ["", "?page=1", "?page_size=1000&page=1", "?status=open,closed", "?locale=xx&status="] {
        assert_eq!(town.get(&format!("{LIST}{same}")).await.body, first.body, "{same}");
    }
    let other = ask(&town, LIST, "host", "other.example").await;
    assert!(other.text().contains("\"waiting_for_reporter\":true"), "who asks for something else gets that");
    STEADY.fetch_add(1, Ordering::Relaxed);
    assert!(town.get(LIST).await.text().contains("\"waiting_for_reporter\":true"));
}

#[tokio::test]
async fn nothing_is_shared_between_desks_languages_hosts_and_questions() {
    let town = Town::new();
    for _ in 0..2 {
        published(&town).await;
    }
    let (referred, _) = published(&town).await;
    town.refer(&referred, "polresta", None, NOW).await;
    let mut seen = Vec::new();
    for path in [
        LIST.to_owned(),
        "/api/polresta/requests.json".into(),
        format!("{LIST}?locale=en"),
        format!("{LIST}?page_size=2"),
        format!("{LIST}?service_request_id={referred}&locale=en"),
        "/api/pengawasan/requests.json".into(),
    ] {
        let answer = town.get(&path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(!seen.contains(&answer.body), "{path}");
        seen.push(answer.body);
    }
    assert_eq!(seen[5], "[]");
}

#[tokio::test]
async fn what_the_office_or_the_reporter_changes_is_in_the_very_next_list() {
    let town = Town::new();
    let redaction = Redaction { description: Some("x".into()), ..Redaction::default() };
    let private = Deed::Reclassify { kind: ServiceKind::Complaint, publishable: false, to_desk: None };
    let to_desk = Some("pengawasan".into());
    let conduct = Deed::Reclassify { kind: ServiceKind::PoliceConduct, publishable: true, to_desk };
    let status = Deed::Update { status: Some(Status::InProgress), note: for_all(None) };
    let note = Deed::Update { status: None, note: for_all(Some("On our way.")) };
    for (what, deed, by, stays) in [
        ("status", status, By::ItsDesk, true),
        ("note", note, By::ItsDesk, true),
        ("redact", Deed::Redact { redaction, anew: false }, By::ItsDesk, true),
        ("refer", Deed::Refer { to: "polresta".into(), note: for_all(None) }, By::ItsDesk, true),
        ("unpublish", Deed::Unpublish { notes: false }, By::ItsDesk, false),
        ("never public", private, By::ItsDesk, false),
        ("about an officer", conduct, By::ItsDesk, false),
        ("erase", Deed::Erase, By::Administrator, false),
    ] {
        let (ticket, _) = published(&town).await;
        let before = town.get(LIST).await;
        assert!(before.text().contains(&ticket));
        assert_eq!(town.get(LIST).await.body, before.body);
        town.act(&ticket, by, deed, NOW + 60).await.unwrap_or_else(|error| panic!("{what}: {error}"));
        let after = town.get(LIST).await;
        assert_ne!(after.body, before.body, "{what}");
        assert_eq!(after.text().contains(&ticket), stays, "{what}");
    }
    let (ticket, body) = published(&town).await;
    let before = town.get(LIST).await;
    assert_eq!(message::send(&town, &message::of(&body, "withdraw", "x")).await.status, 201);
    assert_ne!(town.get(LIST).await.body, before.body, "{ticket} was withdrawn");
}

#[tokio::test]
async fn what_another_process_erases_is_in_no_list_either() {
    let town = Town::new();
    let (ticket, _) = published(&town).await;
    assert!(town.get(LIST).await.text().contains(&ticket));
    let command = stores::open(town.folder.path());
    let named = Named::Ticket(ticket);
    office::act(&command, &town.portal.config, named, By::Administrator, Deed::Erase, NOW).await.unwrap();
    assert_eq!(town.get(LIST).await.body, "[]");
}

#[tokio::test]
async fn a_list_is_made_small_for_whom_that_helps_and_stays_the_same_list() {
    let town = Town::new();
    assert_eq!(ask(&town, LIST, "accept-encoding", "gzip").await.header("content-encoding"), None, "[]");
    for _ in 0..4 {
        published(&town).await;
    }
    let plain = town.get(LIST).await;
    let small = ask(&town, LIST, "accept-encoding", "br, gzip").await;
    assert_eq!((plain.header("content-encoding"), small.header("content-encoding")), (None, Some("gzip")));
    assert!(small.body.len() * 3 < plain.body.len(), "{} of {}", small.body.len(), plain.body.len());
    let mut read = Vec::new();
    GzDecoder::new(&*small.body).read_to_end(&mut read).unwrap();
    assert!(read == plain.body);
    let tag = plain.header("etag").unwrap();
    assert!(tag.starts_with("W/\""), "one tag for both codings is a weak one: {tag}");
    for answer in [&plain, &small] {
        assert_eq!((answer.header("etag"), answer.header("vary")), (Some(tag), Some("accept-encoding")));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
    for coding in ["gzip", "identity"] {
        let request = Request::get(LIST).header("if-none-match", tag).header("accept-encoding", coding);
        let known = town.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!((known.status.as_u16(), known.body.len(), known.header("etag")), (304, 0, Some(tag)));
        assert_eq!(known.header("vary"), Some("accept-encoding"));
    }
    published(&town).await;
    assert_eq!(ask(&town, LIST, "if-none-match", tag).await.status, 200);
}

#[tokio::test]
async fn what_anyone_may_read_is_made_small_and_the_private_part_never_is() {
    let town = Town::new();
    let mut body = report::fresh();
    body["description"] = "Lampu jalan mati. ".repeat(200).into();
    let ticket = town.report(&body).await;
    town.publish(&ticket).await;
    for place in 0..20 {
        town.note(&ticket, &format!("Step {place}"), NOW).await;
    }
    for service in ["street-light", "noise", "drainage", "road-damage", "waste-collection", "congestion"] {
        let mut body = report::fresh();
        body["service_code"] = service.into();
        // Written on older questions: it need not answer these.
        body["definition_version"] = "0".into();
        town.report(&body).await;
    }
    for path in [
        format!("/api/requests/{ticket}.json"),
        format!("/api/aspirasi/requests/{ticket}/updates.json"),
        "/api/stats.json".into(),
    ] {
        let (plain, small) = (town.get(&path).await, ask(&town, &path, "accept-encoding", "gzip").await);
        let codings = (plain.header("content-encoding"), small.header("content-encoding"));
        assert_eq!(codings, (None, Some("gzip")), "{path}: {}", plain.body.len());
        let mut read = Vec::new();
        GzDecoder::new(&*small.body).read_to_end(&mut read).unwrap();
        assert!(read == plain.body, "{path}");
        assert!(small.header("vary").unwrap().contains("accept-encoding"), "{path}");
        assert_eq!(small.header("etag"), plain.header("etag"), "{path}");
    }
    let session = message::session(&town, &body).await;
    let request = Request::get(format!("/api/tickets/{ticket}.json"))
        .header("x-report-session", session)
        .header("accept-encoding", "gzip, br");
    let private = town.send(request.body(Body::empty()).unwrap()).await;
    assert!(private.status == 200 && private.body.len() > 1_200);
    assert_eq!((private.header("content-encoding"), private.header("vary")), (None, None));
}

//! A database of years, brought to this release: everything that was there is found by number, by key and in lists as this
//! release's rules have it, and goes on.

use crate::{
    before::{Before, Kept, SLOT, claim_of, with_photo},
    message::{self, post_track, session},
    photo::{self, PIECE},
    report,
    town::{NOW, Town},
};
use serde_json::{Value, json};
use tanggap_server::{erasures, office};

const HOME: [u8; 4] = [127, 0, 0, 1];
const JPEG: &[u8] = b"\xff\xd8\xff a picture that was made anew";

async fn opened(before: Before) -> Town {
    let town = before.today();
    let portal = &town.portal;
    office::fill(&portal.store, &portal.config, &portal.city, NOW).await.unwrap();
    town
}

async fn shown(town: &Town, ticket: &str) -> Value {
    let answer = town.get(&format!("/api/requests/{ticket}.json")).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()[0].clone()
}

/// The numbers in a desk's list.
async fn listed(town: &Town, desk: &str) -> Vec<String> {
    let list = town.get(&format!("/api/{desk}/requests.json")).await.json();
    let numbers = list.as_array().unwrap().iter().map(|report| &report["service_request_id"]);
    let mut numbers: Vec<_> = numbers.map(|number| number.as_str().unwrap().to_owned()).collect();
    numbers.sort();
    numbers
}

/// The number of the report that a number and this report's key open together.
async fn opens(town: &Town, ticket: &str, report: &Kept) -> Option<String> {
    let answer = post_track(town, "/api", ticket, report.body["key_proof"].as_str().unwrap(), HOME).await;
    if answer.status != 200 {
        assert_eq!(answer.status, 403);
        return None;
    }
    let key = answer.json()["session"].as_str().unwrap().to_owned();
    Some(message::ticket(town, ticket, &key).await["ticket"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn a_number_of_several_claims_answers_for_the_first_and_each_key_opens_its_own() {
    let before = Before::new();
    let first = before.keep("aspirasi", report::fresh());
    let claims = [1, 2].map(|_| before.keep("aspirasi", claim_of(&first)));
    let gone = before.keep("aspirasi", report::fresh());
    let of_gone = before.keep("aspirasi", claim_of(&gone));
    before.erase(&gone);
    for report in [&first, &claims[0], &of_gone] {
        before.publish(report);
    }
    let town = opened(before).await;
    for report in [&first, &claims[0], &claims[1], &of_gone] {
        let shown = shown(&town, &report.ticket).await;
        assert_eq!(shown["service_request_id"], *report.ticket);
        assert_eq!(shown.get("description").is_some(), report.row != claims[1].row, "{}", report.ticket);
    }
    assert_eq!(
        town.get(&format!("/api/requests/{}.json", gone.ticket)).await.status,
        410,
        "also for a claim"
    );
    let mut published = [&first, &claims[0], &of_gone].map(|report| report.ticket.clone()).to_vec();
    published.sort();
    assert_eq!(listed(&town, "aspirasi").await, published);
    // Twice: the first time is by salt and MAC, and leaves an opening.
    for _ in 0..2 {
        for (number, key, own) in [
            (&first.ticket, &first, Some(&first)),
            (&first.ticket, &claims[0], Some(&claims[0])),
            (&claims[0].ticket, &claims[0], Some(&claims[0])),
            (&claims[1].ticket, &claims[1], Some(&claims[1])),
            (&claims[1].ticket, &first, None),
            (&gone.ticket, &of_gone, Some(&of_gone)),
            (&gone.ticket, &gone, None),
        ] {
            assert_eq!(opens(&town, number, key).await, own.map(|report| report.ticket.clone()), "{number}");
        }
    }
    for report in [&first, &claims[0], &claims[1], &of_gone] {
        let again = town.put(&report.path(), report.body.to_string()).await;
        assert_eq!((again.status.as_u16(), &again.json()["ticket"]), (200, &report.body["ticket"]));
        assert_eq!(again.json()["service_request_id"], *report.ticket, "the receipt of before");
        let mut other = report.body.clone();
        other["description"] = "x".into();
        assert_eq!(town.put(&report.path(), other.to_string()).await.status, 422);
    }
    assert_eq!(town.put(&gone.path(), gone.body.to_string()).await.status, 410);
    let told = erasures::read(&town.folder.path().join(erasures::LOG)).unwrap().unwrap();
    assert_eq!(told.lines.len(), 1, "the log begins with what was erased before there was one");
    assert_eq!(told.lines[0].uids, [gone.body["uid"].as_str().unwrap()]);
    let new = town.report(&claim_of(&first)).await;
    assert!(new != first.ticket && shown(&town, &new).await["description"].is_null());
}

#[tokio::test]
async fn what_is_about_police_conduct_leaves_the_police_and_the_public_and_the_rest_stays() {
    let before = Before::new();
    let (lamp, conduct) = (report::fresh(), report::about_police().1);
    let (lamp, conduct) = (before.keep("aspirasi", lamp), before.keep("pengawasan", conduct));
    let plain = before.keep_plain("aspirasi", report::fresh());
    // As that program let it happen.
    for report in [&lamp, &conduct] {
        before.entry(report, "note", "received", None, Some("Canary note"));
        before.entry(report, "referral", "referred", Some("polresta"), None);
        before.publish(report);
    }
    before.publish(&plain);
    let town = opened(before).await;
    let mut public = [lamp.ticket.clone(), plain.ticket.clone()];
    public.sort();
    assert_eq!(listed(&town, "aspirasi").await, public);
    assert_eq!(listed(&town, "polresta").await, std::slice::from_ref(&lamp.ticket));
    assert_eq!(listed(&town, "pengawasan").await, Vec::<String>::new());
    let (of_lamp, of_conduct) = (shown(&town, &lamp.ticket).await, shown(&town, &conduct.ticket).await);
    let own = |shown: &Value, name: &str| shown["extended_attributes"]["tanggap"][name].clone();
    assert_eq!((own(&of_lamp, "desk"), own(&of_lamp, "published")), (json!("polresta"), json!(true)));
    assert_eq!(
        (own(&of_conduct, "desk"), own(&of_conduct, "published")),
        (json!("pengawasan"), json!(false))
    );
    assert_eq!(own(&of_conduct, "conversation"), true);
    assert_eq!(own(&shown(&town, &plain.ticket).await, "conversation"), false, "it has no key");
    for (report, at_police, is_told) in [(&lamp, 200, true), (&conduct, 404, false)] {
        let path = format!("/api/polresta/requests/{}/updates.json", report.ticket);
        assert_eq!(town.get(&path).await.status, at_police);
        let updates = town.get(&format!("/api/requests/{}/updates.json", report.ticket)).await.text();
        assert_eq!(updates.contains("Canary"), is_told, "{updates}");
    }
    let key = session(&town, &conduct.body).await;
    let history = message::ticket(&town, &conduct.ticket, &key).await;
    assert!(history.to_string().contains("Canary note"), "the reporter reads it all");
    assert_eq!(town.get("/api/stats.json").await.status, 200);
}

#[tokio::test]
async fn photos_messages_and_what_was_under_way_go_on() {
    let (before, picture) = (Before::new(), photo::noise());
    let whole = before.keep("aspirasi", with_photo(&picture));
    let public_id = before.complete_photo(&whole, JPEG);
    let begun = before.keep("aspirasi", with_photo(&picture));
    before.begin_photo(&begun, &picture, 2);
    before.publish(&whole);
    let said = message::of(&whole.body, "message", "Canary of the reporter");
    before.tell(&whole, &said);
    before.say(&whole, "question", "Canary question");
    let withdrawn = before.keep("aspirasi", report::fresh());
    before.entry(&withdrawn, "status", "withdrawn", None, None);
    let town = opened(before).await;
    let answer = town.get(&format!("/api/aspirasi/media/{public_id}.jpg")).await;
    assert_eq!((answer.status.as_u16(), &answer.body[..]), (200, JPEG));
    let of_whole = shown(&town, &whole.ticket).await;
    assert!(of_whole["media_url"].as_str().unwrap().contains(&public_id));
    assert_eq!(of_whole["extended_attributes"]["tanggap"]["waiting_for_reporter"], true);
    let key = session(&town, &whole.body).await;
    let private = message::ticket(&town, &whole.ticket, &key).await.to_string();
    assert!(private.contains("Canary of the reporter") && private.contains("Canary question"), "{private}");
    assert_eq!(message::send(&town, &said).await.status, 200, "it is here already");
    assert_eq!(message::send(&town, &message::of(&whole.body, "message", "More")).await.status, 201);
    let progress = town.get(&begun.slot()).await.json();
    assert_eq!((&progress["slot"], &progress["received"]), (&json!(SLOT), &json!(2 * PIECE)));
    let database =
        rusqlite::Connection::open(town.folder.path().join(tanggap_server::store::DATABASE)).unwrap();
    let on_their_way =
        || database.query_row("select bytes from uploads", [], |row| row.get::<_, usize>(0)).unwrap();
    assert_eq!(on_their_way(), 2 * PIECE, "what was under way is counted");
    assert_eq!(photo::send_rest(&town, &begun.slot(), &picture, 2 * PIECE).await.status, 201);
    assert_eq!(on_their_way(), 0);
    let of_withdrawn = shown(&town, &withdrawn.ticket).await;
    assert_eq!((&of_withdrawn["status"], of_withdrawn.get("description")), (&json!("closed"), None));
    town.erase(&whole.ticket).await;
    assert_eq!(town.get(&format!("/api/aspirasi/media/{public_id}.jpg")).await.status, 404);
    assert_eq!(town.put(&whole.path(), whole.body.to_string()).await.status, 410);
}

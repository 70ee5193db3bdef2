//! Text as people paste it, through every door: it is taken, cleaned when it is read, and kept as it was sent.

use crate::{
    message, report,
    town::{NOW, Town},
};
use rusqlite::Connection;
use serde_json::{Value, json};
use tanggap_server::store::DATABASE;

fn database(town: &Town) -> Connection {
    Connection::open(town.folder.path().join(DATABASE)).unwrap()
}

async fn published(town: &Town, ticket: &str) -> Value {
    town.publish(ticket).await;
    town.get(&format!("/api/aspirasi/requests/{ticket}.json")).await.json()[0].clone()
}

#[tokio::test]
async fn a_pasted_report_is_taken_and_kept_as_it_was_sent() {
    let town = Town::new();
    let mut body = report::fresh();
    body["description"] = "Lampu mati\u{b}sejak\tSenin\u{1b}[2J\0 di cafe\u{301}".into();
    body["place"]["address"] = "Jl. Pajajaran\tNo. 5\u{202e}".into();
    body["identity"]["name"] = "Siti\r\nAminah".into();
    let ticket = town.report(&body).await;
    let again = town.put(&report::path(&body), body.to_string()).await;
    assert_eq!(again.status, 200, "the fingerprint is that of the bytes sent");
    let kept: Vec<u8> = database(&town).query_row("select body from reports", [], |row| row.get(0)).unwrap();
    let sent = body.to_string().replace(body["key_proof"].as_str().unwrap(), &"0".repeat(64));
    assert_eq!(kept, sent.as_bytes());
    let shown = published(&town, &ticket).await;
    assert_eq!(shown["description"], "Lampu mati\nsejak Senin [2J  di café");
    assert_eq!(shown["address"], "Jl. Pajajaran No. 5, Pabaton, Bogor Tengah");
}

#[tokio::test]
async fn a_form_with_control_characters_is_shown_once_it_is_published() {
    let town = Town::new();
    let form = "service_code=%00street-light&lat=%20-6,59%0a&long=106%2C8&address_string=Jl.%09Suryakencana&locale=id%00\
        &description=a%1bb%0d%0ac&attribute[problem]=off%00&attribute[pole]=A%0b17&first_name=Ani%00&email=ani%40x.id%E2%80%8B";
    let answer = town.post("/api/aspirasi/requests.json", form).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let ticket = answer.json()[0]["service_request_id"].as_str().unwrap().to_owned();
    let shown = published(&town, &ticket).await;
    assert_eq!(shown["description"], "a b\nc");
    assert_eq!((&shown["lat"], &shown["long"]), (&json!(-6.59), &json!(106.8)));
    let list = town.get("/api/aspirasi/requests.json").await;
    assert_eq!((list.status.as_u16(), &list.json()[0]["description"]), (200, &shown["description"]));
    let kept: Vec<u8> = database(&town).query_row("select body from reports", [], |row| row.get(0)).unwrap();
    let kept: Value = serde_json::from_slice(&kept).unwrap();
    assert_eq!((&kept["identity"]["name"], &kept["identity"]["email"]), (&json!("Ani"), &json!("ani@x.id")));
}

#[tokio::test]
async fn what_an_earlier_release_kept_is_read_cleaned() {
    let town = Town::new();
    let ticket = town.report(&report::fresh()).await;
    let mut old = report::fresh();
    old["description"] = "a\u{1b}b\0".into();
    database(&town).execute("update reports set body = ?1", [old.to_string().into_bytes()]).unwrap();
    assert_eq!(published(&town, &ticket).await["description"], "a b ");
    assert_eq!(town.get("/api/aspirasi/requests.json").await.status, 200);
}

#[tokio::test]
async fn a_pasted_message_is_taken_and_one_that_shows_nothing_is_none() {
    let town = Town::new();
    let body = report::fresh();
    let ticket = town.report(&body).await;
    let question = town.say(&ticket, "question", "Where?", NOW).await;
    let mut answer = message::of(&body, "answer", "Di depan\tapotek\u{1b}\u{2028}K24\0");
    answer["in_reply_to"] = format!("{question}\n").into();
    assert_eq!(message::send(&town, &answer).await.status, 201);
    assert_eq!(message::send(&town, &answer).await.status, 200, "the same bytes are the same message");
    let blank = message::send(&town, &message::of(&body, "message", "\u{200b}\u{2800}\u{3164}")).await;
    assert_eq!(message::fault(&blank), (400, "text".into(), "required".into()));
    let session = message::session(&town, &body).await;
    let said = &message::ticket(&town, &ticket, &session).await["messages"];
    assert_eq!((&said[0]["answered"], &said[1]["text"]), (&json!(true), &json!("Di depan apotek \nK24")));
}

#[tokio::test]
async fn a_query_is_cleaned_as_everything_is() {
    let town = Town::new();
    let ticket = town.report(&report::fresh()).await;
    for (path, status) in [
        ("/api/aspirasi/services.json?locale=%00".to_owned(), 200),
        ("/api/aspirasi/services/street-light.json?locale=en%00".into(), 200),
        (format!("/api/requests/{ticket}.json?locale=%00&%00=%00"), 200),
        ("/api/stats.json?locale=%1b".into(), 200),
        ("/api/aspirasi/requests.json?page=1%00&status=%00open&start_date=2026-11-24%00&x=%00".into(), 200),
        ("/api/aspirasi/requests.json?page=%001%000".into(), 400),
        ("/api/aspirasi/services.json?locale=%ff".into(), 400),
    ] {
        assert_eq!(town.get(&path).await.status, status, "{path}");
    }
}

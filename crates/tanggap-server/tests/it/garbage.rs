//! One record that can't be read takes no list, no conversation and no figures with it, whatever wrote it: every column of
//! every table, with what no reader expects.

use crate::{
    message, photo, report,
    town::{NOW, Town},
};
use rusqlite::{Connection, types::Value};
use serde_json::Value as Json;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use tanggap_server::{
    http::shared::HOLD_MS,
    office::{self, ActError, By},
    store::DATABASE,
};

const TEXTS: &[&str] =
    &["''", "'x'", "'null'", "'{\"description\": 7}'", "cast(x'ff00' as text)", "char(27, 0, 8238)", "'1 2'"];
const INTEGERS: &[&str] = &[
    "0",
    "1",
    "-1",
    "9223372036854775807",
    "-9223372036854775808",
    "253402300799",
    "-62167219201",
    "-377705116800",
];
const BLOBS: &[&str] = &[
    "x''",
    "x'ff'",
    "cast('{}' as blob)",
    "cast('null' as blob)",
    "cast('{\"v\": 0, \"description\": \"older\"}' as blob)",
    "cast('{\"v\": 9, \"uid\": {}}' as blob)",
    "cast(replace(hex(zeroblob(50)), '00', '[') as blob)",
    "zeroblob(32)",
];

static NOW_S: AtomicI64 = AtomicI64::new(NOW);
static STEADY_MS: AtomicU64 = AtomicU64::new(0);

struct Column {
    table: String,
    name: String,
    kind: String,
}

fn columns(database: &Connection) -> Vec<Column> {
    let mut statement = database
        .prepare(
            "select tables.name, columns.name, columns.type from sqlite_schema as tables, pragma_table_info(tables.name) as columns
             where tables.type = 'table' and tables.name not like 'sqlite_%' and columns.name <> 'id'",
        )
        .unwrap();
    let columns = statement
        .query_map([], |row| Ok(Column { table: row.get(0)?, name: row.get(1)?, kind: row.get(2)? }))
        .unwrap();
    columns.map(Result::unwrap).collect()
}

#[tokio::test]
async fn garbage_in_any_column_of_one_record_leaves_all_others_readable() {
    let town = Town::at(|| NOW_S.load(Ordering::Relaxed), Box::new(|| STEADY_MS.load(Ordering::Relaxed)));
    let photo = photo::noise();
    let mut bodies = [report::fresh(), report::fresh(), report::fresh()];
    for body in &mut bodies {
        body["media"] = serde_json::json!([photo::claim("some-slot", &photo)]);
        let ticket = town.report(body).await;
        photo::send_rest(&town, &format!("{}/media/some-slot", report::path(body)), &photo, 0).await;
        town.publish(&ticket).await;
        town.say(&ticket, "question", "Where?", NOW).await;
        assert_eq!(message::send(&town, &message::of(body, "message", "Here")).await.status, 201);
    }
    let tickets = bodies.each_ref().map(|body| body["ticket"].as_str().unwrap());
    let session = message::session(&town, &bodies[1]).await;
    let database = Connection::open(town.folder.path().join(DATABASE)).unwrap();
    database.pragma_update(None, "foreign_keys", false).unwrap();
    let broken: i64 = database
        .query_row("select id from reports where ticket = ?1", [tickets[1]], |row| row.get(0))
        .unwrap();
    let mut tried = 0;
    for Column { table, name, kind } in columns(&database) {
        let owner = if table == "reports" { "id" } else { "report_id" };
        let Ok(row) = database.query_row(
            &format!("select rowid from {table} where {owner} = ?1 order by rowid desc limit 1"),
            [broken],
            |row| row.get::<_, i64>(0),
        ) else {
            continue;
        };
        let was: Value = database
            .query_row(&format!("select {name} from {table} where rowid = ?1"), [row], |row| row.get(0))
            .unwrap();
        let values = match kind.as_str() {
            "TEXT" => TEXTS,
            "INTEGER" => INTEGERS,
            _ => BLOBS,
        };
        for value in values {
            let set = format!("update {table} set {name} = {value} where rowid = ?1");
            if database.execute(&set, [row]).is_err() {
                continue; // The schema itself forbids it.
            }
            tried += 1;
            // So that figures and lists are made anew, and the session holds to the end.
            NOW_S.fetch_add(3_600, Ordering::Relaxed);
            STEADY_MS.fetch_add(HOLD_MS, Ordering::Relaxed);
            look(
                &town,
                tickets,
                bodies[1]["uid"].as_str().unwrap(),
                &session,
                &format!("{table}.{name} = {value}"),
            )
            .await;
        }
        database.execute(&format!("update {table} set {name} = ?2 where rowid = ?1"), (row, was)).unwrap();
    }
    assert!(tried > 150, "{tried}");
    assert_eq!(
        message::look(&town, &format!("/api/tickets/{}.json", tickets[1]), &session).await.status,
        200
    );
}

#[tokio::test]
async fn a_record_that_cannot_be_read_shows_what_its_columns_say() {
    let town = Town::new();
    let body = report::fresh();
    let ticket = town.report(&body).await;
    town.publish(&ticket).await;
    town.say(&ticket, "question", "Where?", NOW).await;
    assert_eq!(message::send(&town, &message::of(&body, "message", "Here")).await.status, 201);
    let session = message::session(&town, &body).await;
    let database = Connection::open(town.folder.path().join(DATABASE)).unwrap();
    database.execute_batch("update reports set body = x'00'; update messages set body = x'ff'").unwrap();
    let path = format!("/api/requests/{ticket}.json");
    let shown = town.get(&path).await.json()[0].clone();
    assert_eq!((&shown["status"], &shown["service_code"]), (&"open".into(), &"street-light".into()));
    assert_eq!(shown["extended_attributes"]["tanggap"]["published"], true);
    assert!(shown["description"].is_null() && shown["address"].is_null() && shown["lat"].is_null());
    let own = message::ticket(&town, &ticket, &session).await;
    let kinds: Vec<_> = own["messages"].as_array().unwrap().iter().map(|said| said["kind"].clone()).collect();
    assert_eq!(kinds, ["question", "message"]);
    assert_eq!((&own["messages"][0]["text"], &own["messages"][1]["text"]), (&"\u{fffd}".into(), &Json::Null));
    assert_eq!(own["report"], serde_json::json!({}));
    // What was taken out can't be told any more, so nothing is shown.
    database
        .execute("update reports set body = ?1, redaction = '{'", [body.to_string().into_bytes()])
        .unwrap();
    assert!(town.get(&path).await.json()[0]["description"].is_null());
    database.execute("update reports set redaction = null", []).unwrap();
    assert_eq!(town.get(&path).await.json()[0]["description"], body["description"]);
}

#[tokio::test]
async fn a_server_starts_beside_a_record_that_cannot_be_read() {
    let town = Town::new();
    town.report(&report::fresh()).await;
    let database = Connection::open(town.folder.path().join(DATABASE)).unwrap();
    database
        .execute_batch(
            "update reports set kind = null, classified = 0, status = cast(x'ff' as text), desk = cast(x'ff' as text),
                 first_desk = cast(x'ff' as text), service_code = cast(x'ff' as text)",
        )
        .unwrap();
    let portal = &town.portal;
    assert!(office::fill(&portal.store, &portal.config, &portal.city, NOW).await.is_ok());
    assert_eq!(town.get("/api/aspirasi/requests.json").await.status, 200);
}

async fn look(town: &Town, tickets: [&str; 3], uid: &str, session: &str, what: &str) {
    let receipt = town.get(&format!("/api/aspirasi/reports/{uid}")).await;
    assert!(!receipt.status.is_server_error(), "{what}: the receipt: {}", receipt.text());
    let list = town.get("/api/aspirasi/requests.json").await;
    assert_eq!(list.status, 200, "{what}: the list");
    for ticket in [tickets[0], tickets[2]] {
        assert!(list.text().contains(ticket), "{what}: the list lacks another report");
        assert_eq!(
            town.get(&format!("/api/requests/{ticket}.json")).await.status,
            200,
            "{what}: another report"
        );
    }
    for path in [
        format!("/api/requests/{}.json", tickets[1]),
        format!("/api/requests/{}/updates.json", tickets[1]),
        "/api/stats.json".to_owned(),
    ] {
        let answer = town.get(&path).await;
        assert!(!answer.status.is_server_error(), "{what}: {path}: {}", answer.text());
    }
    let own = message::look(town, &format!("/api/tickets/{}.json", tickets[1]), session).await;
    assert!(!own.status.is_server_error(), "{what}: the conversation: {}", own.text());
    assert!(town.portal.store.all().await.is_ok(), "{what}: the desk's list");
    assert!(
        !matches!(
            office::conversation(&town.portal.store, &town.portal.config, tickets[1], &By::Administrator, 0)
                .await,
            Err(ActError::Store(_))
        ),
        "{what}: the messages command"
    );
}

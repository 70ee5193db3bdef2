//! What is closed for longer than its service's schedule says is erased to its figures.

mod doubt;
mod kept;

use crate::{
    message, photo,
    program::run,
    report,
    town::{NOW, Town, private_folder, write_dist},
};
use serde_json::{Value, json};
use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};
use tanggap_server::{
    city::Source,
    clock::{Clock, Steady, steady_clock},
    office::{self, By, Deed, Note},
    store::{DATABASE, Picture, empty_log},
    upkeep,
};

const DAY: i64 = 24 * 3_600;

/// A town whose street lights are kept for 30 days after they were closed.
fn town() -> Town {
    town_at(|| NOW, steady_clock())
}

fn town_at(clock: Clock, steady: Steady) -> Town {
    let folder = private_folder();
    write_dist(&folder.path().join("dist"), "/");
    let service = |code: &str| {
        json!({"code": code, "name": code, "kind": "complaint", "place": "optional", "version": "1",
            "identity": ["open", "secret", "anonymous"], "clock": "complaint", "questions": []})
    };
    let mut kept_for_a_month = service("street-light");
    kept_for_a_month["retention_days"] = 30.into();
    fs::create_dir(folder.path().join("services")).unwrap();
    let services = json!({"services": [kept_for_a_month, service("road-damage")]});
    fs::write(folder.path().join("services/aspirasi.json"), services.to_string()).unwrap();
    let source = Source::Folder(folder.path().to_owned());
    Town::of_city_at(folder, &source, clock, steady)
}

async fn expire(town: &Town, now: i64) -> usize {
    let portal = &town.portal;
    office::expire(&portal.store, &portal.config, &portal.city, now).await.unwrap()
}

async fn line(town: &Town, code: &str) -> Value {
    let rows = town.get("/api/stats.json").await.json()["rows"].clone();
    rows.as_array().unwrap().iter().find(|row| row["service_code"] == code).unwrap().clone()
}

#[tokio::test]
async fn what_is_closed_for_longer_than_its_schedule_goes_and_still_counts() {
    let (town, picture) = (town(), photo::noise());
    let mut sent = Vec::new();
    for code in ["street-light", "street-light", "street-light", "street-light", "road-damage"] {
        let mut body = report::fresh();
        (body["service_code"], body["answers"]) = (code.into(), json!({}));
        body["description"] = "Canary".into();
        body["media"] = json!([photo::claim("some-slot", &picture)]);
        sent.push((town.report(&body).await, body));
    }
    let [over, reopened, open, written_to, other] = &sent[..] else { panic!("five reports") };
    let slot = format!("{}/media/some-slot", report::path(&over.1));
    assert_eq!(photo::send_rest(&town, &slot, &picture, 0).await.status, 201);
    let after = Picture { sha256: [0; 32], size: 1, jpeg: b"Canary".to_vec() };
    let note = Note { text: Some("Canary note".into()), photo: Some(after), for_all: true };
    town.act(&over.0, By::ItsDesk, Deed::Update { status: None, note }, NOW).await.unwrap();
    town.say(&over.0, "question", "Canary question", NOW).await;
    for (ticket, _) in [over, reopened, written_to, other] {
        town.status(ticket, "answered", None, NOW).await;
        town.status(ticket, "closed", None, NOW).await;
    }
    assert_eq!(message::send(&town, &message::of(&reopened.1, "reopen", "No")).await.status, 201);
    assert_eq!(expire(&town, NOW + 30 * DAY).await, 0, "on the last day it is still there");
    let late = message::of(&written_to.1, "message", "Still dark");
    assert_eq!(message::send(&town, &late).await.status, 201);
    let database = rusqlite::Connection::open(town.folder.path().join(DATABASE)).unwrap();
    let later = "update messages set at = ?1 where message_id = ?2";
    assert_eq!(database.execute(later, (NOW + DAY, late["uid"].as_str())).unwrap(), 1);
    let before = line(&town, "street-light").await;
    let now = NOW + 30 * DAY + 1;
    let listed = office::expired(&town.portal.store, &town.portal.city, now, 9).await.unwrap();
    assert_eq!(
        listed.iter().map(|report| &report.ticket).collect::<Vec<_>>(),
        [&over.0],
        "what a dry run lists"
    );
    assert_eq!((expire(&town, now).await, expire(&town, now).await), (1, 0));
    for ((ticket, _), status) in [(over, 410), (reopened, 200), (open, 200), (written_to, 200), (other, 200)]
    {
        assert_eq!(town.get(&format!("/api/requests/{ticket}.json")).await.status, status, "{ticket}");
    }
    assert_eq!(line(&town, "street-light").await, before, "the figures are as they were");
    assert_eq!((&before["received"], &before["answered"]), (&json!(4), &json!(3)));
    assert!(empty_log(town.folder.path()).unwrap());
    let text = fs::read(town.folder.path().join(DATABASE)).unwrap();
    assert_eq!(String::from_utf8_lossy(&text).matches("Canary").count(), 4, "only the words of the others");
    let updates =
        "select count(*), count(note) from updates join reports on report_id = reports.id where ticket = ?1";
    let left: (u32, u32) =
        database.query_row(updates, [&over.0], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    assert_eq!(left, (4, 0), "its course without a word");
}

#[tokio::test]
async fn a_running_server_erases_once_a_day_and_a_clock_that_is_set_forward_makes_nothing_older() {
    const HOUR: u64 = 3_600;
    static WALL: AtomicI64 = AtomicI64::new(NOW);
    static STEADY: AtomicU64 = AtomicU64::new(0);
    let town = town_at(|| WALL.load(Ordering::SeqCst), Box::new(|| STEADY.load(Ordering::SeqCst)));
    let of = |code: &str| {
        let mut body = report::fresh();
        (body["service_code"], body["answers"]) = (code.into(), json!({}));
        body
    };
    let close = async |ticket: &str| town.status(ticket, "closed", None, WALL.load(Ordering::SeqCst)).await;
    let (over, kept) = (town.report(&of("street-light")).await, town.report(&of("road-damage")).await);
    close(&over).await;
    close(&kept).await;
    WALL.fetch_add(31 * DAY, Ordering::SeqCst);
    let later = town.report(&of("street-light")).await;
    close(&later).await;
    let upkeep = tokio::spawn(upkeep::run(Arc::clone(&town.portal)));
    let pass = async |hours: u64| {
        STEADY.fetch_add(1_000 * HOUR * hours, Ordering::SeqCst);
        WALL.fetch_add((HOUR * hours) as i64, Ordering::SeqCst);
        // Its next look at the clocks; what it then does takes as long as it takes.
        for _ in 0..20 {
            tokio::time::pause();
            tokio::time::advance(Duration::from_secs(61)).await;
            tokio::time::resume();
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    let status = async |ticket: &str| town.get(&format!("/api/requests/{ticket}.json")).await.status.as_u16();
    let is_erased = async |ticket: &str| {
        for _ in 0..100 {
            if status(ticket).await == 410 {
                return true;
            }
            pass(0).await;
        }
        false
    };
    pass(0).await;
    assert_eq!(status(&over).await, 200, "the start only tells what is over");
    pass(1).await;
    assert!(is_erased(&over).await, "an hour later it goes");
    assert_eq!(status(&later).await, 200);
    // Set forward by ten years, as one that has lost its battery may be.
    WALL.fetch_add(3_650 * DAY, Ordering::SeqCst);
    pass(24).await;
    assert_eq!(status(&later).await, 200, "a day later");
    WALL.fetch_sub(3_650 * DAY, Ordering::SeqCst);
    pass(31 * 24).await;
    assert_eq!(status(&later).await, 200, "nobody has reported anything for a month");
    town.report(&of("road-damage")).await;
    pass(24).await;
    assert!(is_erased(&later).await, "31 days after it was closed");
    assert_eq!(status(&kept).await, 200, "of a service without a schedule");
    upkeep.abort();
}

#[test]
fn a_schedule_that_is_no_number_of_days_stops_the_start() {
    let folder = private_folder();
    write_dist(&folder.path().join("dist"), "/");
    let services = json!({"services": [{"code": "x", "name": "x", "place": "none", "identity": ["open"], "retention_days": 0}]});
    fs::create_dir(folder.path().join("services")).unwrap();
    fs::write(folder.path().join("services/aspirasi.json"), services.to_string()).unwrap();
    let (dist, city) = (folder.path().join("dist"), folder.path());
    let arguments =
        ["serve", "--port", "0", "--dist", dist.to_str().unwrap(), "--city", city.to_str().unwrap()];
    let output = run(&arguments, &folder.path().join("data"));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("services[0].retention_days: expected a whole number of days"), "{told}");
}

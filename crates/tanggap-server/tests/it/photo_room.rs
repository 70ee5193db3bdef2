//! Photos never take the room that words need, and those of honest phones arrive all the same.

use crate::{
    photo::{self, PIECE},
    report,
    town::{Answer, JSON, NOW, Town},
};
use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use serde_json::{Value, json};
use std::{
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};
use tanggap_server::{
    app_state::Settings,
    limits::{Limits, Rates},
    store::DATABASE,
    upkeep,
};

const MB: u64 = 1 << 20;
const ATTACKER: [u8; 4] = [198, 51, 100, 7];
const CITIZEN: [u8; 4] = [203, 0, 113, 5];
const JUNK: usize = 5 << 20;

async fn town(bound: u64) -> Town {
    let limits = Limits::with_clock(Some(Rates::default()), Box::new(|| 0));
    let town = Town::limited(Settings::default(), "/", Router::new(), limits);
    town.portal.store.bound(bound).await.unwrap();
    town
}

/// A report with so many photos announced, sent from there; where its photos go.
async fn announced(town: &Town, photos: usize, size: usize, peer: impl Into<IpAddr>) -> Vec<String> {
    let mut body = report::fresh();
    let claim = |slot| json!({"slot": slot, "sha256": "0".repeat(64), "size": size, "type": "image/jpeg"});
    body["media"] = (0..photos).map(|slot| claim(format!("slot-{slot:04}"))).collect();
    let answer = send_words(town, &body, peer).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    (0..photos).map(|slot| format!("{}/media/slot-{slot:04}", report::path(&body))).collect()
}

async fn send_words(town: &Town, body: &Value, peer: impl Into<IpAddr>) -> Answer {
    let request = Request::put(report::path(body)).header(header::CONTENT_TYPE, JSON);
    town.send_from(request.body(body.to_string().into()).unwrap(), peer.into()).await
}

/// A piece of what begins like a picture.
async fn send_junk(town: &Town, slot: &str, first: usize, peer: impl Into<IpAddr>) -> Answer {
    let mut bytes = vec![7; PIECE];
    bytes[..3].copy_from_slice(&[0xff, 0xd8, 0xff]);
    let range = format!("bytes {first}-{}/{JUNK}", first + PIECE - 1);
    let request = photo::request(slot, &"0".repeat(64)).header(header::CONTENT_RANGE, range);
    town.send_from(request.body(Body::from(bytes)).unwrap(), peer.into()).await
}

/// A whole picture in pieces, as a phone sends it: it goes on where the server says.
async fn send_photo(town: &Town, slot: &str, picture: &[u8], peer: [u8; 4]) -> Answer {
    let mut first = 0;
    for _ in 0..100 {
        let last = picture.len().min(first + PIECE) - 1;
        let range = format!("bytes {first}-{last}/{}", picture.len());
        let request = photo::request(slot, &photo::sha256(picture)).header(header::CONTENT_RANGE, range);
        let request = request.body(Body::from(picture[first..=last].to_vec())).unwrap();
        let answer = town.send_from(request, peer.into()).await;
        match answer.status.as_u16() {
            202 | 409 => first = answer.json()["received"].as_u64().unwrap() as usize,
            _ => return answer,
        }
    }
    panic!("it comes to no end");
}

/// Reports of 4 KB, each from an address of its own, until one is refused; how many were taken.
async fn words(town: &Town, most: u8) -> u8 {
    for number in 0..most {
        let mut body = report::fresh();
        body["description"] = "x".repeat(4_000).into();
        if send_words(town, &body, [192, 0, 2, number]).await.status != 201 {
            return number;
        }
    }
    most
}

fn size(town: &Town) -> u64 {
    let database = rusqlite::Connection::open(town.folder.path().join(DATABASE)).unwrap();
    let pages: u64 = database.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    pages * 4_096
}

fn on_their_way(town: &Town) -> (u64, u64) {
    let database = rusqlite::Connection::open(town.folder.path().join(DATABASE)).unwrap();
    let count = |sql: &str| database.query_row(sql, [], |row| row.get(0)).unwrap();
    (count("select bytes from uploads"), count("select coalesce(sum(length(bytes)), 0) from photo_pieces"))
}

#[tokio::test]
async fn junk_that_is_never_finished_leaves_room_for_words_and_for_other_peoples_photos() {
    let town = town(12 * MB).await;
    let mut slots = Vec::new();
    for _ in 0..6 {
        slots.extend(announced(&town, 8, JUNK, ATTACKER).await);
    }
    let picture = photo::noise();
    let own = announced(&town, 2, picture.len(), CITIZEN).await;
    let (mut sent, mut first) = (0, 0);
    for round in 0..16 {
        for slot in &slots {
            let answer = send_junk(&town, slot, first, ATTACKER).await;
            sent += u64::from(answer.status == 202) * PIECE as u64;
        }
        first += PIECE;
        let (counted, there) = on_their_way(&town);
        assert!(counted == there && there <= 6 * MB, "{there} bytes on their way after round {round}");
        if round == 8 {
            // In the middle of it, and while the attacker is at work on every one of theirs.
            assert_eq!(send_photo(&town, &own[0], &picture, CITIZEN).await.status, 201);
        }
    }
    assert!(sent > 6 * MB, "{sent}: the attack was none");
    assert!(size(&town) < 12 * MB / 10 * 8, "{}", size(&town));
    assert_eq!(words(&town, 200).await, 200, "plain words have room");
    assert_eq!(send_photo(&town, &own[1], &picture, CITIZEN).await.status, 201);
}

#[tokio::test]
async fn finished_photos_fill_four_fifths_and_words_the_rest() {
    let town = town(2 * MB).await;
    let picture = photo::noise();
    let mut taken = 0;
    let (refused, slot) = loop {
        let slot = announced(&town, 1, picture.len(), CITIZEN).await.remove(0);
        let answer = send_photo(&town, &slot, &picture, CITIZEN).await;
        if answer.status != 201 {
            break (answer, slot);
        }
        taken += 1;
        assert!(taken < 29, "there is room without end");
    };
    assert!(taken > 3, "{taken}");
    assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (507, Some("600")));
    assert!(words(&town, 60).await >= 40, "of 4 KB each in the last 400 KB");
    town.portal.store.bound(20 * MB).await.unwrap();
    assert_eq!(send_photo(&town, &slot, &picture, CITIZEN).await.status, 201, "later it is taken");
}

#[tokio::test]
async fn who_is_at_work_makes_way_for_nobody_who_holds_as_much() {
    let town = town(4 * MB).await;
    // From this machine: nobody can tell these senders apart.
    let slots = announced(&town, 8, JUNK, [127, 0, 0, 1]).await;
    let mut answer = send_junk(&town, &slots[0], 0, [127, 0, 0, 1]).await;
    let mut there = 0;
    while answer.status == 202 {
        there += 1;
        answer = send_junk(&town, &slots[there % 8], there / 8 * PIECE, [127, 0, 0, 1]).await;
    }
    assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (507, Some("60")));
    assert_eq!(there, 2 * MB as usize / PIECE);
    assert_eq!(words(&town, 30).await, 30);
}

#[tokio::test]
async fn a_slow_phone_goes_on_for_days_and_after_three_begins_anew() {
    const HOUR: i64 = 3_600;
    static WALL: AtomicI64 = AtomicI64::new(NOW);
    let town = Town::at(|| WALL.load(Ordering::Relaxed), Box::new(|| 0));
    let picture = photo::noise();
    let upkeep = tokio::spawn(upkeep::run(Arc::clone(&town.portal)));
    let slots = announced(&town, 2, picture.len(), CITIZEN).await;
    for slot in &slots {
        assert_eq!(photo::send(&town, slot, &picture, 0..PIECE).await.status, 202);
    }
    let received = async |slot: &str| town.get(slot).await.json()["received"].as_u64().unwrap();
    // The hours between two rounds of the upkeep; else the runtime's clock goes as it does.
    let an_hour = async || {
        tokio::time::pause();
        tokio::time::advance(Duration::from_secs(3_600)).await;
        tokio::time::resume();
    };
    let hours = async |hours: i64| {
        WALL.fetch_add(hours * HOUR, Ordering::Relaxed);
        an_hour().await;
    };
    hours(24).await;
    assert_eq!(photo::send(&town, &slots[0], &picture, PIECE..2 * PIECE).await.status, 202, "a day later");
    hours(60).await;
    assert_eq!(received(&slots[0]).await, 2 * PIECE as u64, "touched two and a half days ago");
    let mut asked = 0;
    while received(&slots[1]).await > 0 && asked < 10_000 {
        an_hour().await;
        asked += 1;
    }
    assert_eq!(received(&slots[1]).await, 0, "the other one nobody went on with");
    for slot in &slots {
        assert_eq!(photo::send_rest(&town, slot, &picture, received(slot).await as usize).await.status, 201);
    }
    upkeep.abort();
}

#[tokio::test]
async fn the_photo_untouched_longest_makes_way_first() {
    static WALL: AtomicI64 = AtomicI64::new(NOW);
    let town = Town::at(|| WALL.load(Ordering::Relaxed), Box::new(|| 0));
    town.portal.store.bound(4 * MB).await.unwrap();
    let slots = announced(&town, 4, JUNK, CITIZEN).await;
    for slot in &slots[..3] {
        for piece in 0..10 {
            assert_eq!(send_junk(&town, slot, piece * PIECE, CITIZEN).await.status, 202);
        }
        WALL.fetch_add(61, Ordering::Relaxed);
    }
    assert_eq!(send_junk(&town, &slots[0], 10 * PIECE, CITIZEN).await.status, 202, "the first one goes on");
    for piece in 0..2 {
        assert_eq!(send_junk(&town, &slots[3], piece * PIECE, ATTACKER).await.status, 202);
    }
    let mut received = Vec::new();
    for slot in &slots {
        received.push(town.get(slot).await.json()["received"].as_u64().unwrap() as usize / PIECE);
    }
    assert_eq!(received, [11, 0, 10, 2]);
}

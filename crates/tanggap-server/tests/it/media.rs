//! Photos follow their report: in pieces, after any interruption, once.

use crate::{
    photo::{self, PIECE},
    report,
    town::{Answer, Town},
};
use axum::http::{Request, header};
use serde_json::{Value, json};

const SLOT: &str = "kQ3-vT8_xW2m";
const OTHER: &str = "Jd7Lp0RbYs4n";

/// A received report that announced two photos, and where they go.
async fn announced(town: &Town, photo: &[u8]) -> (Value, String, String) {
    let mut body = report::fresh();
    body["media"] = json!([photo::claim(SLOT, photo), photo::claim(OTHER, b"later")]);
    town.report(&body).await;
    let path = report::path(&body);
    (body, format!("{path}/media/{SLOT}"), format!("{path}/media/{OTHER}"))
}

fn state(answer: &Answer) -> (u16, Option<u64>) {
    (answer.status.as_u16(), answer.json()["received"].as_u64())
}

fn field(answer: &Answer) -> String {
    answer.json()[0]["extensions"]["tanggap"]["field"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_photo_comes_in_pieces_and_the_receipt_tells_what_is_missing() {
    let (town, picture) = (Town::new(), photo::noise());
    let mut body = report::fresh();
    body["media"] = json!([photo::claim(SLOT, &picture), photo::claim(OTHER, b"later")]);
    let path = report::path(&body);
    let first = town.put(&path, body.to_string()).await.json();
    assert_eq!(first["missing_media"], json!([SLOT, OTHER]));
    let slot = format!("{path}/media/{SLOT}");
    let asked = town.get(&slot).await.json();
    assert_eq!(
        (&asked["received"], &asked["complete"], &asked["slot"]),
        (&json!(0), &json!(false), &json!(SLOT))
    );
    assert_eq!(state(&photo::send(&town, &slot, &picture, 0..PIECE).await), (202, Some(PIECE as u64)));
    assert_eq!(town.get(&slot).await.json()["received"], PIECE);
    let done = photo::send_rest(&town, &slot, &picture, PIECE).await;
    assert_eq!(done.status, 201, "{}", done.text());
    let mut receipt = first.clone();
    receipt["missing_media"] = json!([OTHER]);
    for answer in [
        done,
        town.put(&path, body.to_string()).await,
        town.get(&path).await,
        photo::send(&town, &slot, &picture, 0..PIECE).await,
        photo::send_rest(&town, &slot, b"other bytes, too late", 0).await,
    ] {
        assert_eq!(answer.json(), receipt, "only what is missing changes");
    }
    assert_eq!(town.get(&slot).await.json()["complete"], true);
    let row = &town.portal.store.all().await.unwrap()[0];
    assert_eq!(row.photos, (1, 2));
}

#[tokio::test]
async fn a_piece_that_does_not_fit_hears_where_to_go_on() {
    let (town, picture) = (Town::new(), photo::noise());
    let (_, slot, _) = announced(&town, &picture).await;
    assert_eq!(state(&photo::send(&town, &slot, &picture, PIECE..2 * PIECE).await), (409, Some(0)));
    assert_eq!(photo::send(&town, &slot, &picture, 0..PIECE).await.status, 202);
    for again in [0..PIECE, 2 * PIECE..3 * PIECE, 1..PIECE] {
        assert_eq!(state(&photo::send(&town, &slot, &picture, again).await), (409, Some(PIECE as u64)));
    }
    let smaller = photo::noise();
    assert_eq!(
        state(&photo::send(&town, &slot, &smaller, PIECE..2 * PIECE).await),
        (409, Some(0)),
        "another photo"
    );
    assert_eq!(
        state(&photo::send(&town, &slot, &smaller, 0..PIECE).await),
        (202, Some(PIECE as u64)),
        "begins anew"
    );
    assert_eq!(state(&photo::send(&town, &slot, &picture, PIECE..2 * PIECE).await), (409, Some(0)));
    assert_eq!(photo::send_rest(&town, &slot, &smaller, PIECE).await.status, 201);
}

#[tokio::test]
async fn ten_at_once_are_one_photo() {
    let (town, picture) = (Town::new(), photo::noise());
    let (_, slot, _) = announced(&town, &picture).await;
    photo::send(&town, &slot, &picture, 0..PIECE).await;
    let hash = photo::sha256(&picture);
    let whole = || photo::request(&slot, &hash).body(picture.clone().into()).unwrap();
    let sending: Vec<_> = (0..10)
        .map(|_| {
            let (app, request) = (town.app.clone(), whole());
            tokio::spawn(
                async move { app.answer(request, [127, 0, 0, 1].into(), false).await.status().as_u16() },
            )
        })
        .collect();
    for task in sending {
        assert!([200, 201].contains(&task.await.unwrap()));
    }
    let database =
        rusqlite::Connection::open(town.folder.path().join(tanggap_server::store::DATABASE)).unwrap();
    let count = |sql: &str| database.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("select count(jpeg) from photos"), 1);
    assert_eq!(count("select count(*) from photo_pieces"), 0, "what it was made of is gone");
}

#[tokio::test]
async fn what_is_wrong_with_a_photo_is_said_and_the_report_stays() {
    let (town, picture) = (Town::new(), photo::noise());
    let (body, slot, other) = announced(&town, &picture).await;
    let hash = photo::sha256(&picture);
    let ranged = |range: &str| photo::request(&slot, &hash).header(header::CONTENT_RANGE, range);
    let named = format!("media.{SLOT}");
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>";
    for (what, request, content, status, about) in [
        ("too large a whole", ranged("bytes 0-65535/9000000"), vec![0; PIECE], 413, named.as_str()),
        ("too large a piece", ranged("bytes 0-65536/80000"), vec![0; PIECE + 1], 413, &named),
        ("too large in one go", photo::request(&slot, &hash), vec![0; (8 << 20) + 1], 413, ""),
        ("no range", ranged("bytes 0-"), vec![0; 9], 400, "content-range"),
        ("fewer bytes than said", ranged("bytes 0-9/100"), vec![0; 9], 400, "content-range"),
        ("more bytes than said", ranged("bytes 0-9/100"), vec![0; 11], 413, ""),
        (
            "no hash",
            Request::put(&slot).header(header::CONTENT_TYPE, "image/png"),
            vec![0; 9],
            400,
            "x-content-sha256",
        ),
        ("no type", Request::put(&slot).header("x-content-sha256", &hash), vec![0; 9], 415, &named),
        ("other bytes", photo::request(&slot, &hash), vec![7; 99], 422, &named),
        ("a drawing", photo::request(&slot, &photo::sha256(svg)), svg.to_vec(), 422, &named),
        (
            "a photo cut off",
            photo::request(&slot, &photo::sha256(&picture[..99])),
            picture[..99].to_vec(),
            422,
            &named,
        ),
    ] {
        let answer = town.send(request.body(content.into()).unwrap()).await;
        assert_eq!(answer.status, status, "{what}: {}", answer.text());
        assert_eq!(field(&answer), about, "{what}");
    }
    let mut from = 0;
    while from + PIECE < picture.len() {
        photo::send(&town, &slot, &picture, from..from + PIECE).await;
        from += PIECE;
    }
    let spoilt = vec![7; picture.len() - from];
    let end = ranged(&format!("bytes {from}-{}/{}", picture.len() - 1, picture.len()));
    let answer = town.send(end.body(spoilt.into()).unwrap()).await;
    assert_eq!((answer.status.as_u16(), field(&answer)), (422, named), "{}", answer.text());
    assert_eq!(town.get(&slot).await.json()["received"], 0, "it begins anew");
    for (path, about) in [
        (slot.replace(SLOT, "unknown-slot"), "media.unknown-slot"),
        (slot.replace("aspirasi", "polresta"), "uid"),
        (slot.replace(body["uid"].as_str().unwrap(), "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"), "uid"),
    ] {
        for answer in [town.get(&path).await, photo::send(&town, &path, &picture, 0..PIECE).await] {
            assert_eq!((answer.status.as_u16(), field(&answer).as_str()), (404, about), "{path}");
        }
    }
    assert_eq!(town.get(&report::path(&body)).await.json()["missing_media"], json!([SLOT, OTHER]));
    assert_eq!(
        photo::send_rest(&town, &other, &picture, 0).await.status,
        201,
        "other bytes than announced are taken"
    );
}

#[tokio::test]
async fn a_manifest_beyond_the_limits_is_refused_by_its_field() {
    let town = Town::new();
    let claim = |slot: usize, size: u64| json!({"slot": format!("slot-{slot:04}"), "sha256": "0".repeat(64), "size": size, "type": "image/jpeg"});
    let media =
        |sizes: &[u64]| sizes.iter().enumerate().map(|(slot, size)| claim(slot, *size)).collect::<Value>();
    let mut twice = media(&[1, 1]);
    twice[1]["slot"] = twice[0]["slot"].clone();
    let mut newer = media(&[1]);
    newer[0]["type"] = "image/avif".into();
    for (media, status, about) in [
        (media(&[250_000; 8]), 201, ""),
        (newer, 201, ""),
        (media(&[250_000; 9]), 400, "media"),
        (media(&[1, 9_000_000]), 400, "media[1].size"),
        (media(&[8_000_000; 6]), 400, "media"),
        (media(&[0]), 400, "media[0].size"),
        (twice, 400, "media[1].slot"),
        (json!("photos"), 400, "media"),
        (
            json!([{"slot": "a/b/c/d/e", "sha256": "0".repeat(64), "size": 1, "type": "image/jpeg"}]),
            400,
            "media[0].slot",
        ),
    ] {
        let mut body = report::fresh();
        body["media"] = media;
        let answer = town.put(&report::path(&body), body.to_string()).await;
        assert_eq!(answer.status, status, "{}", answer.text());
        if status != 201 {
            assert_eq!(field(&answer), about);
        }
    }
}

#[tokio::test]
async fn abandoned_pieces_are_forgotten_and_nothing_else() {
    let (town, picture) = (Town::new(), photo::noise());
    let (_, slot, other) = announced(&town, &picture).await;
    photo::send(&town, &slot, &picture, 0..PIECE).await;
    photo::send_rest(&town, &other, &picture, 0).await;
    let store = &town.portal.store;
    assert_eq!(store.forget_abandoned(60, crate::town::NOW + 60).await.unwrap(), 0);
    assert_eq!(store.forget_abandoned(60, crate::town::NOW + 61).await.unwrap(), 1);
    assert_eq!(town.get(&slot).await.json()["received"], 0);
    assert_eq!(town.get(&other).await.json()["complete"], true);
    assert_eq!(photo::send_rest(&town, &slot, &picture, 0).await.status, 201);
}

//! Photos that are none, or that would cost others: refused before they are kept, and less and less often.

use crate::{
    photo::{self, PIECE},
    report,
    town::{Answer, Town},
};
use axum::{Router, body::Body, http::header};
use serde_json::json;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use tanggap_server::{
    app_state::Settings,
    limits::{Limits, Rates},
    store::DATABASE,
};

const SLOT: &str = "kQ3-vT8_xW2m";
const PHONE: [u8; 4] = [203, 0, 113, 5];

/// A town with the usual limits, its steady clock, and where a report's photo goes.
async fn town() -> (Town, Arc<AtomicU64>, String) {
    let now = Arc::new(AtomicU64::new(0));
    let clock = Arc::clone(&now);
    let limits = Limits::with_clock(Some(Rates::default()), Box::new(move || clock.load(Ordering::Relaxed)));
    let town = Town::limited(Settings::default(), "/", Router::new(), limits);
    let mut body = report::fresh();
    body["media"] = json!([photo::claim(SLOT, b"x")]);
    town.report(&body).await;
    (town, now, format!("{}/media/{SLOT}", report::path(&body)))
}

async fn send(town: &Town, slot: &str, bytes: &[u8], range: Option<&str>) -> Answer {
    let mut request = photo::request(slot, &photo::sha256(bytes));
    if let Some(range) = range {
        request = request.header(header::CONTENT_RANGE, range);
    }
    town.send_from(request.body(Body::from(bytes.to_vec())).unwrap(), PHONE.into()).await
}

fn rule(answer: &Answer) -> String {
    answer.json()[0]["extensions"]["tanggap"]["rule"].as_str().unwrap_or_default().to_owned()
}

fn rows(town: &Town, sql: &str) -> i64 {
    let database = rusqlite::Connection::open(town.folder.path().join(DATABASE)).unwrap();
    database.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn a_first_piece_that_begins_like_no_picture_is_refused_and_not_kept() {
    let begin = |head: &[u8]| [head, &vec![7; PIECE - head.len()]].concat();
    for (what, bytes, status) in [
        ("junk", vec![7; PIECE], 422),
        ("a film", begin(b"\0\0\0\x18ftypmp42"), 422),
        ("an archive", begin(b"PK\x03\x04"), 422),
        ("a drawing", begin(b"<svg xmlns="), 422),
        ("RIFF that is no WebP", begin(b"RIFF\0\0\0\0WAVE"), 422),
        ("a byte", vec![0xff], 422),
        ("a JPEG", begin(&[0xff, 0xd8, 0xff]), 202),
        ("a PNG", begin(b"\x89PNG\r\n\x1a\n"), 202),
        ("a WebP", begin(b"RIFF\0\0\0\0WEBP"), 202),
    ] {
        let (town, _, slot) = town().await;
        let range = format!("bytes 0-{}/800000", bytes.len() - 1);
        let answer = send(&town, &slot, &bytes, Some(&range)).await;
        assert_eq!(answer.status, status, "{what}: {}", answer.text());
        assert_eq!(rule(&answer), if status == 422 { "kind" } else { "" }, "{what}");
        assert_eq!(rows(&town, "select count(*) from photo_pieces"), i64::from(status == 202), "{what}");
    }
}

#[tokio::test]
async fn a_photo_that_was_refused_three_times_waits_and_the_right_one_is_taken_then() {
    let (town, now, slot) = town().await;
    let picture = photo::noise();
    for _ in 0..5 {
        assert_eq!(send(&town, &slot, &picture[..9], Some("bytes 0-9/100")).await.status, 400, "no refusal");
    }
    for _ in 0..3 {
        assert_eq!(rule(&send(&town, &slot, &picture[..99], None).await), "photo");
    }
    for range in [None, Some(format!("bytes 0-{}/{}", PIECE - 1, picture.len()))] {
        let bytes = if range.is_some() { &picture[..PIECE] } else { &picture };
        let refused = send(&town, &slot, bytes, range.as_deref()).await;
        assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (429, Some("600")));
    }
    now.fetch_add(600_000, Ordering::Relaxed);
    assert_eq!(send(&town, &slot, &picture, None).await.status, 201);
    assert_eq!(send(&town, &slot, &picture, None).await.status, 200);
}

#[tokio::test]
async fn sizes_that_no_photo_has_are_refused_before_anything_is_kept() {
    let (town, _, slot) = town().await;
    let piece = |bytes: usize| {
        let mut piece = vec![7; bytes];
        piece[..3].copy_from_slice(&[0xff, 0xd8, 0xff]);
        piece
    };
    for (what, range, bytes, status) in [
        ("more than a photo may have", "bytes 0-65535/8388609", PIECE, 413),
        ("more than there is", "bytes 0-65535/18446744073709551615", PIECE, 413),
        ("more than fits a number", "bytes 0-65535/18446744073709551616", PIECE, 400),
        ("nothing", "bytes 0-0/0", 3, 400),
        ("less than the piece", "bytes 0-65535/65535", PIECE, 400),
        ("a piece beyond the pieces", "bytes 0-65536/8388608", PIECE + 1, 413),
        ("an end that is not known", "bytes 0-65535/*", PIECE, 400),
    ] {
        let answer = send(&town, &slot, &piece(bytes), Some(range)).await;
        assert_eq!(answer.status, status, "{what}: {}", answer.text());
    }
    assert_eq!(rows(&town, "select count(*) from photo_pieces"), 0);
}

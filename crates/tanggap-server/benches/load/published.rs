//! A city whose desk publishes what it gets: 60,000 public reports of the last 90 days, with words as people write
//! them, a desk's notes and photos, among others that are not public.

use crate::rows::{self, Outcome, Row};
use serde_json::Value;
use std::{
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

/// How many, if a machine has no time for them.
const VARIABLE: &str = "TANGGAP_LOAD_PUBLISHED";
const PUBLISHED: usize = 60_000;
/// One in so many is not public.
const HIDDEN: usize = 4;
/// The span that a list has without dates.
const SPAN_SECONDS: usize = 90 * 24 * 3_600;
const PHOTO_BYTES: i64 = 3_000;
const GOLDEN: &str = include_str!("../../../../tests/fixtures/report-v1.json");
pub const SERVICES: [&str; 5] = ["street-light", "road-damage", "noise", "waste-collection", "drainage"];
const STATUSES: [&str; 6] = ["received", "verified", "in_progress", "answered", "closed", "rejected"];
const SENTENCES: [&str; 6] = [
    "Lampu jalan di depan pasar sudah mati sejak tiga malam yang lalu.",
    "Anak-anak pulang mengaji lewat sini, dan kemarin ada yang hampir tertabrak motor.",
    "Kami sudah bilang ke Pak RT, katanya tunggu saja; tolong dicek ke lapangan.",
    "Saluran airnya \"tersumbat\" sampah plastik, jadi kalau hujan airnya naik ke jalan.",
    "Titiknya persis di seberang apotek, dekat tiang yang miring — ada pita kuning.",
    "Terima kasih, semoga cepat ditangani 🙏",
];
const NOTE: &str =
    "Petugas sudah ke lokasi; perbaikan dijadwalkan minggu depan. Terima kasih atas laporannya.";

pub struct Published {
    /// Numbers of public reports, newest first.
    pub tickets: Vec<String>,
    pub now: i64,
}

pub fn seed(data: &Path) -> Outcome<Published> {
    let mut connection = rows::open(data)?;
    let key = rows::key(data)?;
    let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs())?;
    let (count, mut tickets) = (rows::count(VARIABLE, PUBLISHED), Vec::new());
    let all = count * HIDDEN / (HIDDEN - 1);
    let transaction = connection.transaction()?;
    for place in 0..all {
        let at = now - i64::try_from((all - place) * (SPAN_SECONDS - 3_600) / all)?;
        let body = body(place)?;
        let row = Row {
            service: SERVICES[place % SERVICES.len()],
            status: STATUSES[place % STATUSES.len()],
            at,
            published: place % HIDDEN != 0,
            erased: false,
            key: Some(&key),
            body: &body,
        };
        let Some((report, ticket)) = rows::insert(&transaction, &row)? else { continue };
        if place % 5 < 3 {
            rows::update(&transaction, report, row.status, at, Some(NOTE))?;
        }
        if place % 3 == 0 {
            rows::photo(&transaction, report, at, PHOTO_BYTES)?;
        }
        tickets.extend(row.published.then_some(ticket));
    }
    transaction.commit()?;
    rows::close(&connection)?;
    tickets.reverse();
    Ok(Published { tickets, now })
}

/// From one sentence to eight.
fn body(place: usize) -> Outcome<Vec<u8>> {
    let mut body: Value = serde_json::from_str(GOLDEN)?;
    let sentences = (0..=place % 8).map(|step| SENTENCES[(place / 8 + step) % SENTENCES.len()]);
    body["description"] = sentences.collect::<Vec<_>>().join(" ").into();
    body["place"]["address"] = format!("Jl. Suryakencana No. {}, RT 02/RW 05", place % 240).into();
    body["place"]["lat"] = (-6.55 - (place % 997) as f64 / 10_000.0).into();
    Ok(serde_json::to_vec(&body)?)
}

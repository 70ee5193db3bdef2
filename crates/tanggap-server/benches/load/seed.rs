//! A city after many years: a million reports in the database before anybody asks.

use crate::rows::{self, Outcome, Row};
use std::{
    path::Path,
    time::{Duration, Instant},
};

/// How many, if a machine has no room for a million or no time.
const VARIABLE: &str = "TANGGAP_LOAD_TICKETS";
const TICKETS: usize = 1_000_000;
/// Beyond this the rest is left out, and said so.
const PATIENCE: Duration = Duration::from_secs(240);
/// Every so many-th is kept in memory to be asked for.
const ASKED: usize = 97;
const BODY: &[u8] = include_bytes!("../../../../tests/fixtures/report-v1.json");

/// What was put there.
#[derive(Default)]
pub struct Seeded {
    pub count: usize,
    pub took: Duration,
    /// Reports with a key.
    pub tickets: Vec<String>,
    pub erased: Vec<String>,
    pub without_key: Vec<String>,
}

pub fn seed(data: &Path) -> Outcome<Seeded> {
    let mut connection = rows::open(data)?;
    let key = rows::key(data)?;
    let count = rows::count(VARIABLE, TICKETS);
    let (begun, mut seeded) = (Instant::now(), Seeded::default());
    while seeded.count < count && begun.elapsed() < PATIENCE {
        let transaction = connection.transaction()?;
        for _ in 0..50_000.min(count - seeded.count) {
            let place = seeded.count;
            let erased = place % ASKED == 1;
            let row = Row {
                service: "street-light",
                status: ["received", "verified", "in_progress", "answered", "closed"][place % 5],
                at: 1_780_000_000 + place as i64 * 31,
                published: false,
                erased,
                key: (place % ASKED != 2).then_some(&key),
                body: if erased { &[] } else { BODY },
            };
            let ticket = rows::insert(&transaction, &row)?.map(|(_, ticket)| ticket);
            match place % ASKED {
                0 => seeded.tickets.extend(ticket),
                1 => seeded.erased.extend(ticket),
                2 => seeded.without_key.extend(ticket),
                _ => {}
            }
            seeded.count += 1;
        }
        transaction.commit()?;
    }
    rows::close(&connection)?;
    seeded.took = begun.elapsed();
    Ok(seeded)
}

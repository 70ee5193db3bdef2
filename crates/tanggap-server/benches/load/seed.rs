//! A city after many years: a million reports in the database before anybody asks, written past the server, because how
//! it takes reports is measured elsewhere.

use rusqlite::Connection;
use std::{
    env,
    error::Error,
    io,
    path::Path,
    time::{Duration, Instant},
};
use tanggap_core::ticket::KeyProof;
use tanggap_server::{
    data_folder::DataFolder,
    pepper::Pepper,
    random,
    store::{DATABASE, Store},
};

/// How many, if a machine has no room for a million or no time.
const VARIABLE: &str = "TANGGAP_LOAD_TICKETS";
const TICKETS: usize = 1_000_000;
/// Beyond this the rest is left out, and said so.
const PATIENCE: Duration = Duration::from_secs(240);
/// Every so many-th is kept in memory to be asked for.
const ASKED: usize = 97;

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

/// The key of every report here.
pub fn proof() -> io::Result<KeyProof> {
    KeyProof::parse(&"a".repeat(64)).ok_or_else(|| io::Error::other("no proof"))
}

pub fn seed(data: &Path) -> Result<Seeded, Box<dyn Error>> {
    DataFolder::make(data)?;
    Store::open(data)?.close();
    let key = Pepper::load(data)?.seal(&proof()?)?;
    let count = env::var(VARIABLE).ok().and_then(|count| count.parse().ok()).unwrap_or(TICKETS);
    let mut connection = Connection::open(data.join(DATABASE))?;
    // Nobody has been promised anything yet.
    connection.execute_batch("pragma synchronous = off; pragma cache_size = -200000")?;
    let (begun, mut seeded) = (Instant::now(), Seeded::default());
    while seeded.count < count && begun.elapsed() < PATIENCE {
        let transaction = connection.transaction()?;
        for _ in 0..50_000.min(count - seeded.count) {
            insert(&transaction, seeded.count, (&key.salt, &key.mac), &mut seeded)?;
            seeded.count += 1;
        }
        transaction.commit()?;
    }
    connection.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?;
    seeded.took = begun.elapsed();
    Ok(seeded)
}

type KeyParts<'a> = (&'a [u8; 16], &'a [u8; 32]);

fn insert(
    connection: &Connection,
    place: usize,
    key: KeyParts<'_>,
    seeded: &mut Seeded,
) -> Result<(), Box<dyn Error>> {
    const BODY: &[u8] = include_bytes!("../../../../tests/fixtures/report-v1.json");
    let uid = random::uid()?.ok_or("no uid")?;
    let ticket = random::ticket(12)?.digits().to_owned();
    let at = 1_780_000_000 + place as i64 * 31;
    let (erased, has_key) = (place % ASKED == 1, place % ASKED != 2);
    let status = ["received", "verified", "in_progress", "answered", "closed"][place % 5];
    let inserted = connection
        .prepare_cached(
            "insert into reports (uid, ticket, device_ticket, first_desk, desk, service_code, clock, status,
                 received_at, updated_at, fingerprint, key_salt, key_mac, body, erased_at)
             values (?1, ?2, ?2, 'aspirasi', 'aspirasi', 'street-light', 'complaint', ?3, ?4, ?4, zeroblob(32),
                 ?5, ?6, ?7, ?8) on conflict do nothing",
        )?
        .execute((
            uid.as_str(),
            &ticket,
            status,
            at,
            has_key.then_some(key.0),
            has_key.then_some(key.1),
            if erased { &[] } else { BODY },
            erased.then_some(at),
        ))?;
    if inserted == 0 {
        // Two in a million are the same number.
        return Ok(());
    }
    let report = connection.last_insert_rowid();
    for status in ["received", status] {
        connection
            .prepare_cached(
                "insert into updates (update_id, report_id, at, kind, status, desk)
                 values (?1, ?2, ?3, 'status', ?4, 'aspirasi')",
            )?
            .execute((random::update_id()?, report, at, status))?;
    }
    match place % ASKED {
        0 => seeded.tickets.push(ticket),
        1 => seeded.erased.push(ticket),
        2 => seeded.without_key.push(ticket),
        _ => {}
    }
    Ok(())
}

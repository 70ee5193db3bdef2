//! Rows written past the server, because how it takes reports is measured elsewhere.

use rusqlite::Connection;
use std::{env, error::Error, path::Path};
use tanggap_core::ticket::KeyProof;
use tanggap_server::{
    data_folder::DataFolder,
    pepper::Pepper,
    random,
    store::{DATABASE, Store},
};

/// The key of every report that has one, and the pepper that its openings are made under.
pub struct Key {
    pepper: Pepper,
    proof: KeyProof,
}

pub type Outcome<T> = Result<T, Box<dyn Error>>;

/// One report with its column values; its number and uid are made here.
pub struct Row<'a> {
    pub service: &'a str,
    pub status: &'a str,
    pub at: i64,
    pub published: bool,
    pub erased: bool,
    pub key: Option<&'a Key>,
    pub body: &'a [u8],
}

/// A new database, open for writing without waiting for the disk: nobody has been promised anything yet.
pub fn open(data: &Path) -> Outcome<Connection> {
    DataFolder::make(data)?;
    Store::open(data)?.close();
    let connection = Connection::open(data.join(DATABASE))?;
    connection.execute_batch("pragma synchronous = off; pragma cache_size = -200000")?;
    Ok(connection)
}

pub fn key(data: &Path) -> Outcome<Key> {
    let proof = KeyProof::parse(&"a".repeat(64)).ok_or("no proof")?;
    Ok(Key { pepper: Pepper::load(data)?, proof })
}

/// How many rows the environment asks for.
pub fn count(variable: &str, otherwise: usize) -> usize {
    env::var(variable).ok().and_then(|count| count.parse().ok()).unwrap_or(otherwise)
}

/// Inserts a report with its first two updates. Its row and number, or nothing if the number was taken: two in a
/// million are the same.
pub fn insert(connection: &Connection, row: &Row<'_>) -> Outcome<Option<(i64, String)>> {
    let uid = random::uid()?.ok_or("no uid")?;
    let ticket = random::ticket(12)?.digits().to_owned();
    let inserted = connection
        .prepare_cached(
            "insert into reports (uid, ticket, device_ticket, first_desk, desk, service_code, clock, status,
                 received_at, updated_at, fingerprint, has_key, body, published_at, erased_at,
                 kind, publishable, may_be_publishable, classified)
             values (?1, ?2, ?2, 'aspirasi', 'aspirasi', ?3, 'complaint', ?4, ?5, ?5, zeroblob(32),
                 ?6, ?7, ?8, ?9, 'complaint', 1, 1, 1) on conflict do nothing",
        )?
        .execute((
            uid.as_str(),
            &ticket,
            row.service,
            row.status,
            row.at,
            row.key.is_some(),
            row.body,
            row.published.then_some(row.at + 3_600),
            row.erased.then_some(row.at),
        ))?;
    if inserted == 0 {
        return Ok(None);
    }
    let report = connection.last_insert_rowid();
    if let Some(key) = row.key {
        connection
            .prepare_cached("insert into openings (opens, report_id) values (?1, ?2)")?
            .execute((key.pepper.opens(&ticket, &key.proof), report))?;
    }
    for status in ["received", row.status] {
        update(connection, report, status, row.at, None)?;
    }
    Ok(Some((report, ticket)))
}

pub fn update(
    connection: &Connection,
    report: i64,
    status: &str,
    at: i64,
    note: Option<&str>,
) -> Outcome<()> {
    connection
        .prepare_cached(
            "insert into updates (update_id, report_id, at, kind, status, desk, note)
             values (?1, ?2, ?3, 'status', ?4, 'aspirasi', ?5)",
        )?
        .execute((random::update_id()?, report, at, status, note))?;
    Ok(())
}

/// A photo that is here, of `bytes` bytes.
pub fn photo(connection: &Connection, report: i64, at: i64, bytes: i64) -> Outcome<()> {
    connection
        .prepare_cached(
            "insert into photos (report_id, slot, place, sha256, size, received, received_at, public_id, jpeg)
             values (?1, 'slot', 0, zeroblob(32), ?2, ?2, ?3, ?4, zeroblob(?2))",
        )?
        .execute((report, bytes, at, random::photo_id()?))?;
    Ok(())
}

/// Everything from the log into the database, as after a quiet night.
pub fn close(connection: &Connection) -> Outcome<()> {
    Ok(connection.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?)
}

//! A data folder as the release before the office's rules left it: the schema of migration 3, and rows as that program
//! wrote them, statement for statement.

use crate::{
    openings,
    photo::{self, PIECE},
    report,
    town::{NOW, Town, private_folder, write_dist},
};
use rusqlite::Connection;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tanggap_server::{city::Source, office::without_proof, random, store::DATABASE};
use tempfile::TempDir;

const SCHEMA: [&str; 3] = [
    include_str!("../../migrations/0001_reports.up.sql"),
    include_str!("../../migrations/0002_photos.up.sql"),
    include_str!("../../migrations/0003_messages.up.sql"),
];
pub const SLOT: &str = "kQ3-vT8_xW2m";

pub struct Before {
    folder: TempDir,
    database: Connection,
}

/// A report that is there, and what was answered for it.
#[derive(Clone)]
pub struct Kept {
    pub desk: &'static str,
    pub body: Value,
    /// The one that it has; the body has the one that its device made.
    pub ticket: String,
    pub row: i64,
}

impl Kept {
    pub fn path(&self) -> String {
        report::path(&self.body).replace("aspirasi", self.desk)
    }

    pub fn slot(&self) -> String {
        format!("{}/media/{SLOT}", self.path())
    }
}

impl Before {
    pub fn new() -> Self {
        let folder = private_folder();
        write_dist(&folder.path().join("dist"), "/");
        std::fs::write(folder.path().join("pepper"), random::hex(&[9; 32])).unwrap();
        let database = Connection::open(folder.path().join(DATABASE)).unwrap();
        database.execute_batch("pragma auto_vacuum = full; pragma journal_mode = wal;").unwrap();
        for migration in SCHEMA {
            database.execute_batch(migration).unwrap();
        }
        database.pragma_update(None, "user_version", SCHEMA.len()).unwrap();
        Self { folder, database }
    }

    /// The program of today, with this data.
    pub fn today(self) -> Town {
        drop(self.database);
        Town::of_city(self.folder, &Source::Embedded)
    }

    /// One that was sent. Where its number is taken, it gets another.
    pub fn keep(&self, desk: &'static str, body: Value) -> Kept {
        self.keep_with(desk, body, true)
    }

    /// One by plain GeoReport: without a key.
    pub fn keep_plain(&self, desk: &'static str, body: Value) -> Kept {
        self.keep_with(desk, body, false)
    }

    fn keep_with(&self, desk: &'static str, body: Value, has_key: bool) -> Kept {
        let text = |name: &str| body[name].as_str().unwrap().to_owned();
        let (sent, asked) = (body.to_string().into_bytes(), text("ticket"));
        let is_taken = "select exists (select 1 from reports where ticket = ?1)";
        let taken: bool = self.database.query_row(is_taken, [&asked], |row| row.get(0)).unwrap();
        let ticket = if taken { random::ticket(12).unwrap().digits().to_owned() } else { asked.clone() };
        let fingerprint: [u8; 32] = Sha256::digest(&sent).into();
        let key = has_key.then(|| openings::sealed(self.folder.path(), &text("key_proof")));
        let insert =
            "insert into reports (uid, ticket, device_ticket, first_desk, desk, service_code, clock, status,
                 received_at, updated_at, fingerprint, key_salt, key_mac, body)
             values (?1, ?2, ?3, ?4, ?4, ?5, 'complaint', 'received', ?6, ?6, ?7, ?8, ?9, ?10)
             on conflict (ticket) do nothing";
        let (salt, mac) = key.unzip();
        let kept = without_proof(sent, &text("key_proof")).unwrap();
        let values =
            (text("uid"), &ticket, &asked, desk, text("service_code"), NOW, fingerprint, salt, mac, kept);
        assert_eq!(self.database.execute(insert, values).unwrap(), 1);
        let kept = Kept { desk, ticket, row: self.database.last_insert_rowid(), body };
        self.entry(&kept, "status", "received", None, None);
        for (place, claim) in kept.body["media"].as_array().unwrap().iter().enumerate() {
            let announce = "insert into photos (report_id, message_id, slot, place, sha256, size)
                 values (?1, null, ?2, ?3, unhex(?4), ?5)";
            let claimed = (claim["slot"].as_str(), place, claim["sha256"].as_str(), claim["size"].as_i64());
            let (slot, place, sha256, size) = claimed;
            self.database.execute(announce, (kept.row, slot, place, sha256, size)).unwrap();
        }
        kept
    }

    /// An entry of the timeline, which moves the report as well; its row.
    pub fn entry(
        &self,
        report: &Kept,
        kind: &str,
        status: &str,
        to_desk: Option<&str>,
        note: Option<&str>,
    ) -> i64 {
        let insert =
            "insert into updates (update_id, report_id, at, kind, status, desk, to_desk, note, acted_by)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let acted_by = (status == "withdrawn").then_some("reporter");
        let id = random::update_id().unwrap();
        let values = (id, report.row, NOW, kind, status, report.desk, to_desk, note, acted_by);
        self.database.execute(insert, values).unwrap();
        let entry = self.database.last_insert_rowid();
        let moved = "update reports set status = ?2, desk = ?3, updated_at = ?4 where id = ?1";
        self.database.execute(moved, (report.row, status, to_desk.unwrap_or(report.desk), NOW)).unwrap();
        entry
    }

    pub fn publish(&self, report: &Kept) {
        let publish = "update reports set published_at = coalesce(published_at, ?2)
             where ticket = ?1 and erased_at is null";
        assert_eq!(self.database.execute(publish, (&report.ticket, NOW)).unwrap(), 1);
    }

    /// Its photo is here, whole; the name under which it is asked for.
    pub fn complete_photo(&self, report: &Kept, jpeg: &[u8]) -> String {
        let id = random::photo_id().unwrap();
        let complete = "update photos set received_at = ?2, public_id = ?3, jpeg = ?4 where report_id = ?1";
        assert_eq!(self.database.execute(complete, (report.row, NOW, &id, jpeg)).unwrap(), 1);
        id
    }

    /// The first pieces of its photo are here.
    pub fn begin_photo(&self, report: &Kept, picture: &[u8], pieces: usize) {
        let photo: i64 = self
            .database
            .query_row("select id from photos where report_id = ?1", [report.row], |row| row.get(0))
            .unwrap();
        for first in (0..pieces).map(|piece| piece * PIECE) {
            let insert = "insert into photo_pieces (photo_id, first, bytes) values (?1, ?2, ?3)";
            self.database.execute(insert, (photo, first, &picture[first..first + PIECE])).unwrap();
        }
        let received = "update photos set received = ?2, touched_at = ?3 where id = ?1";
        self.database.execute(received, (photo, pieces * PIECE, NOW)).unwrap();
    }

    /// What the reporter said, by its own body.
    pub fn tell(&self, report: &Kept, message: &Value) {
        let text = |name: &str| message[name].as_str().unwrap().to_owned();
        let sent = message.to_string().into_bytes();
        let fingerprint: [u8; 32] = Sha256::digest(&sent).into();
        let insert = "insert into messages
                 (report_id, message_id, sender, asked_ticket, at, kind, desk, in_reply_to, fingerprint, body)
             values (?1, ?2, 'reporter', ?3, ?4, ?5, ?6, null, ?7, ?8)";
        let body = without_proof(sent, &text("key_proof")).unwrap();
        let values =
            (report.row, text("uid"), text("ticket"), NOW, text("kind"), report.desk, fingerprint, body);
        self.database.execute(insert, values).unwrap();
    }

    /// What the office said, to the reporter alone.
    pub fn say(&self, report: &Kept, kind: &str, words: &str) {
        let insert = "insert into messages (report_id, message_id, sender, at, kind, desk, body)
             values (?1, ?2, 'office', ?3, ?4, ?5, ?6)";
        let id = random::update_id().unwrap();
        self.database.execute(insert, (report.row, id, NOW, kind, report.desk, words.as_bytes())).unwrap();
    }

    pub fn erase(&self, report: &Kept) {
        for delete in [
            "delete from photo_pieces where photo_id in (select id from photos where report_id = ?1)",
            "delete from photos where report_id = ?1",
            "delete from updates where report_id = ?1",
            "delete from messages where report_id = ?1 and sender = 'office'",
            "update messages set body = x'', fingerprint = zeroblob(32), in_reply_to = null where report_id = ?1",
        ] {
            self.database.execute(delete, [report.row]).unwrap();
        }
        let mark = "update reports set erased_at = coalesce(erased_at, ?2), published_at = null, body = x'',
                 fingerprint = zeroblob(32), clock = null
             where id = ?1";
        self.database.execute(mark, (report.row, NOW)).unwrap();
    }
}

/// A fresh report with a photo that follows.
pub fn with_photo(picture: &[u8]) -> Value {
    let mut body = report::fresh();
    body["media"] = json!([photo::claim(SLOT, picture)]);
    body
}

/// A fresh report that claims this one's number, with a key of its own.
pub fn claim_of(first: &Kept) -> Value {
    let mut claim = report::fresh();
    claim["ticket"] = first.body["ticket"].clone();
    claim
}

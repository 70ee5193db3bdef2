//! A desk with idempotent `PUT`, as the contract says it: one row for a uid, the same receipt for the same bytes for
//! ever. It fails before and after it has written, falls back to a backup, and erases when asked to.

use crate::{body, message, server_photos::Part, world::World};
use std::collections::{BTreeMap, BTreeSet};
use tanggap_core::{
    instant::Instant,
    ports::{RawAnswer, Request},
};

#[derive(Default)]
pub struct Server {
    pub rows: BTreeMap<String, Row>,
    backup: BTreeMap<String, Row>,
    pub erased: BTreeSet<String>,
    pub erased_numbers: BTreeSet<String>,
    /// Every number it ever gave, and for which report.
    pub given: BTreeSet<(u32, String)>,
    pub seconds: i64,
}

#[derive(Clone)]
pub struct Row {
    pub bytes: Vec<u8>,
    pub number: String,
    pub is_message: bool,
    received_at: String,
    pub photos: BTreeSet<String>,
    pub parts: BTreeMap<String, Part>,
}

pub const EPOCH_S: i64 = 1_795_000_000;

impl Server {
    pub fn rows_of(&self, truth: u32) -> usize {
        self.rows.values().filter(|row| body::truth(&row.bytes) == truth).count()
    }

    pub fn has_erased(&self, uid: &str) -> bool {
        self.erased.contains(uid)
    }

    /// The disk died; what was saved since the last backup is gone (F6).
    pub fn fall_back(&mut self) {
        self.rows = self.backup.clone();
    }

    pub fn back_up(&mut self) {
        self.backup = self.rows.clone();
    }

    /// A person asked for it, or a law (410).
    pub fn erase(&mut self, pick: u64) -> Option<String> {
        let reports: Vec<_> = self.rows.iter().filter(|(_, row)| !row.is_message).collect();
        let (uid, row) = reports.get(pick as usize % reports.len().max(1))?;
        let (uid, number) = ((*uid).clone(), row.number.clone());
        self.erased_numbers.extend([number.clone(), body::field(&row.bytes, "ticket").to_owned()]);
        // What was said about it goes with it.
        let said = self.rows.iter().filter(|(_, row)| row.is_message && row.number == number);
        let gone: Vec<String> = said.map(|(uid, _)| uid.clone()).chain([uid.clone()]).collect();
        for uid in gone {
            self.rows.remove(&uid);
            self.backup.remove(&uid);
            self.erased.insert(uid);
        }
        Some(uid)
    }

    pub fn handle(&mut self, world: &World, request: &Request) -> RawAnswer {
        if world.fault(6) {
            return self.trouble(world);
        }
        let (ticket, uid, slot) = message::address(&request.url);
        let raw = match (request.method, slot) {
            _ if self.erased.contains(uid) => self.error(410, "erased", None),
            ("PUT", None) => self.put(world, uid, ticket, &request.bytes),
            ("PUT", Some(slot)) => self.put_photo(world, uid, slot, request),
            (_, Some(slot)) => self.ask_photo(uid, slot),
            _ => self.receipt(uid, 200).unwrap_or_else(|| self.error(404, "no such report", None)),
        };
        // It has written, and now it falls over.
        if world.fault(12) { self.error(500, "failed", None) } else { raw }
    }

    fn put(&mut self, world: &World, uid: &str, of: Option<&str>, bytes: &[u8]) -> RawAnswer {
        if let Some(row) = self.rows.get(uid) {
            if row.bytes != bytes {
                return self.error(422, "other bytes", Some("uid"));
            }
            world.tally.borrow_mut().replays += 1;
            return self.receipt(uid, 200).unwrap_or_default();
        }
        if body::field(bytes, "uid") != uid {
            return self.error(400, "another uid", Some("uid"));
        }
        if body::field(bytes, "valid") != "1" {
            return self.error(400, "something is missing", Some("description"));
        }
        if let Some(answer) = of.and_then(|ticket| self.refuses_message(uid, ticket)) {
            return answer;
        }
        let asked = body::field(bytes, "ticket").to_owned();
        let truth = body::truth(bytes);
        // Two devices made the same number: rare in life, common here.
        let taken = self.rows.values().any(|row| row.number == asked && !row.is_message) || world.fault(20);
        let number = if let Some(ticket) = of {
            self.number_of(ticket).unwrap_or(ticket).to_owned()
        } else if taken {
            tanggap_core::ticket::Ticket::from_random(12, || world.chance.below(10) as u8).digits().to_owned()
        } else {
            asked
        };
        self.given.insert((truth, number.clone()));
        let received_at = Instant::from_unix_seconds(EPOCH_S + self.seconds).unwrap().rfc3339();
        let row = Row {
            bytes: bytes.to_vec(),
            number,
            is_message: of.is_some(),
            received_at,
            photos: BTreeSet::new(),
            parts: BTreeMap::new(),
        };
        self.rows.insert(uid.to_owned(), row);
        self.receipt(uid, 201).unwrap_or_default()
    }

    pub fn receipt(&self, uid: &str, status: u16) -> Option<RawAnswer> {
        let row = self.rows.get(uid)?;
        let asked = body::field(&row.bytes, "ticket");
        let photos: u8 = body::field(&row.bytes, "photos").parse().unwrap_or(0);
        let slots = (0..photos).map(|slot| format!("s{slot}")).filter(|slot| !row.photos.contains(slot));
        let missing = slots.map(|slot| format!("\"{slot}\"")).collect::<Vec<_>>().join(",");
        Some(self.json(
            status,
            format!(
                r#"{{"uid":"{uid}","ticket":"{asked}","service_request_id":"{}","received_at":"{}","missing_media":[{missing}]}}"#,
                row.number, row.received_at
            ),
        ))
    }

    /// Answers that come before anything was done.
    fn trouble(&self, world: &World) -> RawAnswer {
        let mut raw = match world.chance.below(10) {
            0 => self.error(500, "failed", None),
            1 => self.error(502, "bad gateway", None),
            2 => RawAnswer { status: 503, ..self.html() },
            3 => self.error(429, "slowly", None),
            4 => self.error(409, "in flight", None),
            5 => RawAnswer { status: 302, ..self.html() },
            6 => RawAnswer { status: 404, ..self.html() },
            7 => self.error(403, "who are you", None),
            8 => self.json(200, r#"{"uid":"00000000-0000-4000-8000-000000000000"}"#.to_owned()),
            _ => RawAnswer { status: 413, ..self.html() },
        };
        if world.chance.once_in(3) {
            raw.retry_after = Some(["3", "120", "9999999999"][world.chance.below(3) as usize].to_owned());
        }
        raw
    }

    fn html(&self) -> RawAnswer {
        RawAnswer { content_type: "text/html".to_owned(), body: b"<html>".to_vec(), ..RawAnswer::default() }
    }

    pub fn error(&self, status: u16, description: &str, field: Option<&str>) -> RawAnswer {
        let field = field
            .map_or(String::new(), |field| format!(r#","extensions":{{"tanggap":{{"field":"{field}"}}}}"#));
        self.json(status, format!(r#"[{{"code":{status},"description":"{description}"{field}}}]"#))
    }

    pub fn json(&self, status: u16, body: String) -> RawAnswer {
        RawAnswer {
            status,
            content_type: "application/json".to_owned(),
            date: Some(http_date(EPOCH_S + self.seconds)),
            body: body.into_bytes(),
            retry_after: None,
        }
    }
}

fn http_date(seconds: i64) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let text = Instant::from_unix_seconds(seconds).unwrap().rfc3339();
    let month = MONTHS[text[5..7].parse::<usize>().unwrap() - 1];
    format!("Mon, {} {month} {} {} GMT", &text[8..10], &text[..4], &text[11..19])
}

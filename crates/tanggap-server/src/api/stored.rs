//! What the database has of people's words, read back. A record that can't be read shows what its columns say and no
//! words: it never takes a list, a conversation or figures with it. The log hears of each once, by its row.

use crate::{
    store::{Message, Record, Redaction},
    text::CLEANER,
};
use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};
use tanggap_core::{report::Report, wire};

/// Rows that the log has heard of; beyond so many it hears of no more.
static TOLD: Mutex<BTreeSet<(&'static str, i64)>> = Mutex::new(BTreeSet::new());
const TOLD_LIMIT: usize = 1_000;

/// A report by its kept body; `row` is its row's.
pub fn report(body: &[u8], row: i64) -> Option<Report> {
    wire::read_report(body, CLEANER).map_err(|_| tell("report", row)).ok()
}

/// What a published report says, with what was taken out of it. Where either can't be read nothing of it is shown.
pub fn published(record: &Record) -> Option<(Report, Redaction)> {
    let report = report(record.published_body.as_deref()?, record.id)?;
    let Some(text) = &record.redaction else { return Some((report, Redaction::default())) };
    let redaction = serde_json::from_str(text).map_err(|_| tell("redaction", record.id)).ok()?;
    Some((report, redaction))
}

/// The words of a message; `None` where they can't be read.
pub fn words(message: &Message) -> Option<String> {
    match message.from_office {
        true => Some(office_words(&String::from_utf8_lossy(&message.body))),
        false => wire::read_message(&message.body, CLEANER).ok().map(|read| read.text.trim().to_owned()),
    }
}

/// The same, and the log hears of it; `report` is the row of the message's report.
pub fn words_of(message: &Message, report: i64) -> Option<String> {
    let words = words(message);
    if words.is_none() {
        tell("message", report);
    }
    words
}

/// What somebody typed at the office's command line, or pasted there.
pub fn office_words(text: &str) -> String {
    CLEANER.lines(text)
}

fn tell(what: &'static str, row: i64) {
    if is_news(&mut TOLD.lock().unwrap_or_else(PoisonError::into_inner), what, row) {
        tracing::error!(what, row, "a record cannot be read and is shown without its words");
    }
}

fn is_news(told: &mut BTreeSet<(&'static str, i64)>, what: &'static str, row: i64) -> bool {
    told.len() < TOLD_LIMIT && told.insert((what, row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_hears_of_a_record_once() {
        let mut told = BTreeSet::new();
        let heard = [("report", 1), ("report", 1), ("message", 1), ("report", 2)]
            .map(|(what, row)| is_news(&mut told, what, row));
        assert_eq!(heard, [true, false, true, true]);
        let heard = (0..10_000).filter(|row| is_news(&mut told, "report", *row)).count();
        assert_eq!(heard, TOLD_LIMIT - 3, "a broken database does not fill the log");
    }
}

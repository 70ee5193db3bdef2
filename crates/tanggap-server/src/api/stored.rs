//! What the database has of people's words, read back. A record that can't be read shows what its columns say and no
//! words: it never takes a list, a conversation or figures with it. The log hears of each once, by the desk and the
//! instant that it came at: no number stands in a log.

use crate::{
    store::{Message, Record, Redaction},
    text::CLEANER,
};
use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};
use tanggap_core::{report::Report, wire};

/// What the log has heard of, by the numbers of its reports; beyond so many it hears of no more.
static TOLD: Mutex<BTreeSet<(&'static str, String)>> = Mutex::new(BTreeSet::new());
const TOLD_LIMIT: usize = 1_000;

/// The report of a record by its kept body.
pub fn report(body: &[u8], record: &Record) -> Option<Report> {
    wire::read_report(body, CLEANER).map_err(|_| tell("report", record)).ok()
}

/// What a published report says, with what was taken out of it. Where either can't be read nothing of it is shown.
pub fn published(record: &Record) -> Option<(Report, Redaction)> {
    let report = report(record.published_body.as_deref()?, record)?;
    let Some(text) = &record.redaction else { return Some((report, Redaction::default())) };
    let redaction = serde_json::from_str(text).map_err(|_| tell("redaction", record)).ok()?;
    Some((report, redaction))
}

/// The words of a message; `None` where they can't be read.
pub fn words(message: &Message) -> Option<String> {
    match message.from_office {
        true => Some(office_words(&String::from_utf8_lossy(&message.body))),
        false => wire::read_message(&message.body, CLEANER).ok().map(|read| read.text.trim().to_owned()),
    }
}

/// The same, and the log hears of it; `record` is the message's report.
pub fn words_of(message: &Message, record: &Record) -> Option<String> {
    let words = words(message);
    if words.is_none() {
        tell("message", record);
    }
    words
}

/// What somebody typed at the office's command line, or pasted there.
pub fn office_words(text: &str) -> String {
    CLEANER.lines(text)
}

fn tell(what: &'static str, record: &Record) {
    if is_news(&mut TOLD.lock().unwrap_or_else(PoisonError::into_inner), what, &record.ticket) {
        let Record { first_desk: desk, received_at, .. } = record;
        tracing::error!(what, desk, received_at, "a record cannot be read and is shown without its words");
    }
}

fn is_news(told: &mut BTreeSet<(&'static str, String)>, what: &'static str, ticket: &str) -> bool {
    told.len() < TOLD_LIMIT && told.insert((what, ticket.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_hears_of_a_record_once() {
        let mut told = BTreeSet::new();
        let heard = [("report", "1"), ("report", "1"), ("message", "1"), ("report", "2")]
            .map(|(what, ticket)| is_news(&mut told, what, ticket));
        assert_eq!(heard, [true, false, true, true]);
        let heard = (0..10_000).filter(|row| is_news(&mut told, "report", &row.to_string())).count();
        assert_eq!(heard, TOLD_LIMIT - 3, "a broken database does not fill the log");
    }
}

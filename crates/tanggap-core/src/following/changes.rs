//! What is different from what the person saw: also what went back, was edited or was taken away, which no office
//! announces.

use super::{
    followed::{Followed, Seen},
    known::Known,
};
use crate::{
    instant::Instant,
    status::Status,
    wire::{Update, UpdateKind},
};
use std::cmp::Ordering;
use time::{Date, UtcOffset};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Status {
        from: Status,
        to: Status,
        direction: Direction,
    },
    /// Ids of desks.
    Desk {
        from: String,
        to: String,
    },
    /// Ids of updates.
    NewUpdate(String),
    EditedUpdate(String),
    RemovedUpdate(String),
    /// The office did something that the number alone does not show: words for the reporter.
    WithKey,
    QuestionOpened,
    ClockLapsed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Forward,
    /// Answered, and now it isn't; closed, and now it is open.
    Back,
    /// To another desk, to another end, or to a word that nobody here knows.
    Sideways,
}

impl Seen {
    pub fn of(known: &Known, today: Date) -> Self {
        Self {
            status: known.tracked.status.word().to_owned(),
            desk: known.tracked.desk.clone(),
            waiting: known.tracked.waiting_for_reporter,
            lapsed: is_lapsed(known, today),
            updates: known.updates.iter().map(|update| (update.id.clone(), mark(update))).collect(),
            updated: known.tracked.updated.map(Instant::unix_seconds),
        }
    }
}

impl Followed {
    /// What changed since the person looked. Nothing, before the first look.
    pub fn changes(&self, today: Date, assumed: UtcOffset) -> Vec<Change> {
        let (Some(seen), Some(known)) = (&self.seen, self.known(0, assumed)) else { return Vec::new() };
        between(seen, &known, today)
    }

    /// The person has looked at it.
    pub fn look(&mut self, today: Date, assumed: UtcOffset) {
        if let Some(known) = self.known(0, assumed) {
            self.seen = Some(Seen::of(&known, today));
        }
    }
}

/// Everything that changed, the most important first.
fn between(seen: &Seen, known: &Known, today: Date) -> Vec<Change> {
    let now = Seen::of(known, today);
    let mut changes = Vec::new();
    if now.waiting && !seen.waiting {
        changes.push(Change::QuestionOpened);
    }
    if now.status != seen.status {
        let from = Status::from_foreign(&seen.status);
        let to = known.tracked.status.clone();
        changes.push(Change::Status { direction: direction(&from, &to), from, to });
    }
    if now.lapsed && !seen.lapsed {
        changes.push(Change::ClockLapsed);
    }
    // A desk that is not told any more has not been left.
    if now.desk != seen.desk && !now.desk.is_empty() {
        changes.push(Change::Desk { from: seen.desk.clone(), to: now.desk });
    }
    for update in &known.updates {
        match seen.updates.get(&update.id) {
            None => changes.push(Change::NewUpdate(update.id.clone())),
            Some(before) if *before != mark(update) => changes.push(Change::EditedUpdate(update.id.clone())),
            Some(_) => {}
        }
    }
    let removed = seen.updates.keys().filter(|id| !now.updates.contains_key(*id));
    changes.extend(removed.map(|id| Change::RemovedUpdate(id.clone())));
    let is_later = now.updated.zip(seen.updated).is_some_and(|(now, seen)| now > seen);
    if changes.is_empty() && is_later && known.tracked.conversation {
        changes.push(Change::WithKey);
    }
    changes
}

fn is_lapsed(known: &Known, today: Date) -> bool {
    let unanswered = known.tracked.status.is_open() && known.tracked.status != Status::Answered;
    unanswered && known.tracked.clock.as_ref().is_some_and(|clock| today > clock.due)
}

fn direction(from: &Status, to: &Status) -> Direction {
    let (Some(before), Some(now)) = (rank(from), rank(to)) else { return Direction::Sideways };
    // Handing over, and beginning anew at another desk, is no step back, unless it was answered already.
    let handed_over = (*to == Status::Referred && before <= WORKED_ON) || *from == Status::Referred;
    match now.cmp(&before) {
        Ordering::Greater => Direction::Forward,
        Ordering::Less if !handed_over => Direction::Back,
        _ => Direction::Sideways,
    }
}

const WORKED_ON: u8 = 3;

/// How far a report has come; nothing for words that nobody here knows.
fn rank(status: &Status) -> Option<u8> {
    Some(match status {
        Status::Other(_) => return None,
        Status::Received => 0,
        Status::Verified | Status::Reopened => 1,
        Status::Referred => 2,
        Status::InProgress => WORKED_ON,
        Status::Answered => 4,
        _ => 5,
    })
}

/// FNV-1a over what a person reads of an update: the same in every release, unlike the standard library's.
fn mark(update: &Update) -> String {
    let kind = match &update.kind {
        UpdateKind::Status(status) => ["s", status.word()].concat(),
        UpdateKind::Referral { to_desk } => ["r", to_desk].concat(),
        UpdateKind::Note => "n".to_owned(),
    };
    let note = update.note.as_deref().unwrap_or_default();
    let parts = [kind.as_str(), note].into_iter().chain(update.photos.iter().map(String::as_str));
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in parts.flat_map(|part| part.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::super::{Followed, Outcome};
    use super::*;
    use crate::instant::parse_day;
    use time::UtcOffset;

    fn told(followed: &mut Followed, minute: u32, note: &str, has_keys: bool) {
        let request = serde_json::json!([{"service_request_id": "482719305543", "status": "open",
            "updated_datetime": format!("2026-11-23T10:{minute:02}:00Z"),
            "extended_attributes": {"tanggap": {"status": "in_progress", "conversation": has_keys}}}]);
        let updates = serde_json::json!([{"update_id": "1", "status": "open", "description": note}]);
        let (request, updates) = (request.to_string(), updates.to_string());
        let outcome = Outcome::Answered {
            request: Some((request.as_bytes(), None)),
            updates: Some((updates.as_bytes(), None)),
        };
        followed.take(outcome, 1_795_538_700);
    }

    #[test]
    fn words_for_the_reporter_are_news_although_the_number_alone_does_not_show_them() {
        let today = parse_day("2026-11-23").unwrap();
        for (minute, note, has_keys, changes) in [
            (5, "Dicek", true, vec![]),
            (9, "Dicek", true, vec![Change::WithKey]),
            (9, "Dicek lagi", true, vec![Change::EditedUpdate("1".into())]),
            (9, "Dicek", false, vec![]),
            (1, "Dicek", true, vec![]),
        ] {
            let mut followed = Followed::new("482719305543", "", 0);
            told(&mut followed, 5, "Dicek", true);
            followed.look(today, UtcOffset::UTC);
            told(&mut followed, minute, note, has_keys);
            assert_eq!(followed.changes(today, UtcOffset::UTC), changes, "{minute} {note} {has_keys}");
        }
    }
}

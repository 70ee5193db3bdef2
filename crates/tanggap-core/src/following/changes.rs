//! What is different from what the person saw: also what went back, was edited or was taken away, which no office
//! announces.

use super::Known;
use crate::{
    status::Status,
    wire::{Update, UpdateKind},
};
use std::{cmp::Ordering, collections::BTreeMap};
use time::Date;

/// What the person saw, as little as it takes to tell what changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The status' own word.
    pub status: String,
    pub desk: String,
    /// The office waited for an answer.
    pub waiting: bool,
    /// The clock had lapsed.
    pub lapsed: bool,
    /// Each update's id, with a mark that changes when its content does.
    pub updates: BTreeMap<String, String>,
}

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
        }
    }
}

/// Everything that changed, the most important first.
pub fn between(seen: &Seen, known: &Known, today: Date) -> Vec<Change> {
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

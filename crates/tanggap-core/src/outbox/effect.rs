//! Everything that the outbox may ask for. [`super::Driver`] carries it out.

use super::{item::Attempt, pieces::Piece, policy::Proof};
use crate::{
    ports::{Batch, Line, StoreFault},
    report::Uid,
};

#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    ReadLedger,
    ReadAll,
    /// Answered by `Committed` or `NotCommitted` before anything else happens.
    Commit(Batch),
    Ledger(LedgerChange),
    TakeLock,
    StealLock,
    ReleaseLock,
    Beat,
    Send(Attempt, Box<Errand>),
    WakeIn(u64),
    Tell(Notice),
}

/// What to send, but for the bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    pub method: &'static str,
    pub url: String,
    pub headers: Vec<(String, String)>,
    /// Where the frozen bytes are; a question has none.
    pub bytes_key: Option<String>,
    /// The part of them that is sent now; all of them without one.
    pub piece: Option<Piece>,
    pub timeout_ms: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LedgerChange {
    Put(Line),
    Strike(String),
}

/// What the app is told, after it is true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Durable: the number may be shown.
    Saved(Uid),
    /// Nothing was kept: the form must stay open.
    NotSaved(Uid, StoreFault),
    /// It stands elsewhere now.
    Changed(Uid),
    /// Proven.
    Received(Uid, Proof),
    /// What the person asked for could not be written; nothing changed.
    NotDone(Uid, StoreFault),
    /// The device lost these; empty where not even their number is known.
    LostByDevice(Vec<Line>),
    /// The store has something that cannot be read: nothing is written until it can be (R10).
    Unreadable(StoreFault),
    Readable,
    Alarm(Uid, Alarm),
}

/// Something that must not happen: for the person's eyes and the operator's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alarm {
    /// The server says that this uid belongs to other bytes (B14).
    IdentityTaken,
    /// A second proof carries another number (B21).
    SecondNumber,
    /// An answer spoke of another report (B19).
    WrongReport,
    /// The frozen bytes are gone.
    BytesLost,
}

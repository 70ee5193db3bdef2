//! Everything that the outbox may ask for. [`super::Driver`] carries it out.

use super::{item::Attempt, notice::Notice, portion::Piece};
use crate::ports::{Batch, Line};

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

//! What the app is told, after it is true.

use super::proof::Proof;
use crate::{
    ports::{Line, StoreFault},
    report::Uid,
};

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

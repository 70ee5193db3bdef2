//! What must never happen, in a sentence each.

use std::fmt;

/// A broken promise; the number is the person's report, whatever its uid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Violation {
    Lost(u32, String),
    Doubled(u32, usize),
    /// *Received* without a row.
    Unproven(u32),
    BytesChanged(String),
    TicketChanged(u32),
    /// A plain desk's report in the carrier's hands.
    CarriedPlain,
    LossNotTold(String),
    Photos(u32),
    /// Pieces were put together wrongly.
    PhotoGarbled(String),
    /// A report that is a draft too: it could be sent once more.
    StillADraft(String),
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lost(truth, how) => write!(f, "LOST report {truth}: {how}"),
            Self::Doubled(truth, rows) => write!(f, "DOUBLED report {truth}: {rows} rows"),
            Self::Unproven(truth) => write!(f, "UNPROVEN report {truth} was called received"),
            Self::BytesChanged(url) => write!(f, "BYTES CHANGED between attempts at {url}"),
            Self::TicketChanged(truth) => write!(f, "TICKET of report {truth} changed"),
            Self::CarriedPlain => write!(f, "CARRIED a plain desk's report"),
            Self::LossNotTold(uid8) => write!(f, "LOSS NOT TOLD of {uid8}"),
            Self::PhotoGarbled(url) => write!(f, "GARBLED photo at {url}"),
            Self::Photos(truth) => write!(f, "PHOTOS of report {truth} are missing at the server"),
            Self::StillADraft(uid) => write!(f, "STILL A DRAFT: {uid}"),
        }
    }
}

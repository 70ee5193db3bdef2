//! Why an attempt came to nothing: the real reason, told to the person and kept with the item.

use crate::{ports::RawAnswer, wire};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Nothing left the device.
    NoNetwork,
    /// No answer, or none that could be read to its end.
    NoAnswer,
    /// This network wants a login first (B7–B9).
    LoginPage,
    /// The server is busy or broken; its status.
    Busy(u16),
    TooMany,
    /// The same report is being taken at this moment.
    InFlight,
    /// The address has moved (B17).
    Moved,
    /// The desk wants to know who asks (B16).
    SignIn,
    TooLarge,
    /// It said yes without proof.
    NoProof,
    /// It spoke of another report (B19).
    WrongReport,
    /// The desk says that it has it already (B32).
    Duplicate,
    /// It is not in the desk's list, which proves nothing.
    NotListed,
    /// The desk has not numbered it yet.
    NumberPending,
    /// A message to a number that the server does not know, though the report is here: that goes first.
    ReportFirst,
    /// A status nobody expects here.
    Unexplained(u16),
}

/// The reasons without a status, with the words under which they are stored and translated.
const PLAIN: [(Reason, &str); 14] = [
    (Reason::NoNetwork, "no_network"),
    (Reason::NoAnswer, "no_answer"),
    (Reason::LoginPage, "login_page"),
    (Reason::TooMany, "too_many"),
    (Reason::InFlight, "in_flight"),
    (Reason::Moved, "moved"),
    (Reason::SignIn, "sign_in"),
    (Reason::TooLarge, "too_large"),
    (Reason::NoProof, "no_proof"),
    (Reason::WrongReport, "wrong_report"),
    (Reason::Duplicate, "duplicate"),
    (Reason::NotListed, "not_listed"),
    (Reason::NumberPending, "number_pending"),
    (Reason::ReportFirst, "report_first"),
];

impl Reason {
    pub(super) fn of(answer: &RawAnswer) -> Self {
        match answer.status {
            0 | 300..=399 | 407 | 511 => Self::LoginPage,
            200..=299 if !wire::is_json(&answer.content_type) => Self::LoginPage,
            200..=299 => Self::NoProof,
            401 | 403 => Self::SignIn,
            404 | 405 | 410 => Self::Moved,
            409 => Self::InFlight,
            413 => Self::TooLarge,
            429 => Self::TooMany,
            408 | 425 | 500..=599 => Self::Busy(answer.status),
            other => Self::Unexplained(other),
        }
    }

    /// Whether it says something about the way to the desk, not about this one report.
    pub fn is_of_the_way(self) -> bool {
        matches!(self, Self::NoNetwork | Self::NoAnswer | Self::LoginPage | Self::TooMany | Self::Busy(503))
    }

    /// Its word in the store and in the names of its texts, and the status where it has one.
    pub fn word(self) -> (&'static str, Option<u16>) {
        match self {
            Self::Busy(status) => ("busy", Some(status)),
            Self::Unexplained(status) => ("unexplained", Some(status)),
            plain => (PLAIN.iter().find(|(reason, _)| *reason == plain).map_or("", |(_, word)| word), None),
        }
    }

    pub fn from_word(word: &str, status: u16) -> Option<Self> {
        match word {
            "busy" => Some(Self::Busy(status)),
            "unexplained" => Some(Self::Unexplained(status)),
            plain => PLAIN.iter().find(|(_, word)| *word == plain).map(|(reason, _)| *reason),
        }
    }
}

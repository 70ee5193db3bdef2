//! A body that takes complaints about an office, as the city describes it.

use crate::{config::DeskKind, localized::Localized};

/// A body that takes a complaint about an office.
#[derive(Debug, Clone, PartialEq)]
pub struct Escalation {
    pub id: String,
    pub name: Localized,
    /// What it does, and what to expect.
    pub about: Localized,
    /// What it wants to see.
    pub demands: Vec<Demand>,
    /// Telephone numbers, addresses, as they are written; in the order to be tried.
    pub contacts: Vec<Contact>,
    pub from: Origin,
    /// Ids of the clocks whose lapse opens it; empty for any.
    pub after: Vec<String>,
    /// Id of the body that has to be gone to before.
    pub first: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Demand {
    pub kind: DemandKind,
    pub text: Localized,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemandKind {
    /// Papers of the person. Never kept here, so always to be brought.
    Identity,
    /// The number of the report.
    Number,
    /// What happened, where and when.
    Chronology,
    /// The same with a signature on it.
    SignedChronology,
    /// That the office was complained to first.
    ComplaintProof,
    Evidence,
    Other,
}

/// How a body is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contact {
    Phone(String),
    /// `https://…`
    Page(String),
    Email(String),
    Address(String),
}

/// Whose reports it takes: a desk that is of one of these kinds, or is named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    pub kinds: Vec<DeskKind>,
    pub desks: Vec<String>,
}

impl DemandKind {
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "identity" => Self::Identity,
            "number" => Self::Number,
            "chronology" => Self::Chronology,
            "signed-chronology" => Self::SignedChronology,
            "complaint-proof" => Self::ComplaintProof,
            "evidence" => Self::Evidence,
            "other" => Self::Other,
            _ => return None,
        })
    }
}

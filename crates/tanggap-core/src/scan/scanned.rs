//! What a text turned out to say.

use crate::ticket::{Key, NumberFault, Ticket};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanned {
    /// A number of this portal, with the key where the text carried it.
    Ticket(Linked),
    /// A key without its number: the number has to be asked for.
    Key(Key),
    /// A NIK or family card number, or something as long: said so, never sent.
    IdentityNumber,
    /// Digits, but no number of ours.
    Wrong(NumberFault),
    /// More than one number: which of them is meant has to be asked.
    Several(Vec<Ticket>),
    /// A report of another portal, by its host.
    OtherPortal { host: String },
    /// Nothing that speaks of a report.
    Nothing,
}

/// A ticket, and the key that may have come with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    pub ticket: Ticket,
    pub key: Option<Key>,
}

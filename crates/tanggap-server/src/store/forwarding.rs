//! Where a report stands on its way to a system of its desk's own.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forwarding {
    Waiting,
    Delivered,
    /// It was sent, and nothing proves that it arrived or that it did not.
    Uncertain,
    /// The system has said no: its reporter may correct the report.
    Refused,
    /// Its reporter took it back before it left.
    Withdrawn,
}

impl Forwarding {
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::Uncertain => "uncertain",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }
}

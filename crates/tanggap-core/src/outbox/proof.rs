//! What proves that a report arrived.

use crate::wire::Receipt;

/// What proves that a report arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// Our own receipt, with the echo of this report.
    Receipt(Receipt),
    /// A plain desk's own number.
    Number(String),
    /// A plain desk will number it later.
    Token(String),
}

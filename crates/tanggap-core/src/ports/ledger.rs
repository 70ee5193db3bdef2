//! What tells that the store lost something.

/// A list beside the store without any content: it tells when the store lost something (R11).
pub trait Ledger {
    async fn lines(&self) -> Result<Vec<Line>, LedgerFault>;
    async fn put(&self, line: &Line) -> Result<(), LedgerFault>;
    async fn strike(&self, uid8: &str) -> Result<(), LedgerFault>;
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The first eight characters of the uid.
    pub uid8: String,
    pub seq: u64,
    /// Whether it was known to have arrived (or to be settled otherwise).
    pub settled: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LedgerFault;

//! A report on its way in, and why it may not be kept.

use crate::{
    limits::{Client, Wait},
    random,
    store::StoreError,
};
use tanggap_core::{
    office::Refusal,
    report::{FieldProblem, Report},
};

/// A report with the bytes it came in.
pub struct Incoming<'a> {
    /// The desk's id.
    pub desk: &'a str,
    pub report: Report,
    pub body: Vec<u8>,
    pub fingerprint: [u8; 32],
    pub received_at: i64,
    pub sender: Sender,
}

/// Who made the number and the key of a report.
#[derive(Clone, Copy)]
pub enum Sender {
    /// A device, which shows both to its person. It is counted when it claims a number that another report has.
    Device(Client),
    /// This server, for a sender that knows neither: nobody has the key.
    Plain(Client),
}

impl Sender {
    /// Whose bytes are counted.
    pub fn client(self) -> Client {
        match self {
            Self::Device(client) | Self::Plain(client) => client,
        }
    }
}

/// The fields by name, as a line of the log has them.
fn fields(problems: &[FieldProblem]) -> String {
    problems.iter().map(|problem| problem.field.as_str()).collect::<Vec<_>>().join(", ")
}

/// Why a report is not kept.
#[derive(Debug, thiserror::Error)]
pub enum ReceiveError {
    #[error("the city has no such desk")]
    UnknownDesk,
    #[error("the desk has no such service")]
    UnknownService,
    /// The desk must not have reports of this service.
    #[error("the office's rules forbid it: {0}")]
    Refused(Refusal),
    #[error("the report breaks rules of its service: {}", fields(.0))]
    Problems(Vec<FieldProblem>),
    /// The proof of the key stands in the body in a spelling that can't be struck out.
    #[error("the key's proof is written with escapes")]
    EscapedProof,
    /// Too many numbers of other reports were claimed from there.
    #[error("too many claims of numbers that other reports have")]
    Claims(Wait),
    /// Too much is kept from there already.
    #[error("too many bytes of reports and messages")]
    Words(Wait),
    #[error("the report that it corrects is not refused, or was corrected already")]
    NotRefused,
    #[error("the report that it corrects was erased")]
    Erased,
    #[error("no free ticket number found")]
    NoNumber,
    #[error("no random numbers: {0}")]
    Random(#[from] random::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

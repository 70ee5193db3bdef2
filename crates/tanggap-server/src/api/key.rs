//! Whether a number and a key belong together. Every kind of failure does the same work and gets the same answer, so that
//! nobody learns which numbers there are, which were erased, and which have no key (S13).

use crate::{app_state::AppState, http::ApiError, limits::Client, openings, store::Candidate};
use axum::http::StatusCode;
use tanggap_core::ticket::{KeyProof, Ticket};

/// What a key turned out to open.
#[derive(Debug, PartialEq, Eq)]
pub enum Opened {
    /// A report, by the number that it has, and when it came, in seconds since 1970.
    Report(String, i64),
    /// It was the key of a report that was erased.
    Erased,
    Nothing,
}

/// Tries a key. At a desk only reports count that it has or had.
pub async fn open(
    portal: &AppState,
    client: Client,
    desk: Option<&str>,
    ticket: &Ticket,
    proof: &KeyProof,
) -> Result<Opened, ApiError> {
    let guess = portal.limits.guess(client, ticket.digits())?;
    let found = openings::find::<ApiError>(portal, ticket.digits(), proof).await?;
    let here = |candidate: &&Candidate| desk.is_none_or(|desk| is_at(desk, candidate.desks.each_ref()));
    // The same number and key open the report that came first with them.
    match found.iter().filter(here).min_by_key(|candidate| (candidate.received_at, candidate.ticket())) {
        Some(candidate) if candidate.erased => Ok(Opened::Erased),
        Some(candidate) => Ok(Opened::Report(candidate.ticket().to_owned(), candidate.received_at)),
        None => {
            guess.wrong();
            Ok(Opened::Nothing)
        }
    }
}

/// Where the reporter asks, who has shown that the report is theirs: at the desk that received it or has it now. Whether
/// that desk may see it itself is another question: what a reporter writes goes to the desk that has the report.
pub fn is_at(desk: &str, [first, now]: [&String; 2]) -> bool {
    desk == first || desk == now
}

/// The one answer to every failure; the status is the route's.
pub fn no_match(status: StatusCode) -> ApiError {
    ApiError::new(status, "There is no report with this number and this key.").about("key_proof", "no_match")
}

//! Whether a number and a key belong together. Every kind of failure does the same: two rows read, two MACs made, and
//! one answer, so that nobody learns which numbers there are, which were erased, and which have no key (S13).

use crate::{http::ApiError, limits::Client, portal::Portal, random};
use axum::http::StatusCode;
use tanggap_core::ticket::{KeyProof, Ticket};

/// What a key turned out to open.
#[derive(Debug, PartialEq, Eq)]
pub enum Opened {
    /// A report, by its row.
    Report(i64),
    /// It was the key of a report that was erased.
    Erased,
    Nothing,
}

/// Tries a key. At a desk only reports count that it has or had.
pub async fn open(
    portal: &Portal,
    client: Client,
    desk: Option<&str>,
    ticket: &Ticket,
    proof: &KeyProof,
) -> Result<Opened, ApiError> {
    let guess = portal.limits.guess(client, ticket.digits())?;
    let chance = u64::from_le_bytes(random::bytes()?);
    let candidates = portal.store.candidates(ticket.digits().to_owned(), chance).await?;
    let fits = portal.pepper.fits(&candidates, proof);
    let mut opened = Opened::Nothing;
    for (candidate, fits) in candidates.iter().zip(fits) {
        let Some(candidate) = candidate else { continue };
        let here = desk.is_none_or(|desk| candidate.desks.iter().any(|known| known == desk));
        if fits && here && candidate.has_key && !candidate.is_decoy {
            opened = if candidate.erased { Opened::Erased } else { Opened::Report(candidate.report) };
        }
    }
    if opened == Opened::Nothing {
        guess.wrong();
    }
    Ok(opened)
}

/// The one answer to every failure; the status is the route's.
pub fn no_match(status: StatusCode) -> ApiError {
    ApiError::new(status, "There is no report with this number and this key.").about("key_proof", "no_match")
}

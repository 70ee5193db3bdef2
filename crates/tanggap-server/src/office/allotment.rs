//! Keeps a report under the number that its device made or, where another report has that, under one made here. Whether a
//! number is taken the database says, in the transaction that would have kept the report; nothing is written then, and
//! the next number is tried in a transaction of its own.

use super::incoming::ReceiveError;
use crate::{
    app_state::AppState,
    limits::Client,
    random,
    store::{NewReport, Receiving, Unkept},
};
use tanggap_core::ticket::{KeyProof, Ticket};

/// Numbers tried before giving up. At a million reports one in nine thousand is taken.
const NUMBERS: usize = 8;

/// Whoever sends a report under a number of their own, and has its key.
#[derive(Clone, Copy)]
pub struct Claimant<'a> {
    /// Who is counted when another report has the number.
    pub client: Client,
    pub proof: &'a KeyProof,
}

/// `claimant` is `None` where number and key were made here, and nobody has the key.
pub async fn keep(
    portal: &AppState,
    claimant: Option<Claimant<'_>>,
    mut report: NewReport,
) -> Result<Receiving, ReceiveError> {
    // The example of hints and documentation is nobody's: it counts as taken.
    let own = match Ticket::parse(&report.device_ticket) {
        Ok(example) if example.is_example() => {
            random::ticket(report.device_ticket.len())?.digits().to_owned()
        }
        _ => report.device_ticket.clone(),
    };
    give(portal, claimant, &mut report, own);
    let report = match portal.store.receive(report).await? {
        Ok(receiving) => return Ok(receiving),
        Err(unkept) => taken(unkept)?,
    };
    let client = claimant.map(|claimant| claimant.client);
    if let Some(client) = client {
        portal.limits.claim(client).map_err(ReceiveError::Claims)?;
    }
    let outcome = under_another(portal, claimant, report).await;
    // A caller that hangs up is not given anything back: what it asked for may have been written.
    if let Some(client) = client
        && !matches!(outcome, Ok(Receiving::Created(_)))
    {
        portal.limits.unclaim(client);
    }
    outcome
}

/// The report that another number may help.
fn taken(unkept: Unkept) -> Result<NewReport, ReceiveError> {
    match unkept {
        Unkept::Taken(report) => Ok(*report),
        Unkept::NotRefused => Err(ReceiveError::NotRefused),
        Unkept::Erased => Err(ReceiveError::Erased),
    }
}

/// Under a number as long as the one that was taken.
async fn under_another(
    portal: &AppState,
    claimant: Option<Claimant<'_>>,
    mut report: NewReport,
) -> Result<Receiving, ReceiveError> {
    for _ in 0..NUMBERS {
        let number = random::ticket(report.device_ticket.len())?.digits().to_owned();
        give(portal, claimant, &mut report, number);
        match portal.store.receive(report).await? {
            Ok(receiving) => return Ok(receiving),
            Err(unkept) => report = taken(unkept)?,
        }
    }
    Err(ReceiveError::NoNumber)
}

/// Gives a report a number, and what opens it: its key, with each number that it is then known by.
fn give(portal: &AppState, claimant: Option<Claimant<'_>>, report: &mut NewReport, number: String) {
    let mut numbers = vec![report.device_ticket.clone(), number.clone()];
    numbers.dedup();
    let opens = |Claimant { proof, .. }: Claimant<'_>| {
        numbers.iter().map(|number| portal.pepper.opens(number, proof)).collect()
    };
    report.opens = claimant.map(opens).unwrap_or_default();
    report.ticket = number;
}

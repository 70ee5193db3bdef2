//! Keeps a report under the number that its device made or, where another report has that, under one made here. Whether a
//! number is taken the database says, in the transaction that would have kept the report; nothing is written then, and
//! the next number is tried in a transaction of its own.

use super::ReceiveError;
use crate::{
    limits::Client,
    portal::Portal,
    random,
    store::{NewReport, Receiving, Taken},
};

/// Numbers tried before giving up. At a million reports one in nine thousand is taken.
const NUMBERS: usize = 8;

/// `claimant` is whoever is counted for claiming a number; `None` where the number was made here.
pub async fn keep(
    portal: &Portal,
    claimant: Option<Client>,
    report: NewReport,
) -> Result<Receiving, ReceiveError> {
    let Taken(report) = match portal.store.receive(report).await? {
        Ok(receiving) => return Ok(receiving),
        Err(taken) => taken,
    };
    if let Some(client) = claimant {
        portal.limits.claim(client).map_err(ReceiveError::Claims)?;
    }
    let outcome = under_another(portal, *report).await;
    // A caller that hangs up is not given anything back: what it asked for may have been written.
    if let Some(client) = claimant
        && !matches!(outcome, Ok(Receiving::Created(_)))
    {
        portal.limits.unclaim(client);
    }
    outcome
}

/// Under a number as long as the one that was taken.
async fn under_another(portal: &Portal, mut report: NewReport) -> Result<Receiving, ReceiveError> {
    for _ in 0..NUMBERS {
        report.ticket = random::ticket(report.device_ticket.len())?.digits().to_owned();
        match portal.store.receive(report).await? {
            Ok(receiving) => return Ok(receiving),
            Err(Taken(again)) => report = *again,
        }
    }
    Err(ReceiveError::NoNumber)
}

//! Holds a report against its service and keeps it once. Both ways in end here.

use super::{allotment, check, desk, fields};
use crate::{
    http::ApiError,
    limits::Client,
    portal::Portal,
    store::{NewReport, Received, Receiving},
};
use axum::http::StatusCode;
use tanggap_core::report::{self, Report};

/// A report with the bytes it came in.
pub struct Incoming<'a> {
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
    Plain,
}

pub async fn receive(portal: &Portal, incoming: Incoming<'_>) -> Result<Receiving, ApiError> {
    let Incoming { desk, report, body, fingerprint, received_at, sender } = incoming;
    let service = desk::service(portal, desk, &report.service_code)?;
    let rules = service.rules(portal.language(Some(&report.locale)));
    let mut rules = rules.ok_or_else(|| ApiError::internal("a service without any language"))?;
    let unasked = Default::default();
    if !report.definition_version.is_empty() && report.definition_version != service.version {
        // The phone was offline while the questions changed: what was answered then is still a report.
        rules.definition = &unasked;
    }
    let problems = report::check(&report, &rules, check::matches);
    if !problems.is_empty() {
        return Err(fields::refused(&problems));
    }
    let claimant = match sender {
        Sender::Device(client) => Some(client),
        Sender::Plain => None,
    };
    let new = NewReport {
        uid: report.uid.as_str().to_owned(),
        device_ticket: report.ticket.digits().to_owned(),
        ticket: report.ticket.digits().to_owned(),
        desk: desk.to_owned(),
        service_code: report.service_code.clone(),
        clock: service.clock.clone(),
        received_at,
        fingerprint,
        key: claimant.map(|_| portal.pepper.seal(&report.key_proof)).transpose()?,
        body: without_proof(body, report.key_proof.hex())?,
        media: report.media,
    };
    allotment::keep(portal, claimant, new).await
}

/// Whether a known uid is this very report, sent again.
pub fn is_replay(known: &Received, desk: &str, fingerprint: &[u8; 32]) -> Result<(), ApiError> {
    if known.desk != desk {
        return Err(taken("This uid belongs to a report at another desk."));
    }
    if known.erased {
        return Err(erased());
    }
    if known.fingerprint != fingerprint {
        let told = "This uid belongs to a report with other bytes. A changed report needs a new uid.";
        return Err(taken(told));
    }
    Ok(())
}

/// A uid is for the same bytes only.
pub fn taken(told: &str) -> ApiError {
    ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, told).about("uid", "taken")
}

/// What is left of a report whose content was erased: it came, and is not to be sent again.
pub fn erased() -> ApiError {
    ApiError::new(StatusCode::GONE, "This report was erased.").about("uid", "erased")
}

/// Strikes the key proof out of the bytes that are kept: the database has it only under the pepper.
pub fn without_proof(mut body: Vec<u8>, proof: &str) -> Result<Vec<u8>, ApiError> {
    let proof = proof.as_bytes();
    let places: Vec<_> = body
        .windows(proof.len())
        .enumerate()
        .filter(|(_, bytes)| *bytes == proof)
        .map(|(at, _)| at)
        .collect();
    for at in &places {
        body[*at..at + proof.len()].fill(b'0');
    }
    // Written with escapes it would stay in: nobody writes it so but to see what happens.
    if places.is_empty() {
        Err(ApiError::field("key_proof", "type", "key_proof: expected plain hex digits"))
    } else {
        Ok(body)
    }
}

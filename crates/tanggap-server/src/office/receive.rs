//! Holds a report against its service and the office's rules, and keeps it once. Every way in ends here.

use super::{
    allotment::{self, Claimant},
    body::kept,
    correction,
    incoming::{Incoming, ReceiveError, Sender},
};
use crate::{
    app_state::AppState,
    matching,
    store::{NewReport, Receiving},
};
use tanggap_core::{
    office::{Act, Actor, Standing, may},
    report, wire,
};

pub async fn receive(portal: &AppState, incoming: Incoming<'_>) -> Result<Receiving, ReceiveError> {
    let Incoming { desk, report, body, fingerprint, received_at, sender } = incoming;
    let services = portal.city.desk(desk).ok_or(ReceiveError::UnknownDesk)?;
    let service = services.service(&report.service_code).ok_or(ReceiveError::UnknownService)?;
    let classified = portal.city.classify(&portal.config, desk, &report.service_code);
    let standing = Standing::new(desk, &report.service_code, classified.kind, classified.publishable);
    may(&Act::Receive, Actor::Public, &standing, &portal.config.desks).map_err(ReceiveError::Refused)?;
    let rules = service.rules(portal.language(Some(&report.locale)));
    let mut rules = rules.ok_or(ReceiveError::UnknownService)?;
    let unasked = Default::default();
    if !report.definition_version.is_empty() && report.definition_version != service.version {
        // The phone was offline while the questions changed: what was answered then is still a report.
        rules.definition = &unasked;
    }
    let problems = report::check(&report, &rules, matching::matches);
    if !problems.is_empty() {
        return Err(ReceiveError::Problems(problems));
    }
    let claimant = match sender {
        Sender::Device(client) => Some(Claimant { client, proof: &report.key_proof }),
        Sender::Plain(_) => None,
    };
    let corrects = match (&report.corrects, &claimant) {
        (Some(uid), Some(claimant)) => correction::find(portal, uid, claimant.proof).await?,
        _ => None,
    };
    let body = kept(body, || wire::write_report(&report));
    let words = portal.limits.words(sender.client(), body.len()).map_err(ReceiveError::Words)?;
    let new = NewReport {
        uid: report.uid.as_str().to_owned(),
        device_ticket: report.ticket.digits().to_owned(),
        ticket: report.ticket.digits().to_owned(),
        desk: desk.to_owned(),
        service_code: report.service_code.clone(),
        classified,
        received_at,
        fingerprint,
        corrects,
        opens: Vec::new(),
        body: without_proof(body, report.key_proof.hex()).ok_or(ReceiveError::EscapedProof)?,
        media: report.media,
    };
    let received = allotment::keep(portal, claimant, new).await?;
    if matches!(received, Receiving::Created(_)) {
        words.kept();
    }
    Ok(received)
}

/// Strikes the key's proof out of the bytes that are kept: the database has it only under the pepper. `None` where it
/// isn't in its field as plain hex digits: written with escapes it would stay in.
pub fn without_proof(mut body: Vec<u8>, proof: &str) -> Option<Vec<u8>> {
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
    // It may also stand in another field, so what its own field says now counts.
    let kept: serde_json::Value = serde_json::from_slice(&body).ok()?;
    let is_struck = kept["key_proof"].as_str().is_some_and(|left| left.bytes().all(|byte| byte == b'0'));
    is_struck.then_some(body)
}

//! A refused report that is corrected: a draft that will take its place, and why it was refused, as far as that is not
//! mended yet.

use super::{Told, is_not_done, machine::Machine, outbox, reading};
use crate::state::{Portal, drafts};
use leptos::prelude::*;
use std::cell::RefCell;
use tanggap_core::{journey::Draft, report::Uid, stored::DraftPhoto, wire::ApiError};

thread_local! {
    /// The refused report as it came back to be corrected. After a reload it is not known, and every reason stands.
    static AS_REFUSED: RefCell<Option<(Uid, Draft)>> = const { RefCell::new(None) };
    /// The draft whose reasons have been read out.
    static TOLD: RefCell<Option<Uid>> = const { RefCell::new(None) };
}

/// Opens a refused report as a draft that will take its place.
pub async fn correct(portal: Portal, machine: &Machine, uid: Uid) {
    let Some(item) = machine.look(|outbox| outbox.item(&uid).cloned()) else { return };
    let (draft, claims) = match reading::told(machine, &uid).await {
        Told::Report(mut report) => {
            let claims = std::mem::take(&mut report.media);
            (Draft::of_report(*report, &item.desk), claims)
        }
        Told::Form(fields) => (Draft::of_form(&fields, &item.desk), Vec::new()),
        Told::Nothing => return is_not_done(uid),
    };
    // Before the draft, which then lists only photos that are here.
    let (mut photos, mut bytes) = (Vec::new(), Vec::new());
    for claim in claims {
        if let Ok(Some(photo)) = machine.ports().device().photo(&uid, &claim.slot).await {
            bytes.push((claim.slot.clone(), photo));
            photos.push(DraftPhoto { claim, name: None });
        }
    }
    drafts::photos::forget();
    drafts::photos::hold(bytes);
    remember(uid.clone(), draft.clone());
    drafts::correct(portal, draft, photos, uid, item.numbers);
}

fn remember(uid: Uid, draft: Draft) {
    AS_REFUSED.with(|refused| refused.replace(Some((uid, draft))));
}

/// The reasons that concern what still stands as it was refused.
pub fn reasons(portal: Portal) -> Vec<ApiError> {
    let Some(corrects) = drafts::at_hand().and_then(|editing| editing.corrects) else { return Vec::new() };
    let row = outbox().with_untracked(|outbox| outbox.row(&corrects.replaces).cloned());
    let mut reasons = row.map(|row| row.errors).unwrap_or_default();
    AS_REFUSED.with_borrow(|refused| {
        if let Some((_, before)) = refused.as_ref().filter(|(uid, _)| *uid == corrects.replaces) {
            portal.draft.with_untracked(|now| reasons.retain(|reason| !is_changed(reason, before, now)));
        }
    });
    reasons
}

/// Whether nobody has been told yet why the draft at hand came back: then that comes first. Asked once.
pub fn are_new() -> bool {
    let uid = drafts::uid_at_hand();
    TOLD.replace(uid.clone()) != uid
}

/// Whether the person has changed what a reason names. One that names nothing stands until it is sent.
fn is_changed(reason: &ApiError, before: &Draft, now: &Draft) -> bool {
    let field = reason.field.as_deref().unwrap_or_default();
    if let Some(code) = field.strip_prefix("answers.") {
        let code = code.split('[').next().unwrap_or_default();
        return before.answers.get(code) != now.answers.get(code);
    }
    match field.split(['.', '[']).next() {
        Some("description") => before.description != now.description,
        Some("place") => before.place != now.place,
        Some("identity") => before.identity != now.identity,
        Some("service_code") => before.service != now.service,
        _ => false,
    }
}

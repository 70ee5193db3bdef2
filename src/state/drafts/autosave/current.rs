//! The draft at hand, as it is now.

use super::held;
use crate::state::{Portal, drafts::at_hand};
use leptos::prelude::*;
use tanggap_browser::clock;
use tanggap_core::{service::ServiceKind, stored::SavedDraft};

/// The draft at hand as it would lie in the store, `rev` apart.
pub fn current(portal: Portal) -> Option<SavedDraft> {
    let editing = at_hand::at_hand()?;
    Some(SavedDraft {
        uid: editing.uid,
        rev: 0,
        app_version: env!("CARGO_PKG_VERSION").into(),
        form_version: String::new(),
        saved_at: clock::now_unix_seconds(),
        // Other screens are no step of the form: it goes on where it was left.
        step: at_hand::shown_step().or_else(held::step).unwrap_or_default(),
        draft: portal.draft.get_untracked(),
        corrects: editing.corrects,
        photos: editing.photos,
        kept_for: editing.kept_for,
        extra: Default::default(),
    })
}

pub fn kind(portal: Portal) -> Option<ServiceKind> {
    untrack(|| portal.service()).map(|service| service.kind)
}

/// Whether they say the same.
pub fn is_same(one: &SavedDraft, other: &SavedDraft) -> bool {
    one.draft == other.draft && one.photos == other.photos && one.kept_for == other.kept_for
}

//! What happens next, in one line, by where the report stands.

use crate::i18n::{key, t};
use leptos::prelude::*;
use tanggap_core::status::Status;

pub fn next(status: &Status) -> Option<AnyView> {
    let words = match status {
        Status::Received => key::NEXT_RECEIVED,
        Status::Verified | Status::Referred => key::NEXT_VERIFIED,
        Status::InProgress | Status::Reopened => key::NEXT_IN_PROGRESS,
        Status::Answered => key::NEXT_ANSWERED,
        Status::Closed | Status::Rejected => key::NEXT_CLOSED,
        Status::Duplicate | Status::Withdrawn | Status::Other(_) => return None,
    };
    Some(view! { <p><strong>{t(key::NEXT_TITLE)}</strong>" "{t(words)}</p> }.into_any())
}

//! Where a report stands, in R12's words: chosen here and nowhere else, for the receipt and for the list.

use crate::{
    form::refusal,
    i18n::{Key, fill, key, t},
    pages::in_memory::either,
    state::outbox::Row,
    ui::{icon::icon, notice::Tone},
};
use leptos::prelude::*;
use tanggap_core::{
    outbox::{policy::Reason, words::Word},
    ticket::Ticket,
};

/// The words that the state is known by.
pub fn word(word: &Word) -> String {
    match word {
        Word::NotSent => t(either(key::OUTBOX_NOT_SENT, key::OUTBOX_NOT_SENT_MEMORY)),
        Word::Sending => t(key::OUTBOX_SENDING),
        Word::Received { .. } => t(key::OUTBOX_RECEIVED),
        Word::PhotosWaiting { sent, of, .. } => {
            fill(key::OUTBOX_PHOTOS_WAITING, &[("sent", &sent.to_string()), ("of", &of.to_string())])
        }
        Word::NumberPending => t(key::OUTBOX_NUMBER_PENDING),
        Word::Uncertain => t(key::OUTBOX_UNCERTAIN),
        Word::Refused => t(key::OUTBOX_REFUSED),
        Word::IdentityTaken => t(key::OUTBOX_IDENTITY_TAKEN),
        Word::SendingAgain { .. } => t(key::OUTBOX_SENDING_AGAIN),
        Word::TakingBack => t(key::OUTBOX_TAKING_BACK),
        Word::Withdrawn | Word::Corrected => t(key::OUTBOX_WITHDRAWN),
        Word::Erased => t(key::OUTBOX_ERASED),
        Word::Lost => t(key::OUTBOX_LOST),
    }
}

/// What the state means for the person, where its word doesn't say it all.
pub fn about(word: &Word) -> Option<String> {
    let key = match word {
        Word::NotSent => either(key::OUTBOX_NOT_SENT_ABOUT, key::OUTBOX_NOT_SENT_ABOUT_MEMORY),
        Word::Sending => key::OUTBOX_SENDING_ABOUT,
        Word::PhotosWaiting { .. } => {
            either(key::OUTBOX_PHOTOS_WAITING_ABOUT, key::OUTBOX_PHOTOS_WAITING_ABOUT_MEMORY)
        }
        Word::NumberPending => key::OUTBOX_NUMBER_PENDING_ABOUT,
        Word::Uncertain => key::OUTBOX_UNCERTAIN_ABOUT,
        Word::Refused => key::OUTBOX_REFUSED_ABOUT,
        Word::IdentityTaken => {
            either(key::OUTBOX_IDENTITY_TAKEN_ABOUT, key::OUTBOX_IDENTITY_TAKEN_ABOUT_MEMORY)
        }
        Word::SendingAgain { .. } => key::OUTBOX_SENDING_AGAIN_ABOUT,
        Word::TakingBack => key::OUTBOX_TAKING_BACK_ABOUT,
        Word::Lost => key::OUTBOX_LOST_ABOUT,
        Word::Received { .. } | Word::Withdrawn | Word::Corrected | Word::Erased => return None,
    };
    Some(t(key))
}

/// Why the last attempt came to nothing, while it matters.
pub fn reason(row: &Row) -> Option<String> {
    let matters =
        matches!(row.word, Word::NotSent | Word::Uncertain | Word::TakingBack | Word::NumberPending);
    let key = match row.reason.filter(|_| matters)? {
        Reason::NoNetwork => key::OUTBOX_REASON_NO_NETWORK,
        Reason::NoAnswer => key::OUTBOX_REASON_NO_ANSWER,
        Reason::LoginPage => key::OUTBOX_REASON_LOGIN_PAGE,
        Reason::Busy(_) => key::OUTBOX_REASON_BUSY,
        Reason::TooMany => key::OUTBOX_REASON_TOO_MANY,
        Reason::InFlight => key::OUTBOX_REASON_IN_FLIGHT,
        Reason::Moved => key::OUTBOX_REASON_MOVED,
        Reason::SignIn => key::OUTBOX_REASON_SIGN_IN,
        Reason::TooLarge => key::OUTBOX_REASON_TOO_LARGE,
        Reason::NoProof => key::OUTBOX_REASON_NO_PROOF,
        Reason::WrongReport => key::OUTBOX_REASON_WRONG_REPORT,
        Reason::Duplicate => key::OUTBOX_REASON_DUPLICATE,
        Reason::NotListed => key::OUTBOX_REASON_NOT_LISTED,
        Reason::NumberPending => key::OUTBOX_REASON_NUMBER_PENDING,
        Reason::ReportFirst => key::OUTBOX_REASON_REPORT_FIRST,
        Reason::Unexplained(_) => key::OUTBOX_REASON_UNEXPLAINED,
    };
    Some(fill(key::OUTBOX_WHY, &[("reason", &t(key))]))
}

/// What the server finds wrong with it, one line each; nothing where it has said nothing.
pub fn refusals(row: &Row) -> AnyView {
    let lines = row.errors.iter().map(|error| view! { <li>{refusal::words(error)}</li> }).collect_view();
    (!row.errors.is_empty()).then(|| view! { <ul class="item__errors">{lines}</ul> }).into_any()
}

/// How it is meant: well, waiting, or for the person to act.
pub fn tone(word: &Word) -> Tone {
    match word {
        Word::Received { .. } | Word::PhotosWaiting { .. } | Word::NumberPending => Tone::Good,
        Word::NotSent | Word::Sending | Word::SendingAgain { .. } | Word::TakingBack | Word::Uncertain => {
            Tone::Wait
        }
        Word::Refused | Word::IdentityTaken | Word::Lost => Tone::Alarm,
        Word::Withdrawn | Word::Corrected | Word::Erased => Tone::Info,
    }
}

/// The state as a chip: words, and a colour that repeats them.
pub fn chip(shown: &Word) -> AnyView {
    let (class, picture) = match tone(shown) {
        Tone::Good => ("chip chip--good", "check"),
        Tone::Wait => ("chip chip--wait", "clock"),
        Tone::Alarm => ("chip chip--alarm", "warning"),
        Tone::Info => ("chip", "info"),
    };
    view! { <p class=class>{icon(picture, "")}{word(shown)}</p> }.into_any()
}

/// The number that counts for this report now, as people read it.
pub fn number(row: &Row) -> String {
    let shown = match &row.word {
        Word::Received { number } | Word::PhotosWaiting { number, .. } | Word::SendingAgain { number } => {
            number
        }
        _ => row.number(),
    };
    Ticket::parse(shown).map_or_else(|_| shown.to_owned(), |ticket| ticket.grouped())
}

/// What stands over the number: a ticket, or what this device calls a report of a desk without tickets.
pub fn number_name(row: &Row) -> Key {
    let named =
        matches!(row.word, Word::Received { .. } | Word::PhotosWaiting { .. } | Word::SendingAgain { .. });
    if row.has_key() || named { key::SENT_NUMBER } else { key::OUTBOX_REFERENCE }
}

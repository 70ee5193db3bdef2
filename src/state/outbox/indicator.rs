//! Two quiet lines under the first screen's text box: how what is written there is kept, and what still waits on this
//! device. The first screen is static, so they are put there from here.

use super::{Command, DraftState, outbox, tell};
use crate::{
    i18n::{Key, fill, key, t},
    routes,
    state::{
        Portal, following,
        language::{self, DateStyle},
    },
};
use leptos::prelude::*;
use tanggap_browser::{
    home::{self, Line},
    keep,
};
use tanggap_core::{instant::Instant, outbox::words::Word};

const KEPT: &str = "kept";
const WAITING: &str = "waiting";
const NEWS: &str = "news";

/// From now on, whatever screen is shown.
pub fn begin(portal: Portal) {
    home::on_press(KEPT, move || tell(portal, Command::StartAnew));
    let owner = Owner::new();
    owner.with(|| {
        let mirror = outbox();
        let state = Memo::new(move |_| mirror.with(|outbox| (outbox.draft.clone(), outbox.memory_only)));
        Effect::new(move || {
            portal.language.track();
            state.with(|(draft, memory_only)| kept(portal, draft, *memory_only));
        });
        let mirror = outbox();
        let count =
            Memo::new(move |_| mirror.with(|outbox| outbox.all().filter(|row| waits(&row.word)).count()));
        Effect::new(move || {
            portal.language.track();
            waiting(portal, count.get());
        });
        let list = following::following();
        let news = Memo::new(move |_| list.with(|list| following::news(portal, list)));
        Effect::new(move || {
            portal.language.track();
            self::news(portal, news.get());
        });
    });
    std::mem::forget(owner);
}

fn kept(portal: Portal, draft: &DraftState, memory_only: bool) {
    let at = |at: i64, style| {
        let at = Instant::from_unix_seconds(at);
        at.map_or_else(String::new, |at| language::date(portal, at, style))
    };
    let line = Line { id: KEPT, class: "soft", is_alarm: false, words: "", link: None, button: None };
    let alarm = |words: &str| home::show_line(&Line { class: "told", is_alarm: true, words, ..line });
    if memory_only {
        return alarm(&[t(key::OUTBOX_MEMORY_TITLE), t(key::OUTBOX_MEMORY)].join(". "));
    }
    match draft {
        DraftState::Kept { saved_at } => {
            home::show_line(&Line {
                words: &fill(key::DRAFT_KEPT, &[("time", &at(*saved_at, DateStyle::Time))]),
                ..line
            });
        }
        DraftState::Restored { saved_at, address } => {
            let (words, anew) = (
                fill(key::DRAFT_RESTORED, &[("time", &at(*saved_at, DateStyle::DayAndTime))]),
                t(key::DRAFT_ANEW),
            );
            let (address, go_on) =
                (format!("{}{}", portal.base.trim_end_matches('/'), address), t(key::DRAFT_GO_ON));
            let link = (!address.ends_with('/')).then_some((address.as_str(), go_on.as_str()));
            home::show_line(&Line { words: &words, link, button: Some(&anew), ..line });
        }
        // What is typed here now is kept nowhere (D3).
        DraftState::Elsewhere { .. } => {
            let words = [t(key::DRAFT_ELSEWHERE_TITLE), t(key::DRAFT_ELSEWHERE)].join(". ");
            let anew = t(key::DRAFT_ANEW);
            home::show_line(&Line {
                class: "told",
                is_alarm: true,
                words: &words,
                button: Some(&anew),
                ..line
            });
        }
        DraftState::NotKept(_) => alarm(&t(key::DRAFT_NOT_KEPT)),
        DraftState::Unkept | DraftState::MemoryOnly => home::hide_line(KEPT),
    }
}

fn waiting(portal: Portal, count: usize) {
    counted(portal, WAITING, key::OUTBOX_WAITING, count);
}

/// Reports of this device, or followed here, that say something new.
fn news(portal: Portal, count: usize) {
    keep::badge(count);
    counted(portal, NEWS, key::FOLLOW_NEWS_COUNT, count);
}

fn counted(portal: Portal, id: &'static str, word: Key, count: usize) {
    if count == 0 {
        return home::hide_line(id);
    }
    let address = format!("{}{}", portal.base.trim_end_matches('/'), routes::OUTBOX);
    let words = fill(word, &[("count", &count.to_string())]);
    let title = t(key::OUTBOX_TITLE);
    home::show_line(&Line {
        id,
        class: "told",
        is_alarm: false,
        words: &words,
        link: Some((&address, &title)),
        button: None,
    });
}

/// Whether something is still owed to the person.
fn waits(word: &Word) -> bool {
    !matches!(
        word,
        Word::Received { .. }
            | Word::NumberPending
            | Word::Withdrawn
            | Word::Corrected
            | Word::Erased
            | Word::Lost
    )
}

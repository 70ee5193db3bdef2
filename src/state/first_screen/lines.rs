//! Quiet lines under the first screen's text box: how much of it is too much, how it is kept, that one may write
//! without a line, and what on this device needs the person; and above every screen, for ten seconds, that a deleted draft
//! can be had back. All of that is static, so they are put there from here.

use crate::{
    i18n::{Key, fill, key, t},
    routes,
    state::{
        Portal,
        device::device,
        drafts::{DraftState, Wish, drafts, tell},
        following,
        language::{self, DateStyle},
        limits, navigation,
        outbox::outbox,
    },
};
use leptos::prelude::*;
use std::time::Duration;
use tanggap_browser::{
    home::{self, Line},
    keep, page,
};
use tanggap_core::{instant::Instant, outbox::words::Word, report::DESCRIPTION_LIMIT, text::Cleaner};

const ROOM: &str = "room";
const KEPT: &str = "kept";
const UNDO: &str = "undo";
const NO_LINE: &str = "no-line";
const NEEDED: &str = "needed";
const NEWS: &str = "news";

/// A count that is read out with every key would never be quiet.
const REST: Duration = Duration::from_millis(1_000);

/// From now on, whatever screen is shown.
pub fn begin(portal: Portal) {
    home::on_press(KEPT, move || tell(portal, Wish::StartAnew));
    home::on_press(UNDO, move || {
        tell(portal, Wish::UndoDelete);
        page::announce(&t(key::DRAFT_UNDONE));
        navigation::if_lost(HEADING);
    });
    let owner = Owner::new();
    owner.with(|| {
        let told = Memo::new(move |_| {
            portal.draft.with(|draft| limits::words(&draft.description, DESCRIPTION_LIMIT, Cleaner::lines))
        });
        let mut say = debounce(REST, |words: Option<String>| page::announce(&words.unwrap_or_default()));
        Effect::new(move |before: Option<()>| {
            portal.language.track();
            let words = told.get();
            too_long(words.as_deref());
            // Other screens have a box of their own, which says it.
            if (before.is_some() || words.is_some())
                && page::attribute("data-page").as_deref() == Some("home")
            {
                say(words);
            }
        });
        let mirror = drafts();
        let deleted = Memo::new(move |_| mirror.with(|drafts| drafts.deleted));
        Effect::new(move |before: Option<usize>| {
            portal.language.track();
            let deleted = deleted.get();
            undo(deleted, deleted > before.unwrap_or_default());
            deleted
        });
        let (mirror, kept) = (drafts(), device());
        let state = Memo::new(move |_| {
            (mirror.with(|drafts| drafts.state.clone()), kept.with(|device| device.memory_only))
        });
        Effect::new(move || {
            portal.language.track();
            state.with(|(draft, memory_only)| self::kept(portal, draft, *memory_only));
        });
        let mirror = device();
        let no_line = Memo::new(move |_| mirror.with(|device| device.no_line));
        Effect::new(move || {
            portal.language.track();
            self::no_line(no_line.get());
        });
        let mirror = outbox();
        let count =
            Memo::new(move |_| mirror.with(|outbox| outbox.all().filter(|row| is_needed(&row.word)).count()));
        Effect::new(move || {
            portal.language.track();
            counted(portal, NEEDED, key::OUTBOX_NEEDS_YOU, count.get());
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
    let line = line(KEPT);
    let alarm = |words: &str| home::show_line(&Line { class: "told", is_alarm: true, words, ..line });
    if memory_only {
        return alarm(&[t(key::OUTBOX_MEMORY_TITLE), t(key::OUTBOX_MEMORY)].join(". "));
    }
    match draft {
        DraftState::Saving => home::show_line(&Line { words: &t(key::DRAFT_SAVING), ..line }),
        DraftState::Kept { saved_at } => {
            home::show_line(&Line {
                words: &fill(key::DRAFT_KEPT, &[("time", &at(*saved_at, DateStyle::Time))]),
                ..line
            });
        }
        DraftState::Restored { saved_at, address } => {
            let (words, anew) = (
                fill(key::DRAFT_RESTORED, &[("time", &at(*saved_at, DateStyle::Moment))]),
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
        DraftState::MemoryOnly => home::show_line(&Line { words: &t(key::DRAFT_IN_MEMORY), ..line }),
        DraftState::Unkept => home::hide_line(KEPT),
    }
}

/// A plain line under the box.
fn line(id: &'static str) -> Line<'static> {
    Line { id, is_everywhere: false, class: "soft", is_alarm: false, words: "", link: None, button: None }
}

fn too_long(words: Option<&str>) {
    match words {
        Some(words) => home::show_line(&Line { words, ..line(ROOM) }),
        None => home::hide_line(ROOM),
    }
}

/// `is_another`: one more was deleted just now.
fn undo(deleted: usize, is_another: bool) {
    if deleted == 0 {
        home::hide_line(UNDO);
        return navigation::if_lost(HEADING);
    }
    let words = match deleted {
        1 => t(key::DRAFT_DELETED),
        count => fill(key::DRAFT_DELETED_COUNT, &[("count", &count.to_string())]),
    };
    let button = t(key::DRAFT_UNDO);
    home::show_line(&Line {
        is_everywhere: true,
        class: "told brief",
        words: &words,
        button: Some(&button),
        ..line(UNDO)
    });
    if is_another {
        page::announce(&[words, t(key::DRAFT_DELETED_FOR)].join(" "));
    }
    // The form that had it is gone with the draft.
    navigation::if_lost(HEADING);
}

fn no_line(no_line: bool) {
    match no_line {
        true => home::show_line(&Line { words: &t(key::HOME_NO_LINE), ..line(NO_LINE) }),
        false => home::hide_line(NO_LINE),
    }
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
    home::show_line(&Line { class: "told", words: &words, link: Some((&address, &title)), ..line(id) });
}

/// The heading of whatever screen is shown.
const HEADING: &str = "html[data-page=home] #home-title, html:not([data-page=home]) #app h1";

/// Whether it does not go by itself. What does, the bar counts.
fn is_needed(word: &Word) -> bool {
    matches!(word, Word::Refused | Word::IdentityTaken | Word::Uncertain)
}

//! The static first screen as the app sees it: what is written there is the draft, what is pressed is a wish.

pub mod lines;

use crate::{
    i18n::{key, t},
    state::{Portal, language, navigation},
};
use leptos::prelude::*;
use std::cell::RefCell;
use tanggap_browser::{
    home::{self, HomeEvent},
    page,
};

/// What a person wants from the first screen.
pub enum Wish {
    Continue,
    /// Look up what was typed as a number.
    Track(String),
}

thread_local! {
    static ON_WISH: RefCell<Option<Callback<Wish>>> = const { RefCell::new(None) };
}

/// Shows it with what the draft holds, and hears what is wished there.
pub fn show(portal: Portal, title: &str, on_wish: Callback<Wish>) {
    ON_WISH.with(|wish| *wish.borrow_mut() = Some(on_wish));
    page::set_attribute("data-page", "home");
    home::set_number_error(None);
    navigation::entitle(portal, title, false);
    portal.draft.with_untracked(|draft| home::set_told_text(&draft.description));
}

pub fn hide() {
    page::set_attribute("data-page", "other");
    ON_WISH.with(|wish| wish.borrow_mut().take());
}

pub fn refuse_number(words: String) {
    home::set_number_error(Some(&words));
}

/// Says on the button that a number is being looked at, or not any more.
pub fn set_looking(is_looking: bool) {
    if is_looking {
        home::set_number_error(None);
    }
    home::set_track_button(&t(if is_looking { key::BOOT_MOMENT } else { key::HOME_TRACK_GO }), is_looking);
}

/// Whether this is still what the person wants to have looked up: they may have gone on, or written something else.
pub fn asks_for(typed: &str) -> bool {
    ON_WISH.with(|wish| wish.borrow().is_some()) && home::number_text() == typed
}

/// Listens to the static page, once, for as long as it lives: the language menu is there on every screen.
pub fn listen(portal: Portal) {
    home::listen(move |event| match event {
        HomeEvent::Told(text) => portal.draft.update(|draft| {
            draft.told_first = !text.trim().is_empty();
            draft.description = text;
        }),
        HomeEvent::Continue => wish(Wish::Continue),
        HomeEvent::Track(typed) => wish(Wish::Track(typed)),
        // Where another language can't be fetched the current one stays.
        HomeEvent::Language(code) => leptos::task::spawn_local(async move {
            let _late = language::change(portal, code).await;
        }),
    });
}

fn wish(wish: Wish) {
    if let Some(on_wish) = ON_WISH.with(|current| *current.borrow()) {
        on_wish.run(wish);
    }
}

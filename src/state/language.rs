//! The language: words, static page, catalogue and questions change together.

use crate::{
    i18n::{self, key, t},
    state::{Portal, backoff, catalogue, questions},
};
use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
pub use tanggap_browser::words::DateStyle;
use tanggap_browser::{
    boot, clock, fetch,
    home::{self, Line},
    page, text, words,
};
use tanggap_core::{amount::Style, form::Spelling, instant::Instant, shell::config_text};

const TIMEOUT_MS: i32 = 30_000;
/// The line that says why another language was not taken.
const STAYS: &str = "language-stays";

/// A language's words with its code; the shell names their addresses (`id=URL su=URL`). An unknown language gets
/// the first.
pub async fn words(language: &str) -> Option<(String, Vec<String>)> {
    let addresses = boot::given("data-words")?;
    let pairs = || addresses.split(' ').filter_map(|pair| pair.split_once('='));
    let (code, url) = pairs().find(|(code, _)| *code == language).or_else(|| pairs().next())?;
    let answer = fetch::get(url, false, TIMEOUT_MS).await.ok()?;
    let words = (answer.status == 200).then(|| words::list(&answer.body))??;
    Some((code.to_owned(), words))
}

/// Brings the words that a first visitor doesn't need. What can't be had stays empty, and is asked for again with the
/// next change of the language.
pub async fn more_words() {
    if let Some(words) = later_words(&t(key::PAGE_MORE)).await {
        i18n::use_more_words(words);
    }
}

async fn later_words(address: &str) -> Option<Vec<String>> {
    let answer = fetch::get(address, false, TIMEOUT_MS).await.ok()?;
    words::list(&answer.body).filter(|_| answer.status == 200)
}

/// The same where they are not there yet: for screens that may be the first that is seen.
pub async fn all_words() {
    if !i18n::has_more_words() {
        more_words().await;
    }
}

/// Whether the words that come later are there; they are asked for until they are. For screens that have something to
/// show meanwhile.
pub fn words_are_there() -> RwSignal<bool> {
    let there = RwSignal::new(i18n::has_more_words());
    if !there.get_untracked() {
        leptos::task::spawn_local(async move {
            all_words().await;
            while !i18n::has_more_words() {
                backoff::a_little().await;
                all_words().await;
            }
            let _gone = there.try_set(true);
        });
    }
    there
}

/// Chooses a language as the menu of the page does.
pub fn choose(language: &str) {
    page::choose_language(language);
}

/// Changes the language without losing anything that was written. Nothing changes when its words can't be had.
#[wasm_split(change_language, wasm_split_path = leptos::wasm_split, fallible)]
pub fn change(portal: Portal, language: String) -> Result<(), SplitLoaderError> {
    leptos::task::spawn_local(change_to(portal, language));
    Ok(())
}

async fn change_to(portal: Portal, language: String) {
    let Some((language, words, more)) = both_words(&language).await else { return stay() };
    home::hide_line(STAYS);
    i18n::use_words(words);
    i18n::use_more_words(more);
    portal.language.set(language);
    reword(portal);
    reload(portal).await;
}

/// A language's words, those of the later screens with them: half a language is none.
async fn both_words(language: &str) -> Option<(String, Vec<String>, Vec<String>)> {
    let (language, words) = words(language).await?;
    let more = later_words(i18n::word(&words, key::PAGE_MORE)).await?;
    Some((language, words, more))
}

/// Says that the language stays the one that is shown.
fn stay() {
    home::show_line(&Line {
        id: STAYS,
        is_everywhere: true,
        class: "told",
        is_alarm: true,
        words: &t(key::LANGUAGE_STAYS),
        link: None,
        button: None,
    });
}

/// Brings what the desks say into the language that is shown. What can't be had stays as it was.
pub async fn reload(portal: Portal) {
    catalogue::load(portal).await;
    questions::reload(portal).await;
}

/// Puts the static page into the language that the app has started with.
#[wasm_split(show_language, wasm_split_path = leptos::wasm_split, fallible)]
pub fn show(portal: Portal) -> Result<(), SplitLoaderError> {
    reword(portal);
    Ok(())
}

/// Puts the static page into the current language.
fn reword(portal: Portal) {
    let language = portal.language.get_untracked();
    page::set_attribute("lang", &language);
    home::reword(i18n::shell_word, |name| config_text(portal.config(), name, &language));
}

/// Now, by this device's clock.
pub fn now() -> Option<Instant> {
    Instant::from_unix_seconds(clock::now_unix_seconds())
}

/// A point in time in the current language, on the city's clock.
pub fn date(portal: Portal, at: Instant, style: DateStyle) -> String {
    let minutes = portal.config().utc_offset.whole_minutes();
    words::date(&portal.language.get(), at.unix_seconds(), i32::from(minutes), style)
}

/// How numbers are written in the language that is shown.
pub fn numbers() -> Style {
    Style::of(&page::attribute("lang").unwrap_or_default())
}

/// How what is typed here is read before it is frozen.
pub fn spelling() -> Spelling {
    Spelling { cleaner: text::CLEANER, numbers: numbers() }
}

//! Starts the app: config and words first, then the app, then the desks' catalogue. What fails is told by name.
//!
//! All of it is on its way when this runs: the page asks for it early. What the first screen doesn't have to
//! understand (config, catalogue) is only waited for here and read by a lazy part: reading is half of the code.

use crate::{
    app::App,
    i18n, routes,
    state::{Portal, backoff, catalogue, first_screen, language, wiring},
    ui::icon,
};
use leptos::{mount::mount_to, prelude::*};
use tanggap_browser::{boot, clock, fetch, home, page};

const TIMEOUT_MS: i32 = 60_000;

pub async fn start() {
    let base = kept(page::base());
    icon::set_base(base);
    routes::set_base(base);
    // Not by `lang`: a browser that translates the page writes its own there.
    let shown = boot::given("data-lang").unwrap_or_default();
    let chosen = page::cookie("lang").unwrap_or_else(|| shown.clone());
    let Some((language, words)) = language::words(&chosen).await else {
        return boot::failed("words: no answer");
    };
    i18n::use_words(words);
    let config = match fetch::get(&[base, "config.json"].concat(), false, TIMEOUT_MS).await {
        Ok(answer) if answer.status == 200 => answer.body,
        _ => return boot::failed("config.json: no answer"),
    };
    let Some(root) = page::app_root() else { return };
    let portal = Portal::new(config, kept(home::portal_name()), base, language);
    // Chosen while the app was on its way: the page came in another language.
    if shown != portal.language.get_untracked() {
        // Without it the page stays in the language it came in.
        let _late = language::show(portal).await;
    }
    first_screen::listen(portal);
    mount_to(root, move || view! { <App portal/> }).forget();
    catalogue::arrive().await;
    boot::ready();
    // Not before somebody can write: the line and the phone are theirs first.
    clock::idle().await;
    while wiring::begin(portal).await.is_err() {
        // A line that broke under a writing person is no reason to stop them.
        backoff::a_little().await;
    }
}

/// What lives as long as the page.
fn kept(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

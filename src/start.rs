//! Starts the app: config and words first, then the app, then the desks' catalogue. What fails is told by name.

use crate::{
    app::App,
    i18n,
    state::{Portal, catalogue, first_screen, language},
    ui::icon,
};
use leptos::{mount::mount_to, prelude::*};
use tanggap_browser::{boot, fetch, page};
use tanggap_core::config::PortalConfig;

const TIMEOUT_MS: i32 = 60_000;

pub async fn start() {
    let base: &'static str = Box::leak(page::base().into_boxed_str());
    icon::set_base(base);
    let chosen = page::cookie("lang").or_else(|| page::attribute("lang")).unwrap_or_default();
    let config_url = format!("{base}config.json");
    let words = language::words(&chosen);
    let (config, words) = futures::join!(fetch::get(&config_url, false, TIMEOUT_MS), words);
    let config = match config {
        Ok(answer) if answer.status == 200 => PortalConfig::parse(&String::from_utf8_lossy(&answer.body)),
        _ => return boot::failed("config.json: no answer"),
    };
    // The config lives as long as the page.
    let config: &'static PortalConfig = match config {
        Ok(config) => Box::leak(Box::new(config)),
        Err(error) => return boot::failed(&format!("config.json: {error}")),
    };
    let Some(words) = words.filter(|words| i18n::use_words(words)) else {
        return boot::failed("words: no answer");
    };
    drop(words);
    if let Some(root) = page::app_root() {
        let portal = Portal::new(config, base, chosen);
        // Chosen while the app was on its way: the page came in another language.
        if page::attribute("lang").is_some_and(|shown| shown != portal.language.get_untracked()) {
            language::reword(portal);
        }
        first_screen::listen(portal);
        mount_to(root, move || view! { <App portal/> }).forget();
        catalogue::load(portal).await;
        boot::ready();
    }
}

//! The app: screens, what they know, and what is done with it. Each page of the portal is a binary of its own
//! (`src/bin`), so that nobody downloads another's.

mod app;
mod form;
mod i18n;
mod pages;
mod routes;
mod start;
mod state;
mod ui;

/// Runs the citizen's portal. It starts under the static first screen, which is usable before any of this has run.
pub fn portal() {
    std::panic::set_hook(Box::new(|info| tanggap_browser::boot::failed(&info.to_string())));
    tanggap_browser::boot::run(start::start());
}

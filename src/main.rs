//! The citizen's portal. It starts under the static first screen, which is usable before any of this has run.

mod app;
mod form;
mod i18n;
mod pages;
mod routes;
mod start;
mod state;
mod ui;

fn main() {
    std::panic::set_hook(Box::new(|info| tanggap_browser::boot::failed(&info.to_string())));
    tanggap_browser::boot::run(start::start());
}

//! The browser as Tanggap sees it. Everything that touches `web_sys` is here, knows nothing of Leptos, and gives
//! plain values: the app above never holds a browser object.
//!
//! - [`fetch`]: one request, with a time-out and a bound on the answer
//! - [`chance`], [`clock`]: what the core must be given, because it has neither
//! - [`photo`]: photos made small, in a script that is loaded when there are some
//! - [`place`]: where the device is
//! - [`words`]: numbers and dates as people of a language write them · [`text`]: letters composed with their accents
//! - [`page`], [`home`], [`boot`]: the static page around the app
//! - [`keep`]: copy and print · [`install`]: the home screen
//! - [`device`]: the ports of the outbox: store, ledger, lock, sender, clock; drafts and settings
//! - [`worker`]: the service worker, as far as the app asks it for something
//! - [`map`]: a map with a pin, loaded when it is asked for
//! - [`pattern`]: the browser's own regular expressions

pub mod boot;
pub mod chance;
pub mod clock;
pub mod device;
mod document;
pub mod fetch;
pub mod home;
pub mod install;
mod js;
pub mod keep;
pub mod map;
pub mod page;
pub mod pattern;
pub mod photo;
pub mod picture;
pub mod place;
pub mod scan;
pub mod text;
pub mod words;
pub mod worker;

//! What the app knows: plain data in signals that outlive every page. Pages read and ask; they never fetch.

pub mod addressee;
pub mod album;
pub mod backoff;
pub mod bar;
pub mod catalogue;
pub mod city_file;
pub mod conversation;
pub mod danger_sent;
pub mod device;
pub mod drafts;
pub mod due;
pub mod emergency_gate;
pub mod erase_device;
pub mod escalation;
pub mod figures;
pub mod first_screen;
pub mod following;
pub mod geolocation;
pub mod install_offer;
pub mod language;
pub mod limits;
pub mod navigation;
pub mod nearest_area;
pub mod outbox;
pub mod pin;
pub mod place_map;
mod portal;
pub mod questions;
pub mod share;
pub mod ticket_scan;
pub mod tracker;
pub mod triage;
pub mod wiring;

pub use portal::{Portal, use_portal};
/// The browser's expression engine, for the rules of the core.
pub use tanggap_browser::pattern::matches;

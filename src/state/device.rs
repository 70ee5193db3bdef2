//! What this device keeps for the portal, whoever's it is: its store with settings, drafts, photos and what waits to be
//! sent, and whether anything gets through from here. It knows no feature; each feature gets the open device
//! ([`when_ready`]) and does its own with it.
//!
//! The device is opened once, by [`crate::state::wiring`], when the first screen stands or a screen is opened that shows what
//! lies there. Until then wishes wait. After *remove everything* none is done any more: what it wrote would be left.

mod act;
mod ask;
pub mod line;
mod opening;
mod ready;
mod shown;
pub mod storage;
mod wish;

pub use ask::{ask_line, photo_of, remove_everything, set, setting, tell};
pub use opening::{has_no_part, is_to_open};
pub use ready::{is_stopped, now, opened, ready, stop, when_ready};
pub use shown::{DeviceState, Keeping, begun, device, lasts, no_line, when_line_is_back};

pub use wish::Wish;

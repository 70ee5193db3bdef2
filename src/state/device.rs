//! What this device keeps for the portal, whoever's it is: its store with settings, drafts, photos and what waits to be
//! sent, and whether anything gets through from here. It knows no feature; each feature gets the open device
//! ([`when_ready`]) and does its own with it.
//!
//! The device is opened once, by [`crate::state::wiring`], when the first screen stands or when somebody wants something of
//! it. Until then wishes wait. After *remove everything* none is done any more: what it wrote would be left.

mod act;
mod ask;
pub mod line;
mod ready;
mod shown;
pub mod storage;
mod waking;
mod wish;

pub use ask::{ask_line, photo_of, remove_everything, set, setting, tell};
pub use ready::{is_stopped, now, opened, ready, stop, when_ready};
pub use shown::{DeviceState, Keeping, begun, device, lasts, no_line};
pub use waking::{has_no_part, is_to_open, wake_by};
pub use wish::Wish;

//! Reports and messages that this device sends, as the screens show them. The core's machine carries them; what it knows is
//! mirrored here as plain rows, and what a person wants goes to it as a [`Wish`]. Screens never link the machine itself: it
//! is a lazy part of its own.
//!
//! ```text
//! screen ── Wish ──► act ──► machine (tanggap_core::outbox) ──► mirror ──► Outbox (signal) ──► screen
//!                              ▲ Notice, timer, line, another tab: heard, as `wiring` hears it
//! ```

mod act;
mod ask;
mod begin;
mod content;
mod correction;
mod discovery;
mod feed;
mod freeze;
mod heard;
mod machine;
mod message;
mod mirror;
mod photo_again;
mod ports;
mod reading;
mod shown;
mod wifi;
mod wish;

pub use ask::{content_of, said, save, say, tell};
pub use begin::{begin, is_stuck, tick};
pub use content::{Content, Told, content};
pub use correction::{are_new, reasons};
pub use feed::{kick, refresh};
pub use heard::{News, has_receipt, heard};
pub use machine::is_report;
pub use message::NewWords;
pub use shown::{NotKept, Outbox, PhotoRow, Row, Saving, forget_visit, is_not_done, is_tried_again, outbox};
pub use wish::Wish;

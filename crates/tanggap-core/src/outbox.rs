//! The outbox: a report that was said to be saved ends received, or in a state that the person is told.
//! Nothing is lost, nothing is doubled (R1–R12 in docs/offline.md).
//!
//! Sans I/O: an [`Event`] goes into [`Outbox::step`], [`Effect`]s come out, and [`Driver`] carries them out
//! over the [`crate::ports`]. What an answer means is decided in [`policy`], when to try again in [`schedule`],
//! what the person reads in [`words`].

mod about;
mod drive;
mod effect;
mod event;
mod gate;
mod item;
mod key_kept;
mod machine;
mod pieces;
pub mod policy;
pub mod schedule;
mod step;
mod wifi;
pub mod words;

pub use about::{About, NewMessage};
pub use drive::Driver;
pub use effect::{Alarm, Effect, Errand, LedgerChange, Notice};
pub use event::{Event, NewItem, NewMedia, Why};
pub use item::{Attempt, Door, Item, Job, Kept, Media, MediaState, Numbers, Parcel, State};
pub use key_kept::KeyKept;
pub use machine::{Now, Outbox};
pub use pieces::{PhotoProgress, Piece};
pub use wifi::Wifi;

#[cfg(test)]
pub(crate) mod tests;

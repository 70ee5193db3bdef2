//! The outbox: a report that was said to be saved ends received, or in a state that the person is told.
//! Nothing is lost, nothing is doubled (R1–R12 in docs/offline.md).
//!
//! Sans I/O: an [`Event`] goes into [`Outbox::step`], [`Effect`]s come out, and [`Driver`] carries them out
//! over the [`crate::ports`]. What an answer means is decided in [`policy`], when to try again in [`schedule`],
//! what the person reads in [`words`].

mod about;
mod conversation;
mod drive;
mod effect;
mod event;
mod gate;
mod item;
mod key_kept;
mod machine;
mod new_item;
mod notice;
mod photos;
pub mod policy;
mod portion;
mod proof;
mod reason;
pub mod schedule;
mod step;
mod wifi;
pub mod words;

pub use about::About;
pub use drive::Driver;
pub use effect::{Effect, Errand, LedgerChange};
pub use event::{Event, Why};
pub use item::{Attempt, Door, Item, Job, Kept, Media, MediaState, Numbers, Parcel, State};
pub use key_kept::KeyKept;
pub use machine::{Now, Outbox};
pub use new_item::{NewItem, NewMedia, NewMessage};
pub use notice::{Alarm, Notice};
pub use photos::PhotoProgress;
pub use portion::Piece;
pub use wifi::Wifi;

#[cfg(test)]
pub(crate) mod tests;

//! The outbox: a report that was said to be saved ends received, or in a state that the person is told.
//! Nothing is lost, nothing is doubled (R1–R12 in docs/offline.md).
//!
//! The network, the tab, the store and the server may fail at any moment, and a person must never have to guess what
//! became of a report. So the outbox keeps the exact bytes of every [`Item`] (a report, or a message of its reporter),
//! sends those same bytes until there is a [`policy::Proof`] that they arrived, and says nothing that is not proven.
//!
//! Where an item stands is its [`State`]:
//!
//! ```text
//! Waiting ──proof──► Received ──404 to a later question──► Received, lost there: the same bytes go again
//!    ├──no answer of a plain desk──► Uncertain ──proof──► Received
//!    │                                   └──the person sends it once more──► Waiting
//!    ├──a no with reasons──► Refused ──corrected under another uid──► Corrected
//!    ├──other bytes have this uid there──► IdentityTaken
//!    ├──taken back by the person──► Withdrawn
//!    └──the device lost the bytes──► Lost
//! ```
//!
//! A desk that knows a report again (`PUT`) may also erase it: 410 makes it Erased, wherever it stood, and ends it.
//!
//! Sans I/O: an [`Event`] goes into [`Outbox::step`] with the time that it is [`Now`], [`Effect`]s come out, and a
//! [`Driver`] carries them out over the [`crate::ports`] and brings back what came of them as the next event. What an
//! answer means is decided in [`policy`], when to try again in [`schedule`], what the person reads in [`words`].
//!
//! ```
//! use tanggap_core::{
//!     outbox::{Effect, Event, NewItem, NewMessage, Notice, Now, Outbox},
//!     ports::Contents,
//!     report::Uid,
//!     ticket::{Key, Ticket},
//! };
//! let now = Now { wall_s: 1_795_538_700, mono_ms: 0, chance: 0 };
//! let mut outbox = Outbox::default();
//! // The app opens: first the ledger is read, then the store.
//! assert_eq!(outbox.step(Event::Started, now), [Effect::ReadLedger]);
//! assert_eq!(outbox.step(Event::LedgerRead(Ok(vec![])), now), [Effect::ReadAll]);
//! outbox.step(Event::Loaded(Ok(Contents::default())), now);
//!
//! // *Send* is pressed.
//! let uid = Uid::parse("6f9619ff-8b86-4d01-b42d-00cf4fc964ff").unwrap();
//! let message = NewMessage {
//!     uid: uid.clone(),
//!     desk: "aspirasi".into(),
//!     label: "Lampu jalan".into(),
//!     ticket: Ticket::parse("482719305543").unwrap(),
//!     key: Key::from_random(|| 4),
//!     kind: "message".into(),
//!     app_version: "0.1.0".into(),
//!     bytes: b"{}".to_vec(),
//!     media: vec![],
//!     replaces: None,
//! };
//! let new = NewItem::message("https://lapor.example/api", message);
//! let effects = outbox.step(Event::Save(Box::new(new)), now);
//! assert!(matches!(effects[..], [Effect::Commit(_)]), "nothing is told before it is written");
//! let effects = outbox.step(Event::Committed, now);
//! assert!(effects.contains(&Effect::Tell(Notice::Saved(uid.clone()))));
//! assert_eq!(outbox.word(&uid).unwrap().key(), "not_sent", "until there is proof");
//! ```
//!
//! On the ground is data: [`Item`], [`policy::Proof`], [`policy::Reason`], [`NewItem`], [`Notice`], [`Wifi`]; above it
//! [`Event`] and [`Effect`], above those [`Outbox`], and on top what it does at each step.

mod about;
mod conversation;
mod drive;
mod due;
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

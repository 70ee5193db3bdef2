//! The store on SQLite: one writer thread that commits in groups, several readers. [`database`] is the open store; each file
//! beside it has its questions as methods of that, above the statements that answer them.
//!
//! - [`port`](mod@port): all of it as the server asks for it; [`schema`]: opening and pragmas; [`versions`]: migrations
//! - [`writer`], [`readers`], [`scans`]: who may touch the database, and when an answer may be sent
//! - [`receiving`]: once-only; [`correcting`], [`manifest`]: a report in place of a refused one; [`forwarding`]: where that is
//!   said; [`photos`], [`slots`], [`owner`], [`uploads`]: what follows a report; [`room`]: how much of it;
//!   [`lookup`], [`published`], [`listing`]: questions; [`closed`]: which reports are over
//! - [`public`]: what of a report everyone reads, and what not
//! - [`keys`], [`messages`], [`private`]: what only a reporter's key opens
//! - [`acting`], [`kinds`], [`standing`], [`filling`], [`updates`], [`merging`], [`erasing`]: what the office does;
//!   [`timeline`]: what of that is read; [`matters`]: which reports tell of the same;
//!   [`confidence`]: what is told no other desk; [`conduct`]: what no backup brings back
//! - [`held_room`]: what a full disk must not stop; [`fault`]: what SQLite says of it
//! - [`retention`]: what is asked before the city's schedules erase; [`health`]: whether it can do its work
//! - [`meta`]: what the database knows of itself; [`pepper_mark`]: and of the pepper; [`integrity`]: whether it is whole; [`backup`]: a copy of it,
//!   [`restore`]: back in its place

mod acting;
mod backup;
mod closed;
mod columns;
mod conduct;
mod confidence;
mod correcting;
mod courses;
mod database;
mod erasing;
mod fault;
mod filling;
mod forwarding;
mod health;
mod held_room;
mod integrity;
mod keys;
mod kinds;
mod listing;
mod lookup;
mod manifest;
mod matters;
mod merging;
mod messages;
mod meta;
mod owner;
mod pepper_mark;
mod photos;
mod port;
mod private;
mod public;
mod published;
mod readers;
mod receiving;
mod restore;
mod retention;
mod room;
mod scans;
mod schema;
mod slots;
mod standing;
mod timeline;
mod updates;
mod uploads;
mod versions;
mod writer;

pub use backup::{BackedUp, back_up, is_there};
pub use database::Sqlite;
pub use erasing::empty_log;
pub use integrity::check;
pub use pepper_mark::{PepperMark, keep_pepper_check, pepper_mark, replace_pepper_check};
pub use restore::{Restore, Restored, set_aside_before};
pub use schema::DATABASE;

use super::{
    Acted, Audience, ByNumber, Candidate, Candidates, Change, Classified, Counts, Course, Filled, Forwarding,
    Health, Kept, Key, Latest, Message, Named, NewMessage, NewReport, OwnPhoto, Parent, PhotoState, Picture,
    Piece, Place, Private, PublishedFilter, Receipt, Received, Receiving, Record, Redaction, Row, StoreError,
    Timeline, Told, Turn, Unkept, Update, WriteFault,
};

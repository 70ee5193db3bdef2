//! Where reports are kept: SQLite, one writer, several readers. Everything else in the server sees [`Store`]
//! and the plain types of [`reception`] and [`records`], so that another database can stand behind them later.
//!
//! - [`database`]: the store while it is open; [`schema`]: opening, pragmas, migrations
//! - [`writer`], [`readers`], [`scans`]: who may touch the database, and when an answer may be sent
//! - [`receiving`]: once-only; [`correcting`], [`manifest`]: a report in place of a refused one; [`forwarding`]: where that is
//!   said; [`photos`], [`slots`], [`uploads`]: what follows a report; [`room`]: how much of it;
//!   [`lookup`], [`published`], [`listing`]: questions; [`closed`]: which reports are over
//! - [`public`]: what of a report everyone reads, and what not
//! - [`keys`], [`messages`], [`private`]: what only a reporter's key opens
//! - [`acting`], [`kinds`], [`standing`], [`filling`], [`updates`], [`merging`], [`erasing`]: what the office does; [`change`]: what it decides;
//!   [`timeline`]: what of that is read; [`matters`]: which reports tell of the same;
//!   [`confidence`]: what is told no other desk; [`conduct`]: what no backup brings back
//! - [`held_room`]: what a full disk must not stop
//! - [`retention`]: what is asked before the city's schedules erase; [`health`]: whether it can do its work
//! - [`meta`]: what the database knows of itself; [`integrity`]: whether it is whole; [`backup`]: a copy of it,
//!   [`restore`]: back in its place

mod acting;
mod backup;
mod change;
mod closed;
mod columns;
mod conduct;
mod confidence;
mod conversation;
mod correcting;
mod counts;
mod courses;
mod database;
mod erasing;
mod error;
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
mod photos;
mod private;
mod public;
mod published;
mod readers;
mod receiving;
mod reception;
mod records;
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
mod writer;

pub use backup::{BackedUp, back_up, is_there};
pub use change::{Acted, Change, Filled, Picture, Redaction};
pub use conversation::{Candidate, Candidates, Latest, Message, NewMessage, OwnPhoto, Private, Told};
pub use counts::Counts;
pub use courses::Course;
pub use database::Store;
pub use erasing::empty_log;
pub use error::StoreError;
pub use forwarding::Forwarding;
pub use health::Health;
pub use integrity::check;
pub use meta::{PepperMark, keep_pepper_check, pepper_mark, replace_pepper_check};
pub use published::{Page, Place, PublishedFilter};
pub use reception::{
    Corrects, Kept, NewReport, Owner, Parent, PhotoState, Piece, Receipt, Received, Receiving, Unkept,
};
pub use records::{Audience, ByNumber, Classified, Key, Named, Record, Row, Timeline, Update};
pub use restore::{Restore, Restored, set_aside_before};
pub use retention::Closed;
pub use scans::line::Turn;
pub use schema::DATABASE;
pub use writer::WriteFault;

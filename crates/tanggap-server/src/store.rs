//! Where reports are kept. The server holds a [`Store`], asks what the [`port`] says, and gets the plain types of
//! [`reception`], [`records`] and the others: what is behind it, only this module knows.
//!
//! - [`port`]: what a store does; [`handle`]: the one that the server has
//! - [`reception`]: a report as it arrives; [`forwarding`]: where it stands on its way to its desk's own system;
//!   [`conversation`]: what is said later; [`change`]: what the office decides; [`records`], [`lists`]: what is read
//! - [`counts`]: what a store counts about itself; [`health`]: whether it can do its work; [`error`]: what can go wrong
//! - [`sqlite`]: the store on SQLite, and what is done with its files while no server has them open: checked, copied, put
//!   back, held against the pepper

mod change;
mod conversation;
mod counts;
mod error;
mod forwarding;
mod handle;
mod health;
mod lists;
pub mod port;
mod reception;
mod records;
mod retention;
mod sqlite;

pub use change::{Acted, Change, Filled, Picture, Redaction};
pub use conversation::{Candidate, Candidates, Latest, Message, NewMessage, OwnPhoto, Private, Told};
pub use counts::Counts;
pub use error::StoreError;
pub use forwarding::Forwarding;
pub use handle::Store;
pub use health::{Health, WriteFault};
pub use lists::{Course, Place, PublishedFilter, Turn};
pub use reception::{Kept, NewReport, Parent, PhotoState, Piece, Receipt, Received, Receiving, Unkept};
pub use records::{Audience, ByNumber, Classified, Key, Named, Record, Row, Timeline, Update};
pub use retention::{Closed, EndedBy};
pub use sqlite::{
    BackedUp, DATABASE, PepperMark, Restore, Restored, back_up, check, empty_log, is_there,
    keep_pepper_check, pepper_mark, replace_pepper_check, set_aside_before,
};

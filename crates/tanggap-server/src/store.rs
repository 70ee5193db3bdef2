//! Where reports are kept. Everything else in the server sees [`Store`] and the plain types of [`reception`], [`records`],
//! [`conversation`] and [`change`], so that another database can stand behind them later.
//!
//! - [`reception`]: a report as it arrives; [`conversation`]: what is said later; [`change`]: what the office decides;
//!   [`records`]: what is read
//! - [`counts`]: what a store counts about itself; [`error`]: what can go wrong
//! - [`sqlite`]: the store on SQLite

mod change;
mod conversation;
mod counts;
mod error;
mod reception;
mod records;
mod sqlite;

pub use change::{Acted, Change, Filled, Picture, Redaction};
pub use conversation::{Candidate, Candidates, Latest, Message, NewMessage, OwnPhoto, Private, Told};
pub use counts::Counts;
pub use error::StoreError;
pub use reception::{Kept, NewReport, Parent, PhotoState, Piece, Receipt, Received, Receiving, Unkept};
pub use records::{Audience, ByNumber, Classified, Key, Named, Record, Row, Timeline, Update};
pub use sqlite::{
    BackedUp, Course, DATABASE, Forwarding, Health, Page, PepperMark, Place, PublishedFilter, Restore,
    Restored, Store, Turn, WriteFault, back_up, check, empty_log, is_there, keep_pepper_check, pepper_mark,
    replace_pepper_check, set_aside_before,
};

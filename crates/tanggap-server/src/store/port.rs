//! What the server asks of a store, in its own terms: a report is known by its number or its uid, rules are handed in and run
//! inside the transaction, and what returns is kept. Nothing here knows SQL, rows or files.
//!
//! Another store implements these traits and is handed to [`Store::over`](super::Store::over); `tests/it` then runs on it, the
//! contract (`tests/it/contract`) first.
//!
//! - [`answer`]: how it answers
//! - [`reception`], [`openings`], [`conversation`], [`uploads`], [`pictures`]: what phones ask
//! - [`look_ups`], [`lists`]: what everybody asks
//! - [`acts`], [`retention`], [`erasing`]: what is asked for the office
//! - [`operation`]: what whoever runs the server asks

mod acts;
mod answer;
mod conversation;
mod erasing;
mod lists;
mod look_ups;
mod openings;
mod operation;
mod pictures;
mod reception;
mod retention;
mod uploads;

pub use acts::{Acts, Classify, Decide};
pub use answer::{Answer, Pending};
pub use conversation::{Admit, Conversation};
pub use erasing::Erasing;
pub use lists::{AddCourses, Courses, Lists, Page, ShowPage};
pub use look_ups::LookUps;
pub use openings::Openings;
pub use operation::Operation;
pub use pictures::Pictures;
pub use reception::Reception;
pub use retention::Retention;
pub use uploads::Uploads;

/// All of it.
pub trait Port:
    Reception
    + Openings
    + Conversation
    + Uploads
    + Pictures
    + LookUps
    + Lists
    + Acts
    + Retention
    + Erasing
    + Operation
{
}

impl<T> Port for T where
    T: Reception
        + Openings
        + Conversation
        + Uploads
        + Pictures
        + LookUps
        + Lists
        + Acts
        + Retention
        + Erasing
        + Operation
{
}

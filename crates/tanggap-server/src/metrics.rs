//! Figures about the server for whoever watches over it, in Prometheus' text format. They count what happens, never to
//! whom: every label is a word of this code (a route's template, a status, the name of a limit), so that no number,
//! address or name can get into them, and there are only so many.
//!
//! - [`by_word`]: counters with such labels; [`requests`]: what is asked and answered; [`states`]: what is looked at
//! - [`names`]: every figure by its name; [`exporter`]: handed out as a text
//!
//! What others count lies with them: [`crate::store::Counts`], [`crate::limits::Limits::hits`],
//! [`crate::serve::places::Counts`].

mod by_word;
mod exporter;
mod names;
mod requests;
mod states;

pub use by_word::{ByWord, Word, by_word, count};
pub use exporter::Exporter;
pub use requests::{Asked, Requests};

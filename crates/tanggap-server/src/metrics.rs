//! Figures about the server for whoever watches over it, in Prometheus' text format. They count what happens, never to
//! whom: every label is a word of this code (a route's template, a status, the name of a limit), so that no number,
//! address or name can get into them, and there are only so many.
//!
//! - [`requests`]: what is asked and answered; [`names`]: every figure by its name; [`exporter`]: handed out as a text
//!
//! What others count lies with them: [`crate::store::Counts`], [`crate::limits::Limits::hits`],
//! [`crate::serve::places::Counts`].

mod exporter;
mod names;
mod requests;

pub use exporter::Exporter;
pub use requests::{Asked, Requests};

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family},
};

/// A counter for each word.
pub type ByWord = Family<Word, Counter>;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Word {
    /// Of what kind.
    pub kind: &'static str,
}

/// With these at nothing, so that the first one that is counted shows as an increase.
pub fn by_word(kinds: &[&'static str]) -> ByWord {
    let family = ByWord::default();
    for kind in kinds {
        drop(family.get_or_create(&Word { kind }));
    }
    family
}

/// Counts one more of this kind.
pub fn count(family: &ByWord, kind: &'static str) {
    family.get_or_create(&Word { kind }).inc();
}

//! Counters whose label is a word of this code, and so one of a few.

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

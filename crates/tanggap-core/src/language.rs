//! How people write. What is typed comes in three languages at once, in chat spelling, with affixes, glued together and
//! with slips of the finger; [`Vocabulary`] says which of the words that somebody listens for are meant.
//!
//! A word is looked up under every form that its affixes leave ([`forms`]); only where none is known it may be a slip, two
//! words without a blank, or a word without its vowels. Common words are known without meaning anything here, so that
//! *bayar* (to pay) is never taken for a slip of *bakar* (to burn).

mod chat;
mod common;
mod distance;
mod english;
mod forms;
mod indonesian;
mod same;
mod slip;
mod sundanese;
mod tokens;
mod vocabulary;

pub use distance::{WINDOW, words_between};
pub use forms::{Form, forms};
pub use tokens::{Token, tokens};
pub use vocabulary::{Sense, Vocabulary, Word, WordId};

#[cfg(test)]
mod tests;

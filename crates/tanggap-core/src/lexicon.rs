//! What a city listens for in told words: danger, and the police. Data of the city (`lexicon.json`), per language.
//!
//! A **phrase** is a few words that stand near each other: `kabel putus nyala|api`. `|` parts words of which one is there,
//! `@person` is a set of words that the file names, `#` any number, `..` lets a few words come between where they would
//! have to be neighbours, and `~` the same unless one of them is of the set `person`: `kucing ~ luka`. In a danger `+`
//! ties a word to the one before it: `tidak +bergerak`. A word is found with its affixes: `pukul` in *dipukulin*, but not
//! `dipukul` in *pukul*; `!bakar` is found as it stands and not in *kebakar*.

mod entries;
mod pattern;
mod read;

pub use entries::{DangerKind, HelpLine, Lexicon};
pub use pattern::{Pattern, Phrase, Sets, Text};
pub use read::read;

#[cfg(test)]
mod tests;

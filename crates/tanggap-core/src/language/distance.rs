//! How far apart two words of a text stand. Words that say little (*the*, *yang*) don't part what belongs together.

use super::Word;

/// Words that are further apart than so many, of any kind, don't belong together. It bounds what a text costs in which
/// hardly a word says anything.
pub const WINDOW: usize = 24;

/// How many words between two places say something, by `says`; `usize::MAX` where the places are more than [`WINDOW`] apart.
pub fn words_between(words: &[Word], one: usize, other: usize, says: impl Fn(&Word) -> bool) -> usize {
    let (first, last) = (one.min(other), one.max(other));
    if last - first > WINDOW {
        return usize::MAX;
    }
    words.get(first + 1..last).unwrap_or_default().iter().filter(|word| says(word)).count()
}

//! Whether told words are about the police. What an officer did goes to the oversight desk, never to the unit.

use crate::{
    language::{Vocabulary, Word},
    lexicon::{Lexicon, Pattern, Text},
};

/// The city's words for the police, and where they mean something else.
#[derive(Debug, Clone)]
pub struct Officers {
    words: Vec<Pattern>,
    compounds: Vec<Pattern>,
}

impl Officers {
    pub fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Self {
        Self {
            words: Pattern::all(&lexicon.officers, vocabulary),
            compounds: Pattern::all(&lexicon.compounds, vocabulary),
        }
    }

    /// The places of words for the police; empty where it is about something else.
    pub fn named(&self, words: &[Word]) -> Vec<usize> {
        let mut text = Text::new(words);
        let elsewhere: Vec<usize> =
            self.compounds.iter().flat_map(|compound| compound.in_order(&text)).flatten().collect();
        for place in elsewhere {
            text.taken_out[place] = true;
        }
        self.words.iter().flat_map(|word| word.with_affixes(&text)).flatten().collect()
    }

    /// Whether a word for the police is there, and only where it means something else: *polisi tidur*.
    pub fn means_something_else(&self, words: &[Word]) -> bool {
        let text = Text::new(words);
        let is_there = self.compounds.iter().any(|compound| !compound.in_order(&text).is_empty());
        is_there && self.named(words).is_empty()
    }
}

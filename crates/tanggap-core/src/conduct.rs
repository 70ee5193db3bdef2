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

/// Where a text names the police.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The places of words for the police; none where it is about something else.
    pub places: Vec<usize>,
    /// A word for the police is there, and only where it means something else: *polisi tidur*.
    pub means_something_else: bool,
}

impl Officers {
    pub fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Self {
        Self {
            words: Pattern::all(&lexicon.officers, vocabulary),
            compounds: Pattern::all(&lexicon.compounds, vocabulary),
        }
    }

    /// Of two phrases that share a word the longer one says what is meant; of two that are as long, the compound. So *polisi
    /// tidur* is a speed bump and *polisi tidur di pos* is an officer.
    pub fn look(&self, words: &[Word]) -> Named {
        let text = Text::new(words);
        let elsewhere: Vec<Vec<usize>> =
            self.compounds.iter().flat_map(|compound| compound.in_order(&text)).collect();
        let is_meant = |named: &Vec<usize>| {
            !elsewhere
                .iter()
                .any(|other| other.len() >= named.len() && other.iter().any(|place| named.contains(place)))
        };
        let named = self.words.iter().flat_map(|word| word.with_affixes(&text));
        let places: Vec<usize> = named.filter(is_meant).flatten().collect();
        Named { means_something_else: places.is_empty() && !elsewhere.is_empty(), places }
    }
}

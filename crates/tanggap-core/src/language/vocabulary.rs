//! The words that somebody listens for, and which of them a text has.

mod reading;

use super::{
    chat,
    forms::forms_within,
    same,
    tokens::{spelling, tokens},
};
use std::collections::{BTreeMap, BTreeSet};

/// A word of a vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct WordId(pub u32);

/// A word that may be meant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sense {
    pub word: WordId,
    /// From 0 to 1: as it stands in the vocabulary, with affixes, with a slip.
    pub quality: f32,
    /// Whether only the root is the same: *pukulan* for *dipukul*.
    pub is_related: bool,
}

/// A word of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    pub text: String,
    /// Counts from 0.
    pub sentence: u16,
    /// Whether it only ties other words together.
    pub is_function: bool,
    pub is_number: bool,
    /// What it may mean; empty when nobody listens for it.
    pub senses: Vec<Sense>,
}

#[derive(Debug, Clone)]
pub struct Vocabulary {
    /// Every spelling of every word that is listened for.
    ids: BTreeMap<String, WordId>,
    /// A spelling, and the word that it stands for.
    written: BTreeMap<String, String>,
    /// A word, and its other spellings.
    others: BTreeMap<String, Vec<String>>,
    /// What affixes leave of words that are listened for.
    roots: BTreeMap<String, Vec<WordId>>,
    function: BTreeSet<String>,
    size: u32,
}

/// Shorter roots are in too many words by chance.
const SHORTEST_ROOT: usize = 4;

impl Default for Vocabulary {
    fn default() -> Self {
        let mut written = BTreeMap::new();
        let mut others: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (word, list) in chat::WRITTEN.iter().chain(&same::SAME) {
            let (word, list): (_, Vec<String>) = (spelling(word), list.split(' ').map(spelling).collect());
            written.extend(list.iter().map(|other| (other.clone(), word.clone())));
            others.entry(word).or_default().extend(list);
        }
        let function = chat::FUNCTION.split(' ').map(spelling).collect();
        Self { ids: BTreeMap::new(), written, others, roots: BTreeMap::new(), function, size: 0 }
    }
}

impl Vocabulary {
    /// The id of a word, which is listened for from now on.
    pub fn learn(&mut self, word: &str) -> WordId {
        let word = self.canonical(word);
        if let Some(id) = self.ids.get(&word) {
            return *id;
        }
        let id = WordId(self.size);
        self.size += 1;
        let others = self.others.get(&word).into_iter().flatten();
        self.ids.extend(others.map(|other| (other.clone(), id)));
        self.ids.insert(word, id);
        id
    }

    /// As [`Self::learn`]; other words with the same root are taken for it as well: *geledah* for *penggeledahan*.
    pub fn learn_root(&mut self, word: &str) -> WordId {
        let id = self.learn(word);
        for form in forms_within(2, &self.canonical(word)) {
            let least = SHORTEST_ROOT + usize::from(form.steps.saturating_sub(1));
            if form.steps > 0 && form.text.len() >= least {
                let of_root = self.roots.entry(self.canonical(&form.text)).or_default();
                if !of_root.contains(&id) {
                    of_root.push(id);
                }
            }
        }
        id
    }

    /// How many words it has; ids count from 0.
    pub fn size(&self) -> usize {
        self.size as usize
    }

    /// A word in the one spelling that texts are brought to, chat written out.
    pub fn canonical(&self, word: &str) -> String {
        let spelled = spelling(word);
        self.written.get(&spelled).cloned().unwrap_or(spelled)
    }

    pub fn is_function(&self, word: &str) -> bool {
        self.function.contains(word)
    }

    /// Every spelling of a word, for tests.
    #[cfg(test)]
    pub fn spellings(&self, id: WordId) -> Vec<String> {
        let heads = self
            .ids
            .iter()
            .filter(|(spelling, known)| **known == id && !self.written.contains_key(*spelling));
        heads.map(|(spelling, _)| spelling.clone()).collect()
    }

    /// Every word of a text in its one spelling, chat written out, whoever listens for it.
    pub fn spelled(&self, text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| self.canonical(&token.text)).collect()
    }

    /// The words of a text that say something, in their one spelling.
    pub fn words(&self, text: &str) -> Vec<String> {
        let words = tokens(text).into_iter().map(|token| self.canonical(&token.text));
        words.filter(|word| !self.is_function(word)).collect()
    }
}

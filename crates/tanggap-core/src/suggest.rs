//! Which service the told words mean, on the device: names, descriptions and GeoReport's keywords against the words. A
//! suggestion only; the rest is a tap away.
//!
//! A word counts by how few services have it, so that *jalan* says little and *trotoar* a lot, and no list of common
//! nouns is needed. A keyword of several words counts for more when all of them were told.

use crate::{
    language::{Vocabulary, Word, WordId, words_between},
    service::Service,
};
use std::collections::{BTreeMap, BTreeSet};

/// How many services are suggested at most.
pub const MOST: usize = 3;

/// By where a service has a word.
const IN_NAME: f32 = 0.8;
const KEYWORD: f32 = 1.0;
const IN_KEYWORD: f32 = 0.5;
const IN_DESCRIPTION: f32 = 0.3;
/// What a keyword of several words adds when all of them were told near each other.
const WHOLE_KEYWORD: f32 = 0.6;
/// So many other words may stand between two words of a keyword.
const NEAR: usize = 3;

/// How a word counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counts {
    Fully,
    /// Only with the other words of a keyword.
    InKeyword,
    Not,
}

/// What a catalogue listens for.
#[derive(Debug, Clone)]
pub struct Index {
    services: Vec<Entry>,
    /// How much a word says, from 0 (every service has it) to 1 (one has).
    rarity: BTreeMap<WordId, f32>,
}

#[derive(Debug, Clone, Default)]
struct Entry {
    weights: BTreeMap<WordId, f32>,
    /// Keywords of several words.
    phrases: BTreeSet<Vec<WordId>>,
}

impl Index {
    /// `more` has keywords beside the catalogue's, by a service's code.
    pub fn new(services: &[Service], more: &[(String, Vec<String>)], vocabulary: &mut Vocabulary) -> Self {
        let entry = |service: &Service| {
            let more = more.iter().find(|(code, _)| *code == service.code);
            entry(service, more.map_or(&[], |(_, words)| words.as_slice()), vocabulary)
        };
        let services: Vec<Entry> = services.iter().map(entry).collect();
        let mut having: BTreeMap<WordId, u32> = BTreeMap::new();
        for word in services.iter().flat_map(|entry| entry.weights.keys()) {
            *having.entry(*word).or_default() += 1;
        }
        let all = services.len() as f32;
        let rarity = |count: u32| (1.0 + all / count as f32).ln() / (1.0 + all).ln();
        Self { rarity: having.into_iter().map(|(word, count)| (word, rarity(count))).collect(), services }
    }

    /// How well each service fits; 0 for not at all. `counts` says how the word at a place counts for a service.
    pub fn scores(&self, words: &[Word], counts: impl Fn(usize, usize) -> Counts) -> Vec<f32> {
        let each = self.services.iter().enumerate();
        each.map(|(service, entry)| self.score(entry, words, |place| counts(service, place))).collect()
    }

    fn score(&self, entry: &Entry, words: &[Word], counts: impl Fn(usize) -> Counts) -> f32 {
        // Each word once, however often it was told, at its best.
        let mut told: BTreeMap<WordId, f32> = BTreeMap::new();
        for (_, word) in words
            .iter()
            .enumerate()
            .filter(|(place, word)| !word.is_function && counts(*place) == Counts::Fully)
        {
            let worth = |sense: &crate::language::Sense| {
                let weight = entry.weights.get(&sense.word)?;
                Some((sense.word, weight * self.rarity.get(&sense.word)? * sense.quality))
            };
            let best = word.senses.iter().filter_map(worth).max_by(|one, other| one.1.total_cmp(&other.1));
            if let Some((word, worth)) = best {
                let known = told.entry(word).or_default();
                *known = known.max(worth);
            }
        }
        let whole = entry
            .phrases
            .iter()
            .filter(|phrase| is_told(phrase, words, |place| counts(place) != Counts::Not));
        let whole = whole.map(|phrase| phrase.iter().filter_map(|word| self.rarity.get(word)).sum::<f32>());
        told.values().sum::<f32>() + whole.fold(0.0, f32::max) * WHOLE_KEYWORD
    }
}

fn entry(service: &Service, more: &[String], vocabulary: &mut Vocabulary) -> Entry {
    let mut entry = Entry::default();
    for keyword in service.keywords.iter().chain(more) {
        let words = said(keyword, vocabulary);
        let weight = if words.len() == 1 { KEYWORD } else { IN_KEYWORD };
        entry.weigh(&words, weight);
        if words.len() > 1 {
            entry.phrases.insert(words);
        }
    }
    let name = said(&service.name, vocabulary);
    entry.weigh(&name, if name.len() == 1 { KEYWORD } else { IN_NAME });
    entry.weigh(&said(&service.description, vocabulary), IN_DESCRIPTION);
    entry
}

impl Entry {
    fn weigh(&mut self, words: &[WordId], weight: f32) {
        for word in words {
            let known = self.weights.entry(*word).or_default();
            *known = known.max(weight);
        }
    }
}

/// The words of a text that say something.
fn said(text: &str, vocabulary: &mut Vocabulary) -> Vec<WordId> {
    let mut found = Vec::new();
    for word in vocabulary.words(text) {
        let id = vocabulary.learn_root(&word);
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// Whether every word of a keyword stands near the one before it.
fn is_told(phrase: &[WordId], words: &[Word], counts: impl Fn(usize) -> bool) -> bool {
    let places_of = |id: &WordId| -> Vec<usize> {
        let has =
            |place: &usize| counts(*place) && words[*place].senses.iter().any(|sense| sense.word == *id);
        (0..words.len()).filter(has).collect()
    };
    let mut reached: Option<Vec<usize>> = None;
    for id in phrase {
        let places = places_of(id);
        let near: Vec<usize> = match &reached {
            None => places,
            Some(before) => {
                let distance = |last, place| words_between(words, last, place, |word| !word.is_function);
                let is_near = |place: &usize| before.iter().any(|last| distance(*last, *place) <= NEAR);
                places.into_iter().filter(is_near).collect()
            }
        };
        if near.is_empty() {
            return false;
        }
        reached = Some(near);
    }
    true
}

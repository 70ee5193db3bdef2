//! Reads a text: which words of the vocabulary each of its words may be. What is known as it stands or with affixes is
//! taken; only then may a word be two without a blank, a slip, or one without its vowels.

use super::{Sense, Vocabulary, Word, WordId};
use crate::language::{
    common,
    forms::{Form, forms},
    slip::{self, Slip, lacks_vowels},
    tokens::{Token, tokens},
};

/// By how many affixes are off.
const QUALITY: [f32; 4] = [1.0, 0.95, 0.9, 0.8];
const SHORT: usize = 3;
const SAME_ROOT: f32 = 0.85;
/// A slip in a long word, or one that lacks its vowels and can be no other; and where it may be another word as well.
const SURE_SLIP: f32 = 0.75;
const SLIP: f32 = 0.6;
/// From so many letters on a word has few neighbours.
const LONG: usize = 6;
/// *sks* may be anything, *kbkrn* is one word.
const LONG_WITHOUT_VOWELS: usize = 4;
/// What people write apart from its word: *di pukul*, *ke bakaran*.
const PREFIXES: [&str; 9] = ["di", "ke", "ter", "ka", "ber", "me", "nge", "pe", "se"];
/// An amount speaks of money.
const MONEY: &str = "uang";
const AMOUNTS: [&str; 6] = ["rb", "ribu", "rebu", "k", "jt", "juta"];
/// So many letters at least have two words that lack the blank between them, and each of the two.
const GLUED: usize = 7;
const GLUED_PART: usize = 3;
const GLUED_MOST: usize = 40;

impl Vocabulary {
    /// A text's words with what they may mean.
    pub fn read(&self, text: &str) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::new();
        for Token { text, sentence } in tokens(text) {
            let before = words.last().filter(|before| before.sentence == sentence);
            let prefix = before.map(|before| before.text.clone()).filter(|text| is_prefix(text));
            let text = if is_amount(&text) { MONEY } else { &text };
            for part in self.parts(&self.canonical(text)) {
                let senses = self.senses(&part, prefix.as_deref());
                words.push(Word {
                    sentence,
                    is_function: self.is_function(&part),
                    is_number: part.chars().all(|letter| letter.is_ascii_digit()),
                    senses,
                    text: part,
                });
            }
        }
        words
    }

    fn senses(&self, word: &str, prefix: Option<&str>) -> Vec<Sense> {
        let mut found = Vec::new();
        if self.is_function(word) {
            found.extend(self.ids.get(word).map(|word| Sense {
                word: *word,
                quality: 1.0,
                is_related: false,
            }));
            return found;
        }
        let shapes = forms(word);
        self.known(&shapes, &mut found);
        if let Some(prefix) = prefix {
            self.known(&forms(&format!("{prefix}{word}")), &mut found);
        }
        if found.is_empty() && !self.is_common(&shapes) {
            self.slips(&shapes, &mut found);
            if found.is_empty() {
                self.without_vowels(word, &mut found);
            }
        }
        found
    }

    fn known(&self, shapes: &[Form], found: &mut Vec<Sense>) {
        for form in shapes {
            // A short root is in many words by chance: *api* in *terapis*.
            if form.text.len() <= SHORT && form.steps > 1 {
                continue;
            }
            let quality = QUALITY[usize::from(form.steps.min(3))];
            let root = self.written.get(&form.text).unwrap_or(&form.text);
            let related = self.roots.get(root).into_iter().flatten();
            let exact =
                self.ids.get(&form.text).map(|word| Sense { word: *word, quality, is_related: false });
            let related =
                related.map(|word| Sense { word: *word, quality: quality * SAME_ROOT, is_related: true });
            for sense in exact.into_iter().chain(related) {
                match found.iter_mut().find(|known| known.word == sense.word) {
                    Some(known) => known.is_related &= sense.is_related,
                    None => found.push(sense),
                }
            }
        }
    }

    /// The likeliest slips of the word, or of what one affix less leaves of it if that is long enough.
    fn slips(&self, shapes: &[Form], found: &mut Vec<Sense>) {
        let mut best: Option<(u8, Slip)> = None;
        for form in shapes
            .iter()
            .filter(|form| form.text.len() >= slip::SHORTEST + usize::from(form.steps) && form.steps <= 1)
        {
            for (word, id) in self.beginning_with(&form.text) {
                let Some(slip) = slip::slip(&form.text, word) else { continue };
                let rank = (form.steps, slip);
                if best.is_none_or(|best| rank < best) {
                    best = Some(rank);
                    found.clear();
                }
                if best == Some(rank) && !found.iter().any(|sense| sense.word == id) {
                    let is_sure = slip == Slip::Near && form.text.len() >= LONG;
                    let quality = if is_sure { SURE_SLIP } else { SLIP };
                    found.push(Sense { word: id, quality, is_related: false });
                }
            }
        }
    }

    fn without_vowels(&self, typed: &str, found: &mut Vec<Sense>) {
        let words = self.beginning_with(typed).filter(|(word, _)| lacks_vowels(typed, word));
        let words: Vec<WordId> = words.map(|(_, id)| id).collect();
        let is_sure = words.len() == 1 && typed.len() >= LONG_WITHOUT_VOWELS;
        let quality = if is_sure { SURE_SLIP } else { SLIP };
        found.extend(words.into_iter().map(|word| Sense { word, quality, is_related: false }));
    }

    fn beginning_with<'a>(&'a self, typed: &str) -> impl Iterator<Item = (&'a str, WordId)> {
        let first: String = typed.chars().take(1).collect();
        let from = self.ids.range(first.clone()..);
        from.take_while(move |(word, _)| word.starts_with(&first)).map(|(word, id)| (word.as_str(), *id))
    }

    /// The word, or the words that were written without a blank: *lampujalan*, *#jalanrusakparah*.
    fn parts(&self, word: &str) -> Vec<String> {
        let is_whole = || {
            let shapes = forms(word);
            shapes.iter().any(|form| self.ids.contains_key(&form.text)) || self.is_common(&shapes)
        };
        if !(GLUED..=GLUED_MOST).contains(&word.len())
            || !word.is_ascii()
            || self.is_function(word)
            || is_whole()
        {
            return vec![word.to_owned()];
        }
        self.cut(word).unwrap_or_else(|| vec![word.to_owned()])
    }

    fn cut(&self, word: &str) -> Option<Vec<String>> {
        if word.is_empty() {
            return Some(Vec::new());
        }
        // The longest beginning first: *jalan* and not *jala*.
        (GLUED_PART..=word.len()).rev().find_map(|length| {
            let (first, rest) = word.split_at_checked(length)?;
            if !self.is_word(first) || (!rest.is_empty() && rest.len() < GLUED_PART) {
                return None;
            }
            let mut parts = vec![first.to_owned()];
            parts.extend(self.cut(rest)?);
            Some(parts)
        })
    }

    /// Whether it is a word of its own, and no slip of another one.
    fn is_common(&self, shapes: &[Form]) -> bool {
        let is_known = |form: &Form| common::is_common(&form.text) || self.is_function(&form.text);
        shapes.iter().any(|form| form.steps <= 2 && is_known(form))
    }

    /// Whether this is a word as it stands or with an ending, for cutting.
    fn is_word(&self, word: &str) -> bool {
        let is_known =
            |text: &str| self.ids.contains_key(text) || common::is_common(text) || self.is_function(text);
        is_known(word) || word.strip_suffix("nya").is_some_and(|rest| rest.len() >= 4 && is_known(rest))
    }
}

/// *100rb*, *50k*, *2jt*.
fn is_amount(text: &str) -> bool {
    let unit = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    unit.len() < text.len() && AMOUNTS.contains(&unit)
}

fn is_prefix(text: &str) -> bool {
    PREFIXES.contains(&text)
}

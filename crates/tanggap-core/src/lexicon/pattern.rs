//! A phrase as it is written, and as it is looked for: words by their id in a vocabulary.

use crate::language::{Vocabulary, WINDOW, Word, WordId, words_between};

/// Sets of words by name.
pub type Sets = Vec<(String, Vec<String>)>;

/// A danger is seen through a slip of the finger in a long word; a single word that makes it none has to be written as it is.
const LIKE: f32 = 0.7;
const WITH_AFFIXES: f32 = 0.9;
const AS_WRITTEN: f32 = 1.0;
/// So many words (that say something) may stand where `..` is, and between the words of a danger.
const FAR: usize = 4;
const NUMBERS: [&str; 14] = [
    "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
    "setengah", "hiji", "tilu",
];

/// A phrase as the city wrote it.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    parts: Vec<PhrasePart>,
}

#[derive(Debug, Clone, PartialEq)]
struct PhrasePart {
    /// One of these; none stands for a number.
    words: Vec<String>,
    /// Whether words may stand before it.
    is_far: bool,
    /// None of these, though.
    never_between: Vec<String>,
    /// Whether it comes right after the part before it, in a danger too.
    is_next: bool,
}

/// The set that `~` keeps out.
const PEOPLE: &str = "person";

impl Phrase {
    /// Reads a phrase. What is wrong with it is said in plain English.
    pub fn parse(text: &str, sets: &Sets) -> Result<Self, &'static str> {
        let (mut parts, mut is_far, mut never_between) = (Vec::new(), false, Vec::new());
        let set = |name: &str| sets.iter().find(|(known, _)| known == name).ok_or("the name of a set");
        for part in text.split_whitespace() {
            if part == ".." || part == "~" {
                is_far = true;
                if part == "~" {
                    never_between = set(PEOPLE)?.1.clone();
                }
                continue;
            }
            let (part, is_next) = part.strip_prefix('+').map_or((part, false), |part| (part, true));
            let mut words = Vec::new();
            for word in part.split('|').filter(|_| part != "#") {
                match word.strip_prefix('@') {
                    Some(name) => words.extend(set(name)?.1.iter().cloned()),
                    None if is_word(word.strip_prefix('!').unwrap_or(word)) => words.push(word.to_owned()),
                    None => return Err("words with blanks between them, | between words that say the same"),
                }
            }
            parts.push(PhrasePart {
                words,
                is_far: std::mem::take(&mut is_far),
                never_between: std::mem::take(&mut never_between),
                is_next,
            });
        }
        if parts.is_empty() { Err("words") } else { Ok(Self { parts }) }
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_alphanumeric)
}

/// A phrase by the ids of its words.
#[derive(Debug, Clone)]
pub struct Pattern {
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
struct Part {
    /// With whether it has to be as written.
    words: Vec<(WordId, bool)>,
    is_far: bool,
    never_between: Vec<WordId>,
    is_next: bool,
}

impl Part {
    fn is_kept_out(&self, between: &[Word]) -> bool {
        let senses = between.iter().flat_map(|word| &word.senses);
        senses.into_iter().any(|sense| sense.quality >= LIKE && self.never_between.contains(&sense.word))
    }
}

/// A text's words, and which of them don't count.
pub struct Text<'a> {
    pub words: &'a [Word],
    pub taken_out: Vec<bool>,
}

impl<'a> Text<'a> {
    pub fn new(words: &'a [Word]) -> Self {
        Self { words, taken_out: vec![false; words.len()] }
    }

    /// How many words that say something stand between two places. Numbers don't part what belongs together.
    pub fn between(&self, one: usize, other: usize) -> usize {
        words_between(self.words, one, other, |word| !word.is_function && !word.is_number)
    }
}

impl Pattern {
    pub fn new(phrase: &Phrase, vocabulary: &mut Vocabulary) -> Self {
        let mut part = |part: &PhrasePart| Part {
            words: part.words.iter().map(|word| as_id(word, vocabulary)).collect(),
            is_far: part.is_far,
            never_between: part.never_between.iter().map(|word| vocabulary.learn(word)).collect(),
            is_next: part.is_next,
        };
        Self { parts: phrase.parts.iter().map(&mut part).collect() }
    }

    pub fn all(phrases: &[Phrase], vocabulary: &mut Vocabulary) -> Vec<Self> {
        phrases.iter().map(|phrase| Self::new(phrase, vocabulary)).collect()
    }

    /// Where it stands word by word, in its order; each time. A single word has to be as written.
    pub fn in_order(&self, text: &Text) -> Vec<Vec<usize>> {
        self.in_order_like(text, if self.parts.len() > 1 { LIKE } else { AS_WRITTEN })
    }

    /// The same with affixes, without slips.
    pub fn with_affixes(&self, text: &Text) -> Vec<Vec<usize>> {
        self.in_order_like(text, WITH_AFFIXES)
    }

    fn in_order_like(&self, text: &Text, like: f32) -> Vec<Vec<usize>> {
        let starts = (0..text.words.len()).filter(|place| self.fits(0, text, *place, like));
        starts.filter_map(|start| self.follow(text, start, like)).collect()
    }

    fn follow(&self, text: &Text, start: usize, like: f32) -> Option<Vec<usize>> {
        let mut places = vec![start];
        for (index, part) in self.parts.iter().enumerate().skip(1) {
            let before = *places.last()?;
            let most = if part.is_far { FAR } else { 0 };
            let place = (before + 1..text.words.len())
                .take_while(|place| text.between(before, *place) <= most)
                .take_while(|place| !part.is_kept_out(&text.words[before + 1..*place]))
                .find(|place| self.fits(index, text, *place, like))?;
            places.push(place);
        }
        Some(places)
    }

    /// Where its words stand near each other, in any order; each time.
    pub fn near(&self, text: &Text) -> Vec<Vec<usize>> {
        let starts = (0..text.words.len()).filter(|place| self.fits(0, text, *place, LIKE));
        starts.filter_map(|start| self.around(text, start)).collect()
    }

    fn around(&self, text: &Text, start: usize) -> Option<Vec<usize>> {
        let mut places = vec![start];
        for (index, part) in self.parts.iter().enumerate().skip(1) {
            let before = *places.last()?;
            let may_stand =
                |place: &usize| !part.is_next || (before < *place && text.between(before, *place) == 0);
            let nearest = (start.saturating_sub(WINDOW)..text.words.len().min(start + WINDOW + 1))
                .filter(|place| !places.contains(place) && may_stand(place))
                .filter(|place| self.fits(index, text, *place, LIKE))
                .min_by_key(|place| place.abs_diff(start))
                .filter(|place| text.between(start, *place) <= FAR)?;
            places.push(nearest);
        }
        Some(places)
    }

    fn fits(&self, part: usize, text: &Text, place: usize, like: f32) -> bool {
        let (Some(part), Some(word)) = (self.parts.get(part), text.words.get(place)) else { return false };
        if text.taken_out[place] {
            return false;
        }
        if part.words.is_empty() {
            return word.is_number || NUMBERS.contains(&word.text.as_str());
        }
        let senses = word.senses.iter().filter(|sense| !sense.is_related);
        senses.into_iter().any(|sense| {
            let means = |(id, is_exact): &(WordId, bool)| {
                *id == sense.word && sense.quality >= if *is_exact { AS_WRITTEN } else { like }
            };
            part.words.iter().any(means)
        })
    }
}

fn as_id(word: &str, vocabulary: &mut Vocabulary) -> (WordId, bool) {
    match word.strip_prefix('!') {
        Some(word) => (vocabulary.learn(word), true),
        None => (vocabulary.learn(word), false),
    }
}

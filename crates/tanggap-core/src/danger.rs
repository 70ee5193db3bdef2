//! Whether told words say that somebody is in danger, so that the call comes before everything else.
//!
//! What is harmless is taken out first (*lampu mati*). A phrase of a danger counts unless it is denied (*tidak ada
//! kebakaran*), likened (*panas kayak kebakar*), elsewhere (*di film*), feared (*takut kebakaran*) or far away (*tahun
//! lalu*); what is done to a person counts in spite of the last two where the city says so ([`DangerKind::firm`]). A
//! missed danger weighs more than a false alarm.

use crate::{
    language::{Vocabulary, Word},
    lexicon::{DangerKind, HelpLine, Lexicon, Pattern, Text},
};

/// What is dangerous.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Danger {
    /// Ids of its kinds, as the city has them.
    pub kinds: Vec<String>,
    /// Codes of the emergency services that it is about.
    pub services: Vec<String>,
    /// Who else can be called.
    pub lines: Vec<HelpLine>,
}

impl Danger {
    fn of(kind: &DangerKind) -> Self {
        Self {
            kinds: vec![kind.id.clone()],
            services: kind.service.clone().into_iter().collect(),
            lines: kind.lines.clone(),
        }
    }

    /// Whether a rule of the city says which danger it is; else only the learned weights see one.
    pub fn is_named(&self) -> bool {
        !self.kinds.is_empty()
    }

    /// Beside what it is, it is this as well.
    pub fn extend(&mut self, other: &Self) {
        let new = |known: &[String], more: &[String]| -> Vec<String> {
            more.iter().filter(|one| !known.contains(one)).cloned().collect()
        };
        let kinds = new(&self.kinds, &other.kinds);
        if !kinds.is_empty() {
            self.lines.extend(other.lines.iter().cloned());
        }
        self.kinds.extend(kinds);
        self.services.extend(new(&self.services, &other.services));
    }
}

/// What was seen in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    pub danger: Option<Danger>,
    /// Whether something dangerous was named that isn't there: denied, feared or far away.
    pub is_dismissed: bool,
    /// Whether what is there is firm ([`DangerKind::firm`]).
    pub is_firm: bool,
}

/// The city's phrases, ready to be looked for.
#[derive(Debug, Clone)]
pub struct Rules {
    dangers: Vec<(DangerKind, Vec<Pattern>)>,
    harmless: Vec<Pattern>,
    not: Vec<Pattern>,
    averting: Vec<Pattern>,
    distant: Vec<Pattern>,
    present: Vec<Pattern>,
    likening: Vec<Pattern>,
    seeming: Vec<Pattern>,
    elsewhere: Vec<Pattern>,
    lasting: Vec<Pattern>,
}

/// So many words that say something may stand between what averts a danger and the danger.
const AVERTED_WITHIN: usize = 1;

impl Rules {
    pub fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Self {
        let dangers = lexicon.dangers.iter();
        let dangers = dangers.map(|kind| (kind.clone(), Pattern::all(&kind.phrases, vocabulary))).collect();
        let mut all = |phrases| Pattern::all(phrases, vocabulary);
        Self {
            dangers,
            harmless: all(&lexicon.harmless),
            not: all(&lexicon.not),
            averting: all(&lexicon.averting),
            distant: all(&lexicon.distant),
            present: all(&lexicon.present),
            likening: all(&lexicon.likening),
            seeming: all(&lexicon.seeming),
            elsewhere: all(&lexicon.elsewhere),
            lasting: all(&lexicon.lasting),
        }
    }

    /// The kinds that the city tells apart.
    pub fn kinds(&self) -> impl Iterator<Item = Danger> {
        self.dangers.iter().map(|(kind, _)| Danger::of(kind))
    }

    /// Whether anything is listened for.
    pub fn has_dangers(&self) -> bool {
        self.dangers.iter().any(|(_, patterns)| !patterns.is_empty())
    }

    /// The text without what is harmless in it.
    pub fn without_harmless<'a>(&self, words: &'a [Word]) -> Text<'a> {
        let mut text = Text::new(words);
        let harmless: Vec<usize> =
            self.harmless.iter().flat_map(|pattern| pattern.in_order(&text)).flatten().collect();
        for place in harmless {
            text.taken_out[place] = true;
        }
        text
    }

    /// What is dangerous in it.
    pub fn look(&self, text: &Text) -> Look {
        let around = Surroundings::new(self, text);
        let (mut danger, mut is_firm) = (Danger::default(), false);
        let mut is_dismissed = !around.elsewhere.is_empty();
        for (kind, patterns) in &self.dangers {
            let is_meant =
                |places: &Vec<usize>| !around.is_none(places) && (kind.firm || !around.is_far_away(places));
            let found: Vec<_> = patterns.iter().flat_map(|pattern| pattern.near(text)).collect();
            is_dismissed |= !found.iter().all(is_meant);
            if found.iter().any(is_meant) {
                danger.extend(&Danger::of(kind));
                is_firm |= kind.firm;
            }
        }
        Look { danger: (!danger.kinds.is_empty()).then_some(danger), is_dismissed, is_firm }
    }
}

/// What stands around a danger and makes it none.
struct Surroundings<'a> {
    text: &'a Text<'a>,
    not: Vec<Vec<usize>>,
    averting: Vec<Vec<usize>>,
    /// Where something is only compared.
    likening: Vec<Vec<usize>>,
    /// Sentences in which everything is far away.
    distant: Vec<u16>,
    /// Sentences about what isn't here, whoever it was done to.
    elsewhere: Vec<u16>,
}

impl<'a> Surroundings<'a> {
    fn new(rules: &Rules, text: &'a Text<'a>) -> Self {
        let found =
            |patterns: &[Pattern]| patterns.iter().flat_map(|one| one.in_order(text)).collect::<Vec<_>>();
        let sentences = |patterns: &[Pattern]| -> Vec<u16> {
            let places = found(patterns).into_iter();
            places.filter_map(|places| places.first().map(|place| text.words[*place].sentence)).collect()
        };
        let is_present = !found(&rules.present).is_empty();
        let (mut distant, mut elsewhere) = (sentences(&rules.distant), sentences(&rules.elsewhere));
        if is_present {
            distant.clear();
        }
        let lasting = if is_present { elsewhere.clone() } else { sentences(&rules.lasting) };
        elsewhere.retain(|sentence| !lasting.contains(sentence));
        // *Kayak ada yang dipukuli*: it seems so, nothing is compared.
        let seeming: Vec<usize> = found(&rules.seeming).into_iter().flatten().collect();
        let mut likening = found(&rules.likening);
        likening.retain(|places| !places.iter().any(|place| seeming.contains(place)));
        Self { text, not: found(&rules.not), averting: found(&rules.averting), likening, distant, elsewhere }
    }

    /// Denied right before it (*tidak ada yang luka*), only compared, or elsewhere.
    fn is_none(&self, places: &[usize]) -> bool {
        let first = places.iter().min().copied().into_iter().collect::<Vec<_>>();
        let is_elsewhere = |place: &usize| self.elsewhere.contains(&self.text.words[*place].sentence);
        self.stands_after(&self.not, places, 0)
            || self.stands_after(&self.likening, &first, 0)
            || places.iter().any(is_elsewhere)
    }

    fn is_far_away(&self, places: &[usize]) -> bool {
        let in_distance = |place: &usize| self.distant.contains(&self.text.words[*place].sentence);
        self.stands_after(&self.averting, places, AVERTED_WITHIN) || places.iter().any(in_distance)
    }

    fn stands_after(&self, before: &[Vec<usize>], places: &[usize], within: usize) -> bool {
        let is_after = |place: usize, last: usize| {
            last < place
                && self.text.words[last].sentence == self.text.words[place].sentence
                && self.text.between(last, place) <= within
        };
        let mut lasts = before.iter().filter(|found| !found.iter().any(|place| places.contains(place)));
        lasts.any(|found| found.last().is_some_and(|last| places.iter().any(|place| is_after(*place, *last))))
    }
}

#[cfg(test)]
mod tests;

//! What told words mean for the next screen: is somebody in danger, is it about the police, and which service fits.
//!
//! Built once for a catalogue; then every key that is pressed may ask it. Rules decide; a [`Classifier`] beside them sees
//! what no rule foresaw, and doubts rules that are not firm ([`learned`]).

mod learned;

use crate::{
    classifier::Classifier,
    conduct::Officers,
    config::{DeskKind, PortalConfig},
    danger::{Danger, Look, Rules},
    language::{Vocabulary, Word},
    lexicon::Lexicon,
    service::{Service, ServiceKind},
    suggest::{Counts, Index, MOST},
};
use learned::{Learned, Opinion};
use std::sync::Arc;

#[derive(Debug, Clone)]
pub struct Triage {
    vocabulary: Vocabulary,
    rules: Rules,
    officers: Officers,
    index: Index,
    services: Vec<About>,
    otherwise: Option<String>,
    /// The names of emergency services as words, by code: what is dangerous means them, however it was said.
    named: Vec<(String, Vec<Word>)>,
    learned: Option<Learned>,
}

/// What is asked of a service here.
#[derive(Debug, Clone)]
struct About {
    desk: String,
    code: String,
    kind: ServiceKind,
    /// Whether its desk is the police itself.
    is_of_unit: bool,
}

/// What was found in told words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Finding {
    pub danger: Option<Danger>,
    /// Whether the call comes first: somebody is in danger, or an emergency is among the guesses.
    pub is_urgent: bool,
    pub about_police: bool,
    /// Services by desk and code, the best first.
    pub guesses: Vec<(String, String)>,
}

/// What fits less than this fits by chance: a bare common noun.
const LEAST: f32 = 0.3;
/// What fits far less than the best only distracts.
const OF_BEST: f32 = 0.35;
/// The same where a classifier adds to what fits: the best stands further out.
const OF_BEST_LEARNED: f32 = 0.2;
/// Where dangers are listened for and none is there, one keyword is not enough for an emergency.
const LEAST_EMERGENCY: f32 = 1.6;
/// What a service gets for being what the text is about, whatever words it has itself.
const NAMED: f32 = 100.0;
const CONDUCT: f32 = 0.5;
const OTHERWISE: f32 = 0.6;
const OF_CONDUCT: f32 = 1.5;
/// From here on a service of the police desk was named by words of its own, as *SKCK* is.
const NAMED_AT_UNIT: f32 = 1.0;
/// If conduct fits this well beside it, it is about conduct all the same.
const NOT_CONDUCT: f32 = 0.35;

impl Triage {
    pub fn new(lexicon: &Lexicon, services: &[Service], config: &PortalConfig) -> Self {
        let mut vocabulary = Vocabulary::default();
        let rules = Rules::new(lexicon, &mut vocabulary);
        let officers = Officers::new(lexicon, &mut vocabulary);
        let index = Index::new(services, &lexicon.keywords, &mut vocabulary);
        let is_unit = |id: &str| config.desk(id).is_some_and(|desk| desk.kind == DeskKind::Police);
        let emergencies = services.iter().filter(|service| service.kind == ServiceKind::Emergency);
        let named = emergencies.map(|service| (service.code.clone(), vocabulary.read(&service.name)));
        let named = named.collect();
        let services = services.iter().map(|service| About {
            desk: service.desk.clone(),
            code: service.code.clone(),
            kind: service.kind,
            is_of_unit: is_unit(&service.desk),
        });
        let otherwise = lexicon.otherwise.clone();
        Self {
            services: services.collect(),
            otherwise,
            named,
            vocabulary,
            rules,
            officers,
            index,
            learned: None,
        }
    }

    /// With a classifier beside the rules, if there is one.
    #[must_use]
    pub fn with(mut self, classifier: Option<Arc<Classifier>>) -> Self {
        let classes = self
            .services
            .iter()
            .map(|about| (format!("{}/{}", about.desk, about.code), about.kind, about.is_of_unit));
        self.learned = classifier.map(|classifier| Learned::new(classifier, classes, self.rules.kinds()));
        self
    }

    /// `is_offered` says by desk and code which services may be guessed; what is dangerous is seen all the same.
    pub fn read(&self, told: &str, is_offered: impl Fn(&str, &str) -> bool) -> Finding {
        let mut words = self.vocabulary.read(told);
        let text = self.rules.without_harmless(&words);
        let learned = self.learned.as_ref();
        let officers = self.officers.look(&words);
        let mut opinion = learned.map_or_else(Opinion::default, |learned| {
            learned.opinion(&self.vocabulary.spelled(told), officers.means_something_else)
        });
        let look = opinion.of_danger(self.rules.look(&text));
        let harmless = text.taken_out;
        words.extend(self.names(look.danger.as_ref()));
        opinion.is_about_police |= !officers.places.is_empty();
        let ranked = self.ranked(&words, &harmless, &look, &officers.places, &opinion).into_iter();
        let guesses = ranked.map(|place| &self.services[place]);
        let guesses: Vec<&About> =
            guesses.filter(|about| is_offered(&about.desk, &about.code)).take(MOST).collect();
        Finding {
            is_urgent: look.danger.is_some()
                || guesses.iter().any(|about| about.kind == ServiceKind::Emergency),
            guesses: guesses.iter().map(|about| (about.desk.clone(), about.code.clone())).collect(),
            danger: look.danger,
            about_police: opinion.is_about_police,
        }
    }

    fn names(&self, danger: Option<&Danger>) -> impl Iterator<Item = Word> {
        let meant = danger.map(|danger| danger.services.as_slice()).unwrap_or_default();
        self.named.iter().filter(|(code, _)| meant.contains(code)).flat_map(|(_, words)| words.clone())
    }

    /// The services that fit, the best first, by their place.
    fn ranked(
        &self,
        words: &[Word],
        harmless: &[bool],
        look: &Look,
        officers: &[usize],
        opinion: &Opinion,
    ) -> Vec<usize> {
        // A word for the police alone says who it is about, and nothing about a service; what is harmless is no
        // emergency.
        let counts = |service: usize, place: usize| {
            let about = &self.services[service];
            if about.kind == ServiceKind::Emergency && harmless.get(place) == Some(&true) {
                Counts::Not
            } else if officers.contains(&place) {
                Counts::InKeyword
            } else {
                Counts::Fully
            }
        };
        let own = self.index.scores(words, counts);
        let mut ranked: Vec<(usize, f32)> = Vec::new();
        for (place, score) in own.iter().enumerate() {
            let score = self.weighed(place, *score + opinion.of_service(place), look, opinion);
            if score >= LEAST {
                ranked.push((place, score));
            }
        }
        ranked.sort_by(|one, other| other.1.total_cmp(&one.1));
        let best = ranked.iter().map(|(_, score)| *score).find(|score| *score < NAMED).unwrap_or_default();
        let of_best = if self.learned.is_some() { OF_BEST_LEARNED } else { OF_BEST };
        ranked.retain(|(_, score)| *score >= best * of_best);
        if opinion.is_about_police {
            self.put_oversight_before_the_unit(&mut ranked, &own, opinion);
        }
        ranked.into_iter().map(|(place, _)| place).collect()
    }

    fn weighed(&self, place: usize, score: f32, look: &Look, opinion: &Opinion) -> f32 {
        let about = &self.services[place];
        match (about.kind, &look.danger) {
            (ServiceKind::Emergency, None) if look.is_dismissed => 0.0,
            (ServiceKind::Emergency, None) if self.learned.is_some() => 0.0,
            (ServiceKind::Emergency, None) if self.rules.has_dangers() && score < LEAST_EMERGENCY => 0.0,
            (ServiceKind::Emergency, Some(danger)) => {
                let is_meant = if danger.services.is_empty() {
                    opinion.is_meant(place)
                } else {
                    danger.services.contains(&about.code)
                };
                if is_meant { score + NAMED } else { score }
            }
            (ServiceKind::PoliceConduct, _) if opinion.is_about_police => {
                let is_otherwise = self.otherwise.as_ref() == Some(&about.code);
                score * OF_CONDUCT + if is_otherwise { OTHERWISE } else { CONDUCT }
            }
            _ => score,
        }
    }

    /// A complaint about officers never goes to their own unit because of a guess.
    fn put_oversight_before_the_unit(&self, ranked: &mut [(usize, f32)], own: &[f32], opinion: &Opinion) {
        let conduct = own.iter().zip(&self.services);
        let conduct = conduct.filter(|(_, about)| about.kind == ServiceKind::PoliceConduct);
        let conduct = conduct.map(|(score, _)| *score).fold(0.0, f32::max);
        ranked.sort_by_key(|(place, score)| {
            let is_named = own[*place] >= NAMED_AT_UNIT && own[*place] * NOT_CONDUCT > conduct;
            let is_meant = is_named || opinion.is_asked_for(*place);
            (*score < NAMED, self.services[*place].is_of_unit && !is_meant)
        });
    }
}

#[cfg(test)]
mod tests;

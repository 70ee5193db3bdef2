//! What the classifier adds to the rules, and where it gives way to them.

use crate::{
    classifier::{Classifier, DANGER, DANGER_KIND},
    danger::{Danger, Look},
    service::ServiceKind,
};
use std::sync::Arc;

// Chosen by cross-validation (`cargo x learn`) among the utterances for which no rule was mended. Rules and classifier err on
// different sentences, so what they say is added up.

/// Above this it is a danger.
const SEEN: f32 = -0.28;
/// What the score of the likeliest emergency adds to that of danger.
const EMERGENCY: f32 = 0.8;
/// What the score of the likeliest other service takes away: it is about that.
const OTHERWISE: f32 = 0.7;
/// What a rule adds that sees a danger. It may be one half of what is told, *lampu mati dan rumah tetangga kebakaran*, so
/// the likeliest other service scores at most this.
const BY_RULE: f32 = 0.5;
const OTHER_BESIDE_RULE: f32 = -0.3;
/// The same where it is firm.
const BY_FIRM_RULE: f32 = 0.8;
const OTHER_BESIDE_FIRM: f32 = -0.6;
/// What a rule takes away that saw one and dismissed it: *takut kebakaran*.
const DISMISSED: f32 = 0.4;
/// What a service adds to what its words say: nothing below this score, and so much for each 1 above it.
const ADDS_FROM: f32 = -0.9;
const ADDS: f32 = 5.0;
/// An emergency that scores at least this is meant by a danger of no kind, as is the one that scores best.
const MEANT: f32 = -0.5;
/// How much better than all about conduct a service of the police has to score to be what is asked for: *minta patroli*.
const ASKED_FOR: f32 = 0.6;
/// From here on it is about what an officer did, though nobody named the police: *laporan saya tidak ada kabar*.
const CONDUCT: f32 = -0.3;

/// A classifier, and the places of its classes.
#[derive(Debug, Clone)]
pub(super) struct Learned {
    classifier: Arc<Classifier>,
    danger: Option<usize>,
    kinds: Vec<(usize, Danger)>,
    /// By the place of a service.
    services: Vec<Class>,
}

/// What is known of a class that is a service.
#[derive(Debug, Clone, Copy)]
struct Class {
    place: Option<usize>,
    kind: ServiceKind,
    is_of_unit: bool,
}

/// What it says of a text; the default says nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Opinion {
    /// What the scores of danger and of the likeliest emergency come to.
    danger: Option<f32>,
    /// The score of the likeliest other service.
    other: f32,
    /// The kinds that it is, if it is a danger.
    kinds: Vec<Danger>,
    /// By the place of a service.
    services: Vec<Option<f32>>,
    /// The least that an emergency scores which is meant.
    meant_from: f32,
    /// The most that a service about conduct scores.
    conduct: f32,
    pub is_about_police: bool,
}

impl Learned {
    /// `services` are named as classes are, in their order, each with its kind and whether its desk is the police itself.
    pub fn new(
        classifier: Arc<Classifier>,
        services: impl Iterator<Item = (String, ServiceKind, bool)>,
        kinds: impl Iterator<Item = Danger>,
    ) -> Self {
        let place = |name: &str| classifier.classes().position(|class| class == name);
        let kinds = kinds.filter_map(|danger| {
            let id = danger.kinds.first()?;
            Some((place(&format!("{DANGER_KIND}{id}"))?, danger))
        });
        let kinds = kinds.collect();
        let services = services
            .map(|(name, kind, is_of_unit)| Class { place: place(&name), kind, is_of_unit })
            .collect();
        Self { danger: place(DANGER), kinds, services, classifier }
    }

    /// `is_no_officer`: a word for the police means something else, which the classifier can't know.
    pub fn opinion(&self, words: &[String], is_no_officer: bool) -> Opinion {
        // The scores of a text that says nothing are what is likely anyway, and nobody has told it.
        if words.is_empty() {
            return Opinion::default();
        }
        let scores = self.classifier.scores(words);
        let of = |place: Option<usize>| place.and_then(|place| scores.get(place).copied());
        let best_of = |is_wanted: &dyn Fn(ServiceKind) -> bool| {
            let wanted = self.services.iter().filter(|class| is_wanted(class.kind));
            wanted.filter_map(|class| of(class.place)).max_by(f32::total_cmp)
        };
        let is_heard =
            |class: &Class| !is_no_officer || !(class.is_of_unit || class.kind == ServiceKind::PoliceConduct);
        let emergency = best_of(&|kind| kind == ServiceKind::Emergency);
        // What an officer does may be the danger itself.
        let other = best_of(&|kind| !matches!(kind, ServiceKind::Emergency | ServiceKind::PoliceConduct));
        let conduct = best_of(&|kind| kind == ServiceKind::PoliceConduct).unwrap_or(f32::NEG_INFINITY);
        Opinion {
            danger: of(self.danger).map(|score| score + emergency.map_or(0.0, |score| score * EMERGENCY)),
            other: other.unwrap_or_default(),
            kinds: self
                .kinds
                .iter()
                .filter(|(place, _)| of(Some(*place)).is_some_and(|score| score > 0.0))
                .map(|(_, danger)| danger.clone())
                .collect(),
            services: self.services.iter().map(|class| of(class.place).filter(|_| is_heard(class))).collect(),
            meant_from: emergency.unwrap_or(MEANT).min(MEANT),
            conduct,
            is_about_police: !is_no_officer && conduct > CONDUCT,
        }
    }
}

impl Opinion {
    /// What the rules saw, with this opinion. Few kinds are learned, so a danger that only the classifier sees may have none.
    pub fn of_danger(&self, rules: Look) -> Look {
        let Some(score) = self.danger else { return rules };
        let is_seen = rules.danger.is_some();
        let (by_rules, other_at_most) = match &rules.danger {
            Some(_) if rules.is_firm => (BY_FIRM_RULE, OTHER_BESIDE_FIRM),
            Some(_) => (BY_RULE, OTHER_BESIDE_RULE),
            None if rules.is_dismissed => (-DISMISSED, f32::INFINITY),
            None => (0.0, f32::INFINITY),
        };
        if score + by_rules - self.other.min(other_at_most) * OTHERWISE > SEEN {
            let mut danger = rules.danger.unwrap_or_default();
            self.kinds.iter().for_each(|kind| danger.extend(kind));
            Look { danger: Some(danger), ..rules }
        } else {
            Look { danger: None, is_dismissed: is_seen || rules.is_dismissed, is_firm: false }
        }
    }

    /// What a service gets beside what its words say.
    pub fn of_service(&self, place: usize) -> f32 {
        self.score(place).map_or(0.0, |score| ((score - ADDS_FROM) * ADDS).max(0.0))
    }

    /// Whether an emergency is meant by a danger of no kind.
    pub fn is_meant(&self, place: usize) -> bool {
        self.score(place).is_none_or(|score| score >= self.meant_from)
    }

    /// Whether a service of the police is what is asked for, rather than a complaint about them.
    pub fn is_asked_for(&self, place: usize) -> bool {
        self.score(place).is_some_and(|score| score >= CONDUCT && score - self.conduct > ASKED_FOR)
    }

    fn score(&self, place: usize) -> Option<f32> {
        self.services.get(place).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::iter;

    /// One whose scores come to this sum, whatever a rule saw.
    fn opinion(sum: f32) -> Opinion {
        of(sum + OTHER_BESIDE_FIRM * OTHERWISE, OTHER_BESIDE_FIRM)
    }

    fn of(danger: f32, other: f32) -> Opinion {
        Opinion { danger: Some(danger), other, ..Opinion::default() }
    }

    fn rules(sees: bool, is_dismissed: bool) -> Look {
        let danger = Danger { kinds: vec!["fire".into()], ..Danger::default() };
        Look { danger: sees.then_some(danger), is_dismissed, is_firm: false }
    }

    #[test]
    fn a_danger_that_no_rule_saw_has_no_kind_and_one_that_a_rule_dismissed_needs_more() {
        let seen = opinion(SEEN + 0.1).of_danger(rules(false, false)).danger;
        assert_eq!(seen, Some(Danger::default()));
        assert_eq!(opinion(SEEN - 0.1).of_danger(rules(false, false)).danger, None);
        assert_eq!(opinion(SEEN + 0.1).of_danger(rules(false, true)).danger, None);
        assert!(opinion(SEEN + DISMISSED + 0.1).of_danger(rules(false, true)).danger.is_some());
    }

    #[test]
    fn a_rule_adds_to_the_score_and_low_scores_silence_it() {
        assert_eq!(opinion(SEEN - BY_RULE + 0.1).of_danger(rules(true, false)), rules(true, false));
        assert_eq!(opinion(SEEN - BY_RULE - 0.1).of_danger(rules(true, false)), rules(false, true));
    }

    #[test]
    fn what_else_is_told_takes_nothing_from_what_a_rule_saw() {
        let beside = of(SEEN - BY_RULE + OTHER_BESIDE_RULE * OTHERWISE + 0.1, 2.0);
        assert_eq!(beside.of_danger(rules(false, false)).danger, None);
        assert_eq!(beside.of_danger(rules(true, false)), rules(true, false));
        let firm = Look { is_firm: true, ..rules(true, false) };
        let weak = of(SEEN - BY_FIRM_RULE + OTHER_BESIDE_FIRM * OTHERWISE + 0.1, 2.0);
        assert_eq!(weak.of_danger(firm.clone()), firm);
    }

    #[test]
    fn a_danger_is_the_kinds_that_it_scores_for_beside_those_of_the_rules() {
        let kind = Danger { kinds: vec!["despair".into()], ..Danger::default() };
        let seen = Opinion { kinds: vec![kind.clone()], ..opinion(1.0) };
        assert_eq!(seen.of_danger(rules(false, false)).danger, Some(kind.clone()));
        let both = seen.of_danger(rules(true, false)).danger.map(|danger| danger.kinds);
        assert_eq!(both, Some(vec!["fire".to_owned(), "despair".to_owned()]));
        let calm = Opinion { kinds: vec![kind], ..opinion(-1.0) };
        assert_eq!(calm.of_danger(rules(false, false)).danger, None);
    }

    #[test]
    fn without_a_classifier_the_rules_decide_alone() {
        for look in [rules(true, false), rules(false, true)] {
            assert_eq!(Opinion::default().of_danger(look.clone()), look);
        }
        assert_eq!(Opinion::default().of_service(3), 0.0);
        let services = [("a/b".to_owned(), ServiceKind::Complaint, false)].into_iter();
        let learned = Learned::new(Arc::default(), services, iter::empty());
        let empty = learned.opinion(&["api".to_owned()], false);
        assert_eq!((empty.danger, empty.of_service(0), empty.is_about_police), (None, 0.0, false));
    }
}

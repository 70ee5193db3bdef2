//! What the classifier adds to the rules, and where it gives way to them.

use crate::{
    classifier::{Classifier, DANGER},
    danger::{Danger, Look},
    service::ServiceKind,
};
use std::sync::Arc;

// Chosen by cross-validation (`cargo x learn`) among the utterances for which no rule was mended. Rules and classifier err on
// different sentences, so each is heard where the other is not sure.

/// Above this it is a danger that no rule saw.
const SEEN: f32 = 0.1;
/// The same where a rule saw one and dismissed it: *takut kebakaran*.
const SEEN_AFTER_ALL: f32 = 0.5;
/// Below this it is none, though a rule that is not firm saw one.
const DOUBTED: f32 = -0.4;
/// What a service adds to what its words say: nothing below this score, and so much for each 1 above it.
const ADDS_FROM: f32 = -0.9;
const ADDS: f32 = 2.0;
/// From here on it is about what an officer did, though nobody named the police: *laporan saya tidak ada kabar*.
const CONDUCT: f32 = -0.3;

/// A classifier, and the places of its classes.
#[derive(Debug, Clone)]
pub(super) struct Learned {
    classifier: Arc<Classifier>,
    danger: Option<usize>,
    /// By the place of a service.
    services: Vec<(Option<usize>, ServiceKind)>,
}

/// What it says of a text; the default says nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Opinion {
    danger: Option<f32>,
    /// By the place of a service.
    services: Vec<f32>,
    pub is_about_police: bool,
}

impl Learned {
    /// `services` are named as classes are, in their order.
    pub fn new(classifier: Arc<Classifier>, services: impl Iterator<Item = (String, ServiceKind)>) -> Self {
        let place = |name: &str| classifier.classes().position(|class| class == name);
        let services = services.map(|(name, kind)| (place(&name), kind)).collect();
        Self { danger: place(DANGER), services, classifier }
    }

    /// `is_no_officer`: a word for the police means something else, which the classifier can't know.
    pub fn opinion(&self, words: &[String], is_no_officer: bool) -> Opinion {
        let scores = self.classifier.scores(words);
        let of = |class: Option<usize>| class.and_then(|class| scores.get(class).copied());
        let adds = |score: f32| ((score - ADDS_FROM) * ADDS).max(0.0);
        let is_heard = |kind: ServiceKind| !is_no_officer || kind != ServiceKind::PoliceConduct;
        let conduct = self.services.iter().filter(|(_, kind)| *kind == ServiceKind::PoliceConduct);
        Opinion {
            danger: of(self.danger),
            services: self
                .services
                .iter()
                .map(|(class, kind)| of(*class).filter(|_| is_heard(*kind)).map_or(0.0, adds))
                .collect(),
            is_about_police: !is_no_officer
                && conduct.filter_map(|(class, _)| of(*class)).any(|score| score > CONDUCT),
        }
    }
}

impl Opinion {
    /// What the rules saw, with this opinion. A danger that only the classifier sees has no kind.
    pub fn of_danger(&self, rules: Look) -> Look {
        match (self.danger, &rules.danger) {
            (Some(score), Some(_)) if !rules.is_firm && score < DOUBTED => {
                Look { danger: None, is_dismissed: true, ..rules }
            }
            (Some(score), None) if score > if rules.is_dismissed { SEEN_AFTER_ALL } else { SEEN } => {
                Look { danger: Some(Danger::default()), ..rules }
            }
            _ => rules,
        }
    }

    /// What a service gets beside what its words say.
    pub fn of_service(&self, place: usize) -> f32 {
        self.services.get(place).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opinion(danger: f32) -> Opinion {
        Opinion { danger: Some(danger), ..Opinion::default() }
    }

    fn rules(sees: bool, is_dismissed: bool, is_firm: bool) -> Look {
        let danger = Danger { kinds: vec!["fire".into()], ..Danger::default() };
        Look { danger: sees.then_some(danger), is_dismissed, is_firm }
    }

    #[test]
    fn a_danger_that_no_rule_saw_has_no_kind_and_one_that_a_rule_dismissed_needs_more() {
        let seen = opinion(0.2).of_danger(rules(false, false, false)).danger;
        assert_eq!(seen, Some(Danger::default()));
        assert_eq!(opinion(0.0).of_danger(rules(false, false, false)).danger, None);
        assert_eq!(opinion(0.2).of_danger(rules(false, true, false)).danger, None);
        assert!(opinion(0.6).of_danger(rules(false, true, false)).danger.is_some());
    }

    #[test]
    fn a_rule_is_doubted_and_what_is_firm_never() {
        let doubted = opinion(-0.5).of_danger(rules(true, false, false));
        assert_eq!(doubted, rules(false, true, false));
        assert_eq!(opinion(-0.3).of_danger(rules(true, false, false)), rules(true, false, false));
        assert_eq!(opinion(-9.0).of_danger(rules(true, false, true)), rules(true, false, true));
    }

    #[test]
    fn without_a_classifier_the_rules_decide_alone() {
        for look in [rules(true, false, false), rules(false, true, false)] {
            assert_eq!(Opinion::default().of_danger(look.clone()), look);
        }
        assert_eq!(Opinion::default().of_service(3), 0.0);
        let learned = Learned::new(Arc::default(), [("a/b".to_owned(), ServiceKind::Complaint)].into_iter());
        let empty = learned.opinion(&["api".to_owned()], false);
        assert_eq!((empty.danger, empty.of_service(0), empty.is_about_police), (None, 0.0, false));
    }
}

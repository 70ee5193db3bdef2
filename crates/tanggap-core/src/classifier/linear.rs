//! The weights, and the scores that they give.

use super::features::{Feature, features};

/// The weights of every class.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Classifier {
    pub(super) classes: Vec<Class>,
    /// Feature, place of the class, weight; by feature.
    pub(super) weights: Vec<(u32, usize, f32)>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Class {
    pub(super) name: String,
    /// The score of a text without any feature.
    pub(super) bias: f32,
}

impl Classifier {
    /// How well a text fits each class, in the order of [`Self::classes`]: above 0 is a yes. The words are spelled as
    /// [`crate::language::Vocabulary::spelled`] does.
    pub fn scores(&self, words: &[String]) -> Vec<f32> {
        let mut scores: Vec<f32> = self.classes.iter().map(|class| class.bias).collect();
        for Feature { id, value } in features(words) {
            let from = self.weights.partition_point(|(feature, ..)| *feature < id);
            for (_, class, weight) in self.weights[from..].iter().take_while(|(feature, ..)| *feature == id) {
                if let Some(score) = scores.get_mut(*class) {
                    *score += weight * value;
                }
            }
        }
        scores
    }

    /// The names of its classes.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        self.classes.iter().map(|class| class.name.as_str())
    }
}

//! Which class a text belongs to, learned from texts whose class is known: is it a danger, and which service is it about.
//!
//! A linear classifier over hashed features ([`features`]): each class has a weight for some of them, its score is their sum,
//! and 0 parts yes from no. `cargo x learn` learns the weights from `tests/fixtures/utterances.tsv` and writes them as the
//! file that [`read`] reads. It stands beside the rules of [`crate::danger`] and [`crate::suggest`], never in their place.

mod features;
mod packed;
mod read;

pub use features::{BITS, Feature, features};
pub use packed::{letter, pack};
pub use read::{MIDDLE, read};

/// The class of texts about somebody in danger. Every other class is a service, `desk/code`.
pub const DANGER: &str = "danger";

/// The weights of every class.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Classifier {
    classes: Vec<Class>,
    /// Feature, place of the class, weight; by feature.
    weights: Vec<(u32, usize, f32)>,
}

#[derive(Debug, Clone, PartialEq)]
struct Class {
    name: String,
    /// The score of a text without any feature.
    bias: f32,
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

#[cfg(test)]
mod tests;

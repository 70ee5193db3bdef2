//! Which class a text belongs to, learned from texts whose class is known: is it a danger, and which service is it about.
//!
//! A linear classifier over hashed features ([`features`]): each class has a weight for some of them, its score is their sum,
//! and 0 parts yes from no. `cargo x learn` learns the weights from `tests/fixtures/utterances.tsv` and writes them as the
//! file that [`read`] reads. It stands beside the rules of [`crate::danger`] and [`crate::suggest`], never in their place.

mod features;
mod linear;
mod packed;
mod read;

pub use features::{BITS, Feature, features};
pub use linear::Classifier;
pub use packed::{letter, pack};
pub use read::{MIDDLE, read};

/// The class of texts about somebody in danger.
pub const DANGER: &str = "danger";
/// Begins the class of one kind of danger, by its id in the lexicon. Every other class is a service, `desk/code`.
pub const DANGER_KIND: &str = "danger:";

#[cfg(test)]
mod tests;

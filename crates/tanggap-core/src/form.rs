//! The questions of a service: GeoReport's attributes, and where a backend has them, conditions, patterns,
//! bounds, defaults and pictures (peers.md §4.11). It decides; whoever draws the form only asks.

mod answers;
mod definition;
mod longest;
mod problem;
mod typed;
mod validate;

pub use answers::Answers;
pub use definition::{Choice, Condition, Datatype, Definition, Operator, Pattern, Question};
pub use problem::{FieldProblem, Problem};
pub use typed::Spelling;
pub use validate::{Matcher, check, check_answer, length_limit};

#[cfg(test)]
mod tests;

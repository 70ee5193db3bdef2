//! Draws what the core's form definition says. It has no rules of its own.

pub mod problem;
pub mod question;
pub mod refusal;

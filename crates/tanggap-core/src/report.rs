//! A report as it is sent, and the rules that make it complete. The app and the server use the same rules,
//! so they can never disagree about what is valid.

mod content;
mod draft;
mod rules;

pub use crate::form::FieldProblem;
pub use content::{DESCRIPTION_LIMIT, Identity, LINKS, Report, SHORT_TEXT_LIMIT, Uid};
pub use draft::{check_draft, check_typed_identity};
pub use rules::{Rules, check, check_description, check_identity, check_place};

#[cfg(test)]
mod tests;

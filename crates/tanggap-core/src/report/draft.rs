//! The rules for a draft, as it would be sent now, while its person can still mend it.

use super::rules::{Rules, check_identity, check_parts, no_phone_number, problem};
use crate::{
    email,
    form::{self, FieldProblem, Problem, Spelling},
    journey::Draft,
    phone,
    service::{IdentityKind, PlaceRule},
    text::Cleaner,
};

/// The same for a draft, as it would be sent now.
pub fn check_draft(
    draft: &Draft,
    rules: &Rules,
    spelling: Spelling,
    matches: form::Matcher,
) -> Vec<FieldProblem> {
    let sent = draft.cleaned(spelling.cleaner);
    let place = (rules.place != PlaceRule::None).then_some(&sent.place);
    let answers = spelling.check(rules.definition, &draft.answers, matches);
    let mut found = check_parts(&sent.description, answers, place, rules);
    found.extend(check_typed_identity(draft, spelling.cleaner, rules.identity));
    found
}

/// The same for who is typed on this device, where a person can still mend it: what no rule can bring into its one form
/// is named. Other programs' spellings are taken as they are.
pub fn check_typed_identity(draft: &Draft, cleaner: Cleaner, allowed: &[IdentityKind]) -> Vec<FieldProblem> {
    let identity = draft.sent_identity(cleaner);
    let mut found = check_identity(&identity, allowed);
    let has = |found: &[FieldProblem], field: &str| found.iter().any(|known| known.field == field);
    for (field, text, is_read, wrong) in [
        (
            "identity.phone",
            &identity.phone,
            phone::normalise(&identity.phone).is_some(),
            no_phone_number(&identity.phone),
        ),
        ("identity.email", &identity.email, email::normalise(&identity.email).is_some(), Problem::NotAnEmail),
    ] {
        if !text.is_empty() && !is_read && !has(&found, field) {
            found.push(problem(field, wrong));
        }
    }
    if !draft.identity_chosen && !has(&found, "identity.kind") {
        found.push(problem("identity.kind", Problem::Required));
    }
    found
}

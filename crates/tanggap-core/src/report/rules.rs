//! What makes a report complete.

use super::content::{DESCRIPTION_LIMIT, Identity, Report, SHORT_TEXT_LIMIT};
use crate::{
    email,
    form::{self, Definition, FieldProblem, Problem},
    length, media, phone,
    place::Place,
    service::{IdentityKind, PlaceRule},
    text,
};

/// What a report is held against.
pub struct Rules<'a> {
    pub definition: &'a Definition,
    pub place: PlaceRule,
    pub identity: &'a [IdentityKind],
}

/// Everything that is still wrong with a report, in the order of the form. Empty means it may be sent.
pub fn check(report: &Report, rules: &Rules, matches: form::Matcher) -> Vec<FieldProblem> {
    let Report { description, answers, place, identity, media, .. } = report;
    let answers = form::check(rules.definition, answers, matches);
    let mut found = check_parts(description, answers, place.as_ref(), rules);
    found.extend(check_identity(identity, rules.identity));
    found.extend(media::check(media));
    found
}

pub(super) fn check_parts(
    description: &str,
    answers: Vec<(String, Problem)>,
    place: Option<&Place>,
    rules: &Rules,
) -> Vec<FieldProblem> {
    let mut found = check_description(description);
    let of_answers = |(code, problem)| FieldProblem { field: format!("answers.{code}"), problem };
    found.extend(answers.into_iter().map(of_answers));
    found.extend(check_place(place, rules.place));
    found
}

pub fn check_description(description: &str) -> Vec<FieldProblem> {
    if text::is_blank(description) {
        return vec![problem("description", Problem::Required)];
    }
    too_long("description", description, DESCRIPTION_LIMIT).into_iter().collect()
}

pub fn check_place(place: Option<&Place>, rule: PlaceRule) -> Vec<FieldProblem> {
    let given = place.filter(|place| !place.is_empty());
    match (rule, given) {
        (PlaceRule::Required, None) => vec![problem("place", Problem::Required)],
        (PlaceRule::None, Some(_)) => vec![problem("place", Problem::NotAllowed)],
        (_, None) => Vec::new(),
        (_, Some(place)) => {
            let texts = [("place.address", &place.address), ("place.area", &place.area)];
            texts.into_iter().filter_map(|(field, text)| too_long(field, text, SHORT_TEXT_LIMIT)).collect()
        }
    }
}

/// Open and secret need a way to answer; anonymous must not carry one.
pub fn check_identity(identity: &Identity, allowed: &[IdentityKind]) -> Vec<FieldProblem> {
    let mut found = Vec::new();
    if !allowed.contains(&identity.kind) {
        found.push(problem("identity.kind", Problem::NotAllowed));
    }
    if identity.kind == IdentityKind::Anonymous {
        for (field, text) in [
            ("identity.name", &identity.name),
            ("identity.phone", &identity.phone),
            ("identity.email", &identity.email),
        ] {
            if !text.is_empty() {
                found.push(problem(field, Problem::NotAllowed));
            }
        }
        return found;
    }
    if text::is_blank(&identity.name) {
        found.push(problem("identity.name", Problem::Required));
    }
    found.extend(too_long("identity.name", &identity.name, SHORT_TEXT_LIMIT));
    if text::is_blank(&identity.phone) && text::is_blank(&identity.email) {
        found.push(problem("identity.phone", Problem::Required));
    }
    if !text::is_blank(&identity.phone) && !phone::is_plausible(&identity.phone) {
        found.push(problem("identity.phone", no_phone_number(&identity.phone)));
    }
    if !text::is_blank(&identity.email) && !email::is_plausible(&identity.email) {
        found.push(problem("identity.email", Problem::NotAnEmail));
    }
    found
}

/// What stands in place of a telephone number.
pub(super) fn no_phone_number(typed: &str) -> Problem {
    if phone::is_identity_number(typed) { Problem::IdentityNumber } else { Problem::NotAPhoneNumber }
}

fn too_long(field: &str, text: &str, limit: usize) -> Option<FieldProblem> {
    length::over(text, limit).map(|over| problem(field, Problem::TooLong { limit, over }))
}

pub(super) fn problem(field: &str, problem: Problem) -> FieldProblem {
    FieldProblem { field: field.to_owned(), problem }
}

//! A report as it is sent, and the rules that make it complete. The app and the server use the same rules,
//! so they can never disagree about what is valid.

use crate::{
    email,
    form::{self, Answers, Definition, Problem, Spelling},
    journey::Draft,
    length,
    media::{self, MediaClaim},
    phone,
    place::Place,
    service::{IdentityKind, PlaceRule},
    text::{self, Cleaner},
    ticket::{KeyProof, Ticket},
    web_address::WebAddress,
};

/// A report's identity for ever: a UUIDv4 made on the device before the first byte is sent (R1).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Uid(String);

/// What a person says, complete and ready to be sent once. `Debug` is left out on purpose: it is personal.
#[derive(Clone, PartialEq)]
pub struct Report {
    pub uid: Uid,
    pub ticket: Ticket,
    pub key_proof: KeyProof,
    pub service_code: String,
    pub definition_version: String,
    pub answers: Answers,
    pub description: String,
    pub place: Option<Place>,
    pub identity: Identity,
    /// The photos that follow.
    pub media: Vec<MediaClaim>,
    /// Addresses that a client of plain GeoReport names beside its words, at most [`LINKS`]. They are other people's
    /// pages: nothing here ever fetches one, and a reader meets it as a link.
    pub links: Vec<WebAddress>,
    pub locale: String,
    /// The device's own time, RFC 3339: a claim, nothing more.
    pub client_time: String,
    /// The uid of the refused report that this one corrects; number and key are that one's.
    pub corrects: Option<Uid>,
}

/// Who reports. Anonymous carries nothing else.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    pub kind: IdentityKind,
    pub name: String,
    pub phone: String,
    pub email: String,
}

/// What a report is held against.
pub struct Rules<'a> {
    pub definition: &'a Definition,
    pub place: PlaceRule,
    pub identity: &'a [IdentityKind],
}

/// One thing that keeps a report from being complete.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldProblem {
    /// `description`, `answers.problem`, `place`, `identity.phone`, …
    pub field: String,
    pub problem: Problem,
}

/// GeoReport's limit for a description, in characters.
pub const DESCRIPTION_LIMIT: usize = 4_000;
/// Links of one report.
pub const LINKS: usize = 8;
/// For a name or an address, in characters.
pub const SHORT_TEXT_LIMIT: usize = 200;

impl Uid {
    /// Only the canonical lower-case form of a version 4 UUID.
    pub fn parse(text: &str) -> Option<Self> {
        let hyphen = |place| matches!(place, 8 | 13 | 18 | 23);
        let fits = |(place, byte): (usize, u8)| match byte {
            b'-' => hyphen(place),
            b'0'..=b'9' | b'a'..=b'f' => !hyphen(place),
            _ => false,
        };
        let bytes = text.as_bytes();
        (bytes.len() == 36
            && text.bytes().enumerate().all(fits)
            && bytes[14] == b'4'
            && matches!(bytes[19], b'8' | b'9' | b'a' | b'b'))
        .then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Identity {
    pub fn anonymous() -> Self {
        Self {
            kind: IdentityKind::Anonymous,
            name: String::new(),
            phone: String::new(),
            email: String::new(),
        }
    }
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

fn check_parts(
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

/// What stands in place of a telephone number.
fn no_phone_number(typed: &str) -> Problem {
    if phone::is_identity_number(typed) { Problem::IdentityNumber } else { Problem::NotAPhoneNumber }
}

fn too_long(field: &str, text: &str, limit: usize) -> Option<FieldProblem> {
    length::over(text, limit).map(|over| problem(field, Problem::TooLong { limit, over }))
}

fn problem(field: &str, problem: Problem) -> FieldProblem {
    FieldProblem { field: field.to_owned(), problem }
}

#[cfg(test)]
mod tests;

//! The way through a report: short steps with one thing each, and the draft that is carried along it.

mod again;

use crate::{
    form::{Answers, Definition, Question},
    media::MediaClaim,
    phone,
    place::Place,
    report::{Identity, Report, Uid},
    service::{IdentityKind, PlaceRule, Service},
    ticket::{KeyProof, Ticket},
};

/// One screen of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// What it is about.
    Service,
    /// What happened, for those who came through a door and have not told yet.
    Describe,
    /// The question with this code, together with the texts that stand before it.
    Question(String),
    Place,
    /// Always free to be passed over.
    Photos,
    Identity,
    Check,
}

/// What a person has told so far. Nothing is required before it may be kept.
#[derive(Clone, PartialEq)]
pub struct Draft {
    pub description: String,
    /// Told on the first screen, so that it isn't asked again.
    pub told_first: bool,
    /// Desk and code of the chosen service.
    pub service: Option<(String, String)>,
    pub answers: Answers,
    pub place: Place,
    /// Kept whatever kind is chosen, so that a change of mind loses nothing; sent only where the kind says so.
    pub identity: Identity,
    /// Whether a person has chosen how to appear.
    pub identity_chosen: bool,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            description: String::new(),
            told_first: false,
            service: None,
            answers: Answers::default(),
            place: Place::default(),
            identity: Identity::anonymous(),
            identity_chosen: false,
        }
    }
}

/// What only the device can add to a draft when it is sent.
pub struct Stamp {
    pub uid: Uid,
    pub ticket: Ticket,
    pub key_proof: KeyProof,
    pub media: Vec<MediaClaim>,
    pub locale: String,
    /// RFC 3339.
    pub client_time: String,
    /// The refused report that this one corrects.
    pub corrects: Option<Uid>,
}

/// The steps of this report, given what has been answered: answers change which questions follow. `photos`: whether
/// the desk takes any.
pub fn steps(draft: &Draft, service: &Service, definition: &Definition, photos: bool) -> Vec<Step> {
    let mut steps = vec![Step::Service];
    if !draft.told_first {
        steps.push(Step::Describe);
    }
    steps.extend(
        pages(definition, &draft.answers).into_iter().map(|page| Step::Question(page.code().to_owned())),
    );
    if service.place != PlaceRule::None {
        steps.push(Step::Place);
    }
    if photos {
        steps.push(Step::Photos);
    }
    steps.extend([Step::Identity, Step::Check]);
    steps
}

/// What stands on one question's screen.
pub struct Page<'a> {
    /// Texts that are only read.
    pub texts: Vec<&'a Question>,
    /// The question; none where only texts are left.
    pub question: Option<&'a Question>,
}

impl Page<'_> {
    /// Its name in the address.
    pub fn code(&self) -> &str {
        self.question.or(self.texts.first().copied()).map_or("", |question| &question.code)
    }
}

/// The screens of a service's questions: one question each, with the texts that stand before it.
pub fn pages<'a>(definition: &'a Definition, answers: &Answers) -> Vec<Page<'a>> {
    let mut pages = Vec::new();
    let mut texts = Vec::new();
    for question in definition.visible(answers) {
        if question.variable {
            pages.push(Page { texts: std::mem::take(&mut texts), question: Some(question) });
        } else {
            texts.push(question);
        }
    }
    if !texts.is_empty() {
        pages.push(Page { texts, question: None });
    }
    pages
}

impl Draft {
    /// Makes it the report that is sent: only what counts, trimmed, telephone numbers in one form.
    pub fn report(&self, stamp: Stamp, service: &Service, definition: &Definition) -> Report {
        let given = service.place != PlaceRule::None && !self.place.is_empty();
        let place =
            given.then(|| Place { address: self.place.address.trim().to_owned(), ..self.place.clone() });
        Report {
            uid: stamp.uid,
            ticket: stamp.ticket,
            key_proof: stamp.key_proof,
            service_code: service.code.clone(),
            definition_version: definition.version.clone(),
            answers: definition.counted(&self.answers),
            description: self.description.trim().to_owned(),
            place,
            identity: self.sent_identity(),
            media: stamp.media,
            links: Vec::new(),
            locale: stamp.locale,
            client_time: stamp.client_time,
            corrects: stamp.corrects,
        }
    }

    /// Who reports, as it will be sent.
    pub fn sent_identity(&self) -> Identity {
        if self.identity.kind == IdentityKind::Anonymous {
            return Identity::anonymous();
        }
        let typed = self.identity.phone.trim();
        Identity {
            kind: self.identity.kind,
            name: self.identity.name.trim().to_owned(),
            phone: phone::normalise(typed).unwrap_or_else(|| typed.to_owned()),
            email: self.identity.email.trim().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;

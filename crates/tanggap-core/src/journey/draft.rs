//! What a person has told so far, and the report that is made of it.

use crate::{
    email,
    form::{Answers, Definition, Spelling},
    media::MediaClaim,
    phone,
    place::Place,
    report::{Identity, Report, Uid},
    service::{IdentityKind, PlaceRule, Service},
    text::Cleaner,
    ticket::{KeyProof, Ticket},
};

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

impl Draft {
    /// Makes it the report that is sent: only what counts, cleaned, numbers in one form.
    pub fn report(
        &self,
        stamp: Stamp,
        service: &Service,
        definition: &Definition,
        spelling: Spelling,
    ) -> Report {
        let sent = self.cleaned(spelling.cleaner);
        let given = service.place != PlaceRule::None && !sent.place.is_empty();
        Report {
            uid: stamp.uid,
            ticket: stamp.ticket,
            key_proof: stamp.key_proof,
            service_code: service.code.clone(),
            definition_version: definition.version.clone(),
            answers: definition.counted(&spelling.answers(definition, &self.answers)),
            description: sent.description,
            place: given.then_some(sent.place),
            identity: self.sent_identity(spelling.cleaner),
            media: stamp.media,
            links: Vec::new(),
            locale: stamp.locale,
            client_time: stamp.client_time,
            corrects: stamp.corrects,
        }
    }

    /// With its story and its place as they will be sent. Answers are cleaned by the kind of their question
    /// ([`Spelling::answers`]).
    pub fn cleaned(&self, cleaner: Cleaner) -> Self {
        let place = Place { address: cleaner.line(&self.place.address), ..self.place.clone() };
        Self { description: cleaner.lines(&self.description).trim().to_owned(), place, ..self.clone() }
    }

    /// Who reports, as it will be sent.
    pub fn sent_identity(&self, cleaner: Cleaner) -> Identity {
        let Identity { kind, name, phone, email } = &self.identity;
        if *kind == IdentityKind::Anonymous {
            return Identity::anonymous();
        }
        Identity {
            kind: *kind,
            name: cleaner.line(name),
            phone: phone::normalise(phone).unwrap_or_else(|| cleaner.line(phone)),
            email: email::normalise(email).unwrap_or_else(|| cleaner.line(email)),
        }
    }
}

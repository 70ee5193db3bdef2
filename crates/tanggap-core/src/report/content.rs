//! What a report consists of, and how much of it there may be.

use crate::{
    form::Answers,
    media::MediaClaim,
    place::Place,
    service::IdentityKind,
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

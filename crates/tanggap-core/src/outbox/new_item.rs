//! What is saved when *send* is pressed: a report, or a message of its reporter, complete and frozen.

use super::{
    about::About,
    item::{Door, Numbers, Parcel},
};
use crate::{
    report::Uid,
    ticket::{Key, Ticket},
    wire,
};

/// A report that is complete and frozen, with what is needed to send it. A draft of the same uid goes in the commit
/// that saves it: a report is never both.
#[derive(Clone, PartialEq)]
pub struct NewItem {
    pub uid: Uid,
    pub about: About,
    pub desk: String,
    pub label: String,
    pub door: Door,
    pub numbers: Numbers,
    pub app_version: String,
    pub form_version: String,
    pub report: Parcel,
    pub bytes: Vec<u8>,
    pub ask: Option<String>,
    pub tokens: Option<String>,
    pub media: Vec<NewMedia>,
    /// The refused report (or message) that this one corrects: it goes in the same commit.
    pub replaces: Option<Uid>,
}

#[derive(Clone, PartialEq)]
pub struct NewMedia {
    pub slot: String,
    pub parcel: Parcel,
    /// None where the draft has put them into the store already, under [`super::Item::media_key`].
    pub bytes: Option<Vec<u8>>,
}

/// What a person wrote is not for logs.
impl std::fmt::Debug for NewItem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewItem ")?;
        f.write_str(self.uid.as_str())
    }
}

impl std::fmt::Debug for NewMedia {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewMedia ")?;
        f.write_str(&self.slot)
    }
}

/// A message that is complete and frozen. It goes to desks that know one again, and to no others.
#[derive(Clone, PartialEq)]
pub struct NewMessage {
    pub uid: Uid,
    /// The desk that is paused when something is wrong on the way.
    pub desk: String,
    pub label: String,
    /// The number that counts now.
    pub ticket: Ticket,
    pub key: Key,
    pub kind: String,
    pub app_version: String,
    pub bytes: Vec<u8>,
    pub media: Vec<NewMedia>,
    /// The refused message that this one corrects.
    pub replaces: Option<Uid>,
}

impl NewItem {
    /// A message on its way to `api`, the base address of a desk or of the server that knows every desk.
    pub fn message(api: &str, new: NewMessage) -> Self {
        let url = wire::message_address(api, &new.ticket, &new.uid);
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        Self {
            uid: new.uid,
            about: About::Message { kind: new.kind },
            desk: new.desk,
            label: new.label,
            door: Door::Idempotent,
            numbers: Numbers::Ours { ticket: new.ticket, key: new.key },
            app_version: new.app_version,
            form_version: String::new(),
            report: Parcel { url: url.clone(), headers, size: new.bytes.len() as u64 },
            bytes: new.bytes,
            ask: Some(url),
            tokens: None,
            media: new.media,
            replaces: new.replaces,
        }
    }

    /// Whether there is a way to send it: a plain desk would count a message twice, or as a report.
    pub(super) fn is_sound(&self) -> bool {
        let ours = matches!(self.numbers, Numbers::Ours { .. });
        self.about == About::Report || (self.door == Door::Idempotent && ours)
    }
}

//! What desks and the administrator do with a report.

use crate::store::{Acted, Change, Named, Picture, Redaction, Store, StoreError};
use std::sync::Arc;
use tanggap_core::{
    config::PortalConfig,
    office::{Act, Actor, Refusal, Standing, fit, may, needed_words, words},
    service::ServiceKind,
    status::Status,
};

/// Who acts; a desk by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// The desk that has the report when the act is decided.
    ItsDesk,
    Desk(String),
    Administrator,
    System,
}

impl By {
    pub fn actor(&self) -> Actor<'_> {
        match self {
            Self::ItsDesk => Actor::ItsDesk,
            Self::Desk(desk) => Actor::Desk(desk),
            Self::Administrator => Actor::Administrator,
            Self::System => Actor::System,
        }
    }
}

/// Words in a report's timeline.
#[derive(Default)]
pub struct Note {
    pub text: Option<String>,
    pub photo: Option<Picture>,
    /// Everyone with the number reads them; else the reporter alone, with the key.
    pub for_all: bool,
}

/// What is done. No `Debug`: it holds what people wrote.
pub enum Deed {
    /// A new status, words, a picture, or several of these.
    Update {
        status: Option<Status>,
        note: Note,
    },
    /// A question that waits for the reporter's answer.
    Ask(String),
    Reply(String),
    Refer {
        to: String,
        note: Note,
    },
    HandBack {
        note: Note,
    },
    Publish,
    Unpublish {
        /// The office's notes for all become the reporter's as well.
        notes: bool,
    },
    /// Takes something out of what is public, beside what was taken out before; `anew`: in its place.
    Redact {
        redaction: Redaction,
        anew: bool,
    },
    Reclassify {
        kind: ServiceKind,
        /// It may be public, as far as what its service said when it arrived allows.
        publishable: bool,
        to_desk: Option<String>,
    },
    /// The report with this number goes on in its place.
    Merge {
        into: String,
    },
    Erase,
    /// Erases it to its figures, if it is closed, of this kind, and nothing has happened to it since `before`.
    Expire {
        before: i64,
        kind: Option<ServiceKind>,
    },
}

#[derive(Debug, thiserror::Error)]
pub enum ActError {
    #[error("no report has this number")]
    Unknown,
    /// A second number that the act names, and that nobody has.
    #[error("no report has the number that the act names")]
    UnknownOther(String),
    #[error("the office's rules forbid it: {0}")]
    Refused(Refusal),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Does it, if the rules allow it where the report stands. Hands back the id of the office's words, where there are some.
///
/// # Errors
/// `Unknown` where no report has that number, `UnknownOther` where none has the second one (of a merge), `Refused`
/// with the rule that forbids it.
pub async fn act(
    store: &Store,
    config: &Arc<PortalConfig>,
    report: Named,
    by: By,
    deed: Deed,
    at: i64,
) -> Result<Option<String>, ActError> {
    let other = if let Deed::Merge { into } = &deed { Some(into.clone()) } else { None };
    let config = Arc::clone(config);
    let decide = move |report: &Standing, other: Option<&Standing>| {
        deed.decide(report, other, |act| may(&act, by.actor(), report, &config.desks))
    };
    match store.act(report, other.clone(), at, decide).await? {
        Acted::Done { message } => Ok(message),
        Acted::Unknown => Err(ActError::Unknown),
        Acted::UnknownOther => Err(ActError::UnknownOther(other.unwrap_or_default())),
        Acted::Refused(refusal) => Err(ActError::Refused(refusal)),
    }
}

impl Deed {
    /// What it changes, once `may` has allowed each of its acts.
    fn decide(
        self,
        report: &Standing,
        other: Option<&Standing>,
        may: impl Fn(Act<'_>) -> Result<(), Refusal>,
    ) -> Result<Change, Refusal> {
        match self {
            Self::Update { status, note } => {
                let note = note.said()?;
                if status.is_none() && note.is_empty() {
                    return Err(Refusal::NoWords);
                }
                if let Some(status) = &status {
                    may(Act::Status(status))?;
                }
                if status.is_none() || !note.is_empty() {
                    may(Act::Note { for_all: note.for_all })?;
                }
                Ok(Change::Update { status, note: note.text, photo: note.photo, for_all: note.for_all })
            }
            Self::Ask(text) => {
                may(Act::Ask)?;
                Ok(Change::Say { kind: "question", text: needed_words(&text)? })
            }
            Self::Reply(text) => {
                may(Act::Reply)?;
                Ok(Change::Say { kind: "reply", text: needed_words(&text)? })
            }
            Self::Refer { to, note } => {
                may(Act::Refer { to: &to })?;
                refer(to, note, may)
            }
            Self::HandBack { note } => {
                may(Act::HandBack)?;
                let to = report.referred_by.clone().ok_or(Refusal::NotReferred)?;
                refer(to, note, may)
            }
            Self::Publish => may(Act::Publish).map(|()| Change::Publish),
            Self::Unpublish { notes } => may(Act::Unpublish).map(|()| Change::Unpublish { notes }),
            Self::Redact { redaction, anew } => {
                [&redaction.description, &redaction.address]
                    .into_iter()
                    .flatten()
                    .try_for_each(|text| fit(text))?;
                may(Act::Redact).map(|()| Change::Redact { redaction, anew })
            }
            Self::Reclassify { kind, publishable, to_desk } => {
                may(Act::Reclassify { kind, publishable, to_desk: to_desk.as_deref() })?;
                Ok(Change::Reclassify { kind, publishable, to_desk })
            }
            Self::Merge { .. } => {
                let into = other.ok_or(Refusal::SameReport)?;
                may(Act::Merge { into }).map(|()| Change::Merge)
            }
            Self::Erase => may(Act::Erase).map(|()| Change::Erase),
            Self::Expire { before, kind } => may(Act::Expire { before, kind }).map(|()| Change::Expire),
        }
    }
}

fn refer(
    to_desk: String,
    note: Note,
    may: impl Fn(Act<'_>) -> Result<(), Refusal>,
) -> Result<Change, Refusal> {
    let note = note.said()?;
    if !note.is_empty() {
        may(Act::Note { for_all: note.for_all })?;
    }
    Ok(Change::Refer { to_desk, note: note.text, for_all: note.for_all })
}

impl Note {
    /// As it is kept: without blanks around its words, and without words where there are only blanks.
    fn said(self) -> Result<Self, Refusal> {
        let text = self.text.map(|text| words(&text)).transpose()?.flatten();
        Ok(Self { text, ..self })
    }

    fn is_empty(&self) -> bool {
        self.text.is_none() && self.photo.is_none()
    }
}

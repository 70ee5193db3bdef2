//! What the office decides to change, for the store to write in the same transaction. No `Debug`: these hold what people
//! wrote.

use serde::{Deserialize, Serialize};
use tanggap_core::{office::Refusal, service::ServiceKind, status::Status};

/// A photo made anew, and what it was made of.
pub struct Picture {
    pub sha256: [u8; 32],
    /// In bytes, before it was made anew.
    pub size: u64,
    pub jpeg: Vec<u8>,
}

pub enum Change {
    /// An entry of the timeline: a new status, words, a picture, or several of these.
    Update {
        status: Option<Status>,
        note: Option<String>,
        photo: Option<Picture>,
        for_all: bool,
    },
    /// Another desk has the report now.
    Refer {
        to_desk: String,
        note: Option<String>,
        for_all: bool,
    },
    /// The office's words to the reporter; `kind` is `reply` or `question`.
    Say {
        kind: &'static str,
        text: String,
    },
    Publish,
    Unpublish {
        /// The office's words to everyone become the reporter's.
        notes: bool,
    },
    Redact {
        redaction: Redaction,
        /// It takes the place of what was taken out before, instead of coming beside it.
        anew: bool,
    },
    /// Another kind of service, and perhaps another desk in the same act.
    Reclassify {
        kind: ServiceKind,
        publishable: bool,
        to_desk: Option<String>,
    },
    /// The other report of the act goes on in this one's place.
    Merge,
    Erase,
    /// The same, but how it went still counts in the figures.
    Expire,
}

/// What a published report says instead of its own words. Its own stay with the office and its reporter.
#[derive(Clone, Default, Serialize, Deserialize, PartialEq, Eq)]
#[serde(default)]
pub struct Redaction {
    pub description: Option<String>,
    pub address: Option<String>,
    /// The coordinates are left out.
    pub hides_point: bool,
    /// Places of photos that are left out, as the report lists them, from 1.
    pub hidden_photos: Vec<u32>,
    /// Whether addresses that the reporter named beside the words stay. `None`: nobody has said, so they go with whatever
    /// else is taken out. They may lead to the same words, to the picture that is hidden, or to a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keeps_links: Option<bool>,
}

impl Redaction {
    /// With all that another one takes out as well; what both say, this one says.
    #[must_use]
    pub fn beside(self, before: Self) -> Self {
        let mut hidden_photos = before.hidden_photos;
        hidden_photos.extend(self.hidden_photos);
        hidden_photos.sort_unstable();
        hidden_photos.dedup();
        Self {
            description: self.description.or(before.description),
            address: self.address.or(before.address),
            hides_point: self.hides_point || before.hides_point,
            hidden_photos,
            keeps_links: self.keeps_links.or(before.keeps_links),
        }
    }

    pub fn shows_links(&self) -> bool {
        self.keeps_links.unwrap_or(*self == Self::default())
    }
}

/// The answer to an act.
pub enum Acted {
    Done {
        /// The id of the office's words, where the act was to say some.
        message: Option<String>,
    },
    /// There is no such report.
    Unknown,
    /// There is none of the second number.
    UnknownOther,
    Refused(Refusal),
}

/// How many old reports were given the kinds of their services at a start, and how many were moved away from a desk
/// that must not have them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Filled {
    pub classified: usize,
    pub moved: usize,
    /// Services of old reports that the city's files don't have: desk, code, and how many reports.
    pub lacking: Vec<(String, String, usize)>,
}

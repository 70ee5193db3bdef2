//! What can be reported: GeoReport's services with what Tanggap knows beyond them.

use crate::localized::Localized;

/// What a service is for: the doors of the first screen lead to kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceKind {
    Complaint,
    Aspiration,
    Information,
    PoliceService,
    PoliceConduct,
    /// A call comes first; a report only beside it.
    Emergency,
}

/// Whether a report of this service says where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceRule {
    Required,
    Optional,
    None,
}

/// How a reporter may appear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum IdentityKind {
    /// The name may be shown with the report.
    Open,
    /// The office knows the name, the public doesn't.
    Secret,
    /// Nobody knows; ticket and key are the only way back.
    Anonymous,
}

/// One thing that can be reported to one desk, in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    /// The desk's id in the config.
    pub desk: String,
    pub code: String,
    pub name: String,
    pub description: String,
    pub group: String,
    /// Words people use for it.
    pub keywords: Vec<String>,
    pub kind: ServiceKind,
    /// An icon's id; empty for none.
    pub icon: String,
    pub place: PlaceRule,
    pub identity: Vec<IdentityKind>,
    /// The clock that runs for it.
    pub clock: Option<ServiceClock>,
    /// Whether there are questions (GeoReport's `metadata`).
    pub has_questions: bool,
}

/// How long an answer may take, as the desk says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceClock {
    pub name: String,
    pub days: u16,
    pub working: bool,
}

impl ServiceKind {
    const WORDS: [(Self, &str); 6] = [
        (Self::Complaint, "complaint"),
        (Self::Aspiration, "aspiration"),
        (Self::Information, "information"),
        (Self::PoliceService, "police-service"),
        (Self::PoliceConduct, "police-conduct"),
        (Self::Emergency, "emergency"),
    ];

    pub fn all() -> impl Iterator<Item = Self> {
        Self::WORDS.into_iter().map(|(kind, _)| kind)
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(_, known)| *known == word).map(|(kind, _)| *kind)
    }

    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }
}

impl PlaceRule {
    const WORDS: [(Self, &str); 3] =
        [(Self::Required, "required"), (Self::Optional, "optional"), (Self::None, "none")];

    pub fn parse(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(_, known)| *known == word).map(|(rule, _)| *rule)
    }

    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(rule, _)| *rule == self).map_or("", |(_, word)| word)
    }
}

impl IdentityKind {
    const WORDS: [(Self, &str); 3] =
        [(Self::Open, "open"), (Self::Secret, "secret"), (Self::Anonymous, "anonymous")];

    pub fn parse(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(_, known)| *known == word).map(|(kind, _)| *kind)
    }

    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }
}

/// Splits GeoReport's comma list of keywords.
pub fn keywords(list: &str) -> Vec<String> {
    list.split(',').map(|word| word.trim().to_lowercase()).filter(|word| !word.is_empty()).collect()
}

/// A door of the first screen: a kind of wish, and which services lie behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Door {
    pub id: String,
    pub icon: String,
    pub name: Localized,
    pub about: Localized,
    /// Ids of desks.
    pub desks: Vec<String>,
    /// Kinds of services; empty means all that these desks have.
    pub kinds: Vec<ServiceKind>,
}

impl Door {
    pub fn leads_to(&self, service: &Service) -> bool {
        self.desks.contains(&service.desk) && (self.kinds.is_empty() || self.kinds.contains(&service.kind))
    }
}

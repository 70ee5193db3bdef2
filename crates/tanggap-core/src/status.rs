//! Where a report stands. Open311 knows open and closed; people want to know more, and real backends say more
//! (peers.md §4.10–4.11). A word nobody knows is kept and shown as it is.

/// Where a report stands, in Tanggap's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    Received,
    Verified,
    Referred,
    InProgress,
    Answered,
    Closed,
    Rejected,
    Duplicate,
    Reopened,
    /// The reporter took it back.
    Withdrawn,
    /// The backend's own word, not known here.
    Other(String),
}

/// Every status with its word on the wire.
const WORDS: [(Status, &str); 10] = [
    (Status::Received, "received"),
    (Status::Verified, "verified"),
    (Status::Referred, "referred"),
    (Status::InProgress, "in_progress"),
    (Status::Answered, "answered"),
    (Status::Closed, "closed"),
    (Status::Rejected, "rejected"),
    (Status::Duplicate, "duplicate"),
    (Status::Reopened, "reopened"),
    (Status::Withdrawn, "withdrawn"),
];

impl Status {
    /// Our own word only; what a backend of another make says is for [`Status::from_foreign`].
    pub fn parse(word: &str) -> Option<Self> {
        WORDS.iter().find(|(_, known)| *known == word).map(|(status, _)| status.clone())
    }

    /// Understands the words of GeoReport servers, FixMyStreet's updates, CitySDK and Libre311.
    pub fn from_foreign(word: &str) -> Self {
        let plain = word.trim().to_lowercase().replace([' ', '-'], "_");
        Self::parse(&plain).unwrap_or(match plain.as_str() {
            "open" | "new" | "submitted" | "confirmed" => Self::Received,
            "for_triage" | "acknowledged" => Self::Verified,
            "internal_referral" | "assigned" | "not_councils_responsibility" => Self::Referred,
            "investigating" | "planned" | "action_scheduled" | "in_process" | "started" => Self::InProgress,
            "processed" | "fixed" | "resolved" => Self::Answered,
            "archived" | "no_further_action" | "completed" => Self::Closed,
            "cancelled" | "declined" | "invalid" => Self::Rejected,
            "reopen" => Self::Reopened,
            _ => Self::Other(word.trim().to_owned()),
        })
    }

    pub fn word(&self) -> &str {
        match self {
            Self::Other(word) => word,
            known => WORDS.iter().find(|(status, _)| status == known).map_or("", |(_, word)| word),
        }
    }

    /// GeoReport's own two words: whether somebody still has to do something.
    pub fn is_open(&self) -> bool {
        !matches!(self, Self::Closed | Self::Rejected | Self::Duplicate | Self::Withdrawn)
    }

    /// Every status, in the order of a report's life.
    pub fn all() -> impl Iterator<Item = Self> {
        WORDS.iter().map(|(status, _)| status.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_reads_its_own_word() {
        for status in Status::all() {
            assert_eq!(Status::parse(status.word()), Some(status));
        }
    }

    #[test]
    fn words_of_other_backends_are_understood_or_kept() {
        for (word, status) in [
            ("OPEN", Status::Received),
            ("IN_PROCESS", Status::InProgress),
            ("action_scheduled", Status::InProgress),
            ("No further action", Status::Closed),
            ("reopen", Status::Reopened),
            ("Menunggu", Status::Other("Menunggu".into())),
        ] {
            assert_eq!(Status::from_foreign(word), status, "{word}");
        }
        assert!(Status::Other("Menunggu".into()).is_open());
        assert!(!Status::Duplicate.is_open() && !Status::Withdrawn.is_open());
    }
}

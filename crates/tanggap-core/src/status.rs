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

    /// Understands the words of GeoReport servers, FixMyStreet and its updates, CitySDK, Libre311, Connected Bits'
    /// notes, and of Indonesian systems (JAKI, the police's SP3D letters, Kompolnas' stages).
    pub fn from_foreign(word: &str) -> Self {
        let plain = plain(word);
        Self::parse(&plain).unwrap_or(match plain.as_str() {
            "open" | "opened" | "new" | "submitted" | "confirmed" | "registered" | "menunggu"
            | "pelaporan" => Self::Received,
            "for_triage" | "acknowledged" | "verifikasi" | "klasifikasi" | "diverifikasi" => Self::Verified,
            "internal_referral"
            | "assigned"
            | "not_councils_responsibility"
            | "forwarded"
            | "koordinasi"
            | "disposisi" => Self::Referred,
            "investigating" | "planned" | "action_scheduled" | "in_process" | "started" | "proses"
            | "diproses" | "klarifikasi" => Self::InProgress,
            "processed" | "resolved" | "rekomendasi" => Self::Answered,
            "archived"
            | "no_further_action"
            | "completed"
            | "unable_to_fix"
            | "done"
            | "selesai"
            | "selesai_benar"
            | "selesai_tidak_benar" => Self::Closed,
            "cancelled" | "canceled" | "declined" | "invalid" | "ditolak" => Self::Rejected,
            "reopen" | "re_opened" => Self::Reopened,
            fixed if fixed == "fixed" || fixed.starts_with("fixed_") => Self::Answered,
            closed if closed.starts_with("closed_") => Self::Closed,
            _ => Self::Other(word.trim().to_owned()),
        })
    }

    /// The backend's own word, as it wrote it, where it says more than our status does: *no further action* is more
    /// than closed. Where the status is that word already there is nothing to add.
    pub fn detail(word: &str) -> Option<String> {
        let says_more =
            !matches!(plain(word).as_str(), "" | "open" | "opened" | "new" | "reopen" | "re_opened");
        let known = says_more && Self::parse(&plain(word)).is_none();
        (known && !matches!(Self::from_foreign(word), Self::Other(_))).then(|| word.trim().to_owned())
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

/// One spelling for `IN_PROCESS`, `in process` and `fixed - council`.
fn plain(word: &str) -> String {
    let parts = word.split([' ', '-', '_']).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<_>>().join("_")
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
            ("fixed - council", Status::Answered),
            ("closed_duplicate_of", Status::Closed),
            ("Menunggu", Status::Received),
            ("Disposisi", Status::Referred),
            ("Selesai tidak benar", Status::Closed),
            ("Antre", Status::Other("Antre".into())),
            ("fixedish", Status::Other("fixedish".into())),
        ] {
            assert_eq!(Status::from_foreign(word), status, "{word}");
        }
        assert!(Status::Other("Antre".into()).is_open());
        assert!(!Status::Duplicate.is_open() && !Status::Withdrawn.is_open());
    }

    #[test]
    fn a_word_that_says_more_than_its_status_is_kept() {
        for (word, detail) in [
            ("open", None),
            ("IN_PROGRESS", None),
            ("reopen", None),
            ("", None),
            ("Antre", None),
            (" No further action ", Some("No further action")),
            ("action_scheduled", Some("action_scheduled")),
            ("Selesai tidak benar", Some("Selesai tidak benar")),
        ] {
            assert_eq!(Status::detail(word).as_deref(), detail, "{word}");
        }
    }
}

//! Why an act is refused. The words for it are chosen at the door that the act came through.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// This actor never does this, or another desk has the report.
    NotYours,
    /// The config has no such desk.
    UnknownDesk,
    /// The report is at that desk already.
    SameDesk,
    /// No other desk has referred it here.
    NotReferred,
    /// It is about police conduct: only desks of kind oversight have it, and it is never public.
    Conduct,
    /// Only a desk of oversight that is named takes it out of confidence.
    Unnamed,
    /// It was said in confidence, while the report was about police conduct or might have been.
    InConfidence,
    /// Nobody has stated the kind of its service: a desk of oversight gives it one first.
    Unclassified,
    /// Reports of its service are never public.
    NotPublishable,
    /// It was one about police conduct, written in confidence: it is never public, whatever it is now.
    WasConduct,
    /// Notes on it are for the reporter only.
    ForReporterOnly,
    /// It has no key, so nobody could read what is only for the reporter.
    NoKey,
    /// Its reporter took it back: nobody else moves it any more.
    Withdrawn,
    /// Only its reporter withdraws a report, and a referral names the desk: neither is set as a status.
    NotAStatus,
    /// Its time is not over: it is open, or something has happened to it since.
    NotOver,
    /// Where the report stands, its reporter can't do this any more.
    NotNow,
    /// A report is not merged into itself, nor into one that is merged already.
    SameReport,
    /// It is merged into another one: first it stands as something else than a duplicate again.
    IsMerged,
    /// It would be merged into a report where nothing goes on: one that is closed, rejected, withdrawn, a duplicate or erased.
    IntoOver,
    /// There are no words in it, and it is nothing without.
    NoWords,
    /// The office's words are longer than [`WORDS_LIMIT`](super::WORDS_LIMIT).
    TooLong,
    /// The report has no such photo.
    NoPhoto,
    /// Its content was erased.
    Erased,
}

/// In short, for a log; whoever meets it at a door is told more.
#[cfg(not(target_family = "wasm"))]
impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NotYours => "another has the report",
            Self::UnknownDesk => "there is no such desk",
            Self::SameDesk => "that desk has it already",
            Self::NotReferred => "no other desk has referred it here",
            Self::Conduct => "it is about police conduct",
            Self::Unnamed => "only a desk of oversight that is named says so",
            Self::InConfidence => "that was said in confidence",
            Self::Unclassified => "the kind of its service is not known",
            Self::NotPublishable => "reports of its service are never public",
            Self::WasConduct => "it was about police conduct",
            Self::ForReporterOnly => "notes on it are for the reporter only",
            Self::NoKey => "it has no key",
            Self::Withdrawn => "its reporter took it back",
            Self::NotAStatus => "that is not set as a status",
            Self::NotOver => "its time is not over",
            Self::NotNow => "where it stands, its reporter can't do this any more",
            Self::SameReport => "it is the same report",
            Self::IsMerged => "it is merged into another one",
            Self::NoPhoto => "it has no such photo",
            Self::Erased => "its content was erased",
            Self::IntoOver => "the other report is over",
            Self::NoWords => "there are no words in it",
            Self::TooLong => "it is too long",
        })
    }
}

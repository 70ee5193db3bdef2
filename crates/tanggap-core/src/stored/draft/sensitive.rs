//! Whether a draft may lie in the store, by the rule of [`crate::privacy`].

use super::saved::SavedDraft;
use crate::{form::Answers, privacy::About, service::ServiceKind};

impl SavedDraft {
    /// `kind` is that of the draft's service, `None` where nobody knows it now, as before the catalogue has come.
    /// `stored` is the draft as it lies in the store: of an unknown service it goes on lying there, but none begins to.
    pub fn may_be_stored(&self, kind: Option<ServiceKind>, stored: Option<&Self>) -> bool {
        let service = &self.draft.service;
        if service.is_none() {
            return true;
        }
        let lies_there = stored.is_some_and(|stored| stored.draft.service == *service);
        About::of_service(kind).may_be_stored(self.kept_for == *service, lies_there)
    }

    /// Whether it holds nothing that anybody told, or took a photo of ([`Draft::tells_nothing`]): then it is neither kept nor
    /// listed.
    ///
    /// [`Draft::tells_nothing`]: crate::journey::Draft::tells_nothing
    pub fn is_empty(&self, preset: &Answers) -> bool {
        self.draft.tells_nothing(preset) && self.photos.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ports::Record,
        stored::{ReadDraft, read_draft},
    };

    const EMPTY: &str = include_str!("../../../../../tests/fixtures/stored-v1/draft-empty.json");

    fn draft(service: Option<&str>, kept_for: Option<&str>) -> SavedDraft {
        let uid = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
        let record = Record { key: uid.into(), rev: 1, text: EMPTY.into() };
        let ReadDraft::Draft(mut saved) = read_draft(&record) else { panic!("the golden draft is readable") };
        let named = |code: &str| ("pengawasan".to_owned(), code.to_owned());
        (saved.draft.service, saved.kept_for) = (service.map(named), kept_for.map(named));
        *saved
    }

    #[test]
    fn what_is_told_about_an_officer_is_stored_only_where_its_person_said_so_for_that_service() {
        use ServiceKind::{Complaint, PoliceConduct};
        let (extortion, abuse) = (Some("officer-extortion"), Some("abuse-of-authority"));
        for (service, kind, kept_for, stored, expected) in [
            (None, None, None, None, true),
            (Some("light"), Some(Complaint), None, None, true),
            (extortion, Some(PoliceConduct), None, None, false),
            // What was typed before the service was chosen lies there, and may not go on lying there.
            (extortion, Some(PoliceConduct), None, Some(None), false),
            (extortion, Some(PoliceConduct), extortion, None, true),
            (extortion, Some(PoliceConduct), abuse, None, false),
            // Before the catalogue has come.
            (extortion, None, None, Some(None), false),
            (extortion, None, None, Some(extortion), true),
            (extortion, None, extortion, None, true),
        ] {
            let stored = stored.map(|service| draft(service, None));
            let new = draft(service, kept_for);
            assert_eq!(
                new.may_be_stored(kind, stored.as_ref()),
                expected,
                "{service:?} {kind:?} {kept_for:?}"
            );
        }
    }
}

//! What may lie on a device. What somebody tells about a police officer stays in the memory of the page, unless its person said
//! otherwise for that very service (R14). One rule for drafts and for messages.

use crate::{config::DeskKind, service::ServiceKind};

/// Whom words are about, as far as that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    AnOfficer,
    Others,
    /// The service or the desk is not known now, as before the catalogue has come.
    Unknown,
}

impl About {
    /// By the kind of the service that the words are for; `None` where nobody knows it now.
    pub fn of_service(kind: Option<ServiceKind>) -> Self {
        match kind {
            Some(ServiceKind::PoliceConduct) => Self::AnOfficer,
            Some(_) => Self::Others,
            None => Self::Unknown,
        }
    }

    /// By the kind of the desk that the words go to; `None` where the city has no such desk.
    pub fn of_desk(kind: Option<DeskKind>) -> Self {
        match kind {
            Some(DeskKind::Oversight) => Self::AnOfficer,
            Some(_) => Self::Others,
            None => Self::Unknown,
        }
    }

    /// Whether such words may lie in the store. `is_wanted`: their person said so for this service. `lie_there`: they do
    /// already, for this service; of an unknown one they go on lying there, but none begin to.
    pub fn may_be_stored(self, is_wanted: bool, lie_there: bool) -> bool {
        is_wanted
            || match self {
                Self::AnOfficer => false,
                Self::Others => true,
                Self::Unknown => lie_there,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_about_an_officer_is_stored_only_where_its_person_said_so() {
        for (about, is_wanted, lie_there, expected) in [
            (About::Others, false, false, true),
            (About::AnOfficer, false, false, false),
            (About::AnOfficer, false, true, false),
            (About::AnOfficer, true, false, true),
            (About::Unknown, false, false, false),
            (About::Unknown, false, true, true),
            (About::Unknown, true, false, true),
        ] {
            assert_eq!(
                about.may_be_stored(is_wanted, lie_there),
                expected,
                "{about:?} {is_wanted} {lie_there}"
            );
        }
    }

    #[test]
    fn oversight_is_told_about_officers_and_a_police_desk_about_services() {
        assert_eq!(About::of_desk(Some(DeskKind::Oversight)), About::AnOfficer);
        assert_eq!(About::of_desk(Some(DeskKind::Police)), About::Others);
        assert_eq!(About::of_service(Some(ServiceKind::PoliceService)), About::Others);
        assert_eq!(About::of_desk(None), About::Unknown);
    }
}

//! What a list says of a draft, so that one can be told from another.

use crate::{journey::Draft, privacy::About, service::ServiceKind};

/// So many characters of what was told stand in the list at most.
const FIRST: usize = 60;

/// A draft as the list shows it, apart from when it was written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Listed {
    /// Desk and code of the chosen service.
    service: Option<(String, String)>,
    /// The first words of what was told, in one line; empty where none were.
    words: String,
    /// Its person wants it kept, for this very service (R14).
    is_wanted: bool,
}

impl Listed {
    /// `kept_for`: desk and code of the service for which its person wants it kept.
    pub fn of(draft: &Draft, kept_for: Option<&(String, String)>) -> Self {
        Self {
            service: draft.service.clone(),
            words: first_words(&draft.description),
            is_wanted: kept_for.is_some() && kept_for == draft.service.as_ref(),
        }
    }

    /// Desk and code of its service.
    pub fn service(&self) -> Option<&(String, String)> {
        self.service.as_ref()
    }

    /// Its first words. Not to be shown unless [`Self::may_be_read`].
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Whether whoever opens this phone may read what it is about: of what is told about an officer only where its person
    /// wants it kept. `kind` is that of its service, `None` where nobody knows it now: then it may be about an officer.
    pub fn may_be_read(&self, kind: Option<ServiceKind>) -> bool {
        self.service.is_none() || About::of_service(kind).may_be_stored(self.is_wanted, false)
    }
}

/// Whole words as far as there is room, of a longer text with an ellipsis. A first word without end is cut.
fn first_words(text: &str) -> String {
    let (mut line, mut room) = (String::new(), FIRST);
    for word in text.split_whitespace() {
        let length = word.chars().count() + usize::from(!line.is_empty());
        if length > room {
            if line.is_empty() {
                line.extend(word.chars().take(FIRST));
            }
            line.push('…');
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        room -= length;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_about_an_officer_are_listed_only_where_their_person_wants_them_kept() {
        use ServiceKind::{Complaint, PoliceConduct};
        for (service, is_wanted, kind, expected) in [
            (None, false, None, true),
            (Some("light"), false, Some(Complaint), true),
            (Some("officer-extortion"), false, Some(PoliceConduct), false),
            (Some("officer-extortion"), true, Some(PoliceConduct), true),
            // Before the catalogue has come.
            (Some("officer-extortion"), false, None, false),
            (Some("officer-extortion"), true, None, true),
        ] {
            let chosen = service.map(|code| ("pengawasan".to_owned(), code.to_owned()));
            let listed = Listed { service: chosen, words: "Diminta uang".into(), is_wanted };
            assert_eq!(listed.may_be_read(kind), expected, "{service:?} {is_wanted} {kind:?}");
        }
    }

    #[test]
    fn the_first_words_are_one_short_line() {
        let long = "x".repeat(70);
        for (text, expected) in [
            ("", String::new()),
            (" \n ", String::new()),
            ("Lampu mati\n\n di  pasar ", "Lampu mati di pasar".to_owned()),
            (&"kata ".repeat(12), "kata ".repeat(12).trim().to_owned()),
            (&"kata ".repeat(13), format!("{}…", "kata ".repeat(12).trim())),
            (&long, format!("{}…", &long[..60])),
            (&format!("Di {long}"), "Di…".to_owned()),
        ] {
            assert_eq!(first_words(text), expected);
        }
    }
}

//! A report that is open with its key, as one story with what everybody may know by its number.

use super::content::Conversation;
use crate::wire::tracked::{Tracked, Update};

/// Where an open report stands and what has happened to it.
#[derive(Clone, PartialEq)]
pub struct Whole {
    pub tracked: Tracked,
    /// Oldest first.
    pub updates: Vec<Update>,
}

impl Conversation {
    /// Whether the number that was asked for, which `public` tells about, has another report for everybody else: a number
    /// answers for the first report that was accepted under it, and the key of a later one opens that later one.
    pub fn is_of_another(&self, public: &Tracked) -> bool {
        self.tracked.number != public.number
    }

    /// The private part over the public one. What is for the reporter alone is only in the private part, and an update that
    /// both have is taken from there; what only the public part has came after the private one was read.
    pub fn whole(&self, public: &Tracked, updates: &[Update]) -> Whole {
        if self.is_of_another(public) {
            return Whole { tracked: self.tracked.clone(), updates: self.updates.clone() };
        }
        let is_known = |update: &&Update| self.updates.iter().all(|own| own.id != update.id);
        let newer = updates.iter().filter(is_known);
        let mut updates: Vec<Update> = self.updates.iter().chain(newer).cloned().collect();
        updates.sort_by_key(|update| update.at);
        Whole { tracked: public.clone(), updates }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        json::Node,
        wire::{
            conversation,
            tracked::{found, timeline},
        },
    };
    use serde_json::{Value, json};
    use time::UtcOffset;

    fn update(id: &str, minute: u32, note: &str, reader: Option<&str>) -> Value {
        json!({"update_id": id, "status": "in_progress", "description": note,
            "updated_datetime": format!("2026-11-23T10:{minute:02}:00Z"),
            "extended_attributes": {"tanggap": {"kind": "note", "desk": "aspirasi", "for": reader}}})
    }

    fn request(number: &str, status: &str) -> Value {
        json!({"service_request_id": number, "extended_attributes": {"tanggap": {"status": status}}})
    }

    fn private(request: Value, updates: Value) -> Conversation {
        let body = json!({"request": request, "updates": updates}).to_string();
        conversation(body.as_bytes(), UtcOffset::UTC).unwrap()
    }

    #[test]
    fn what_is_for_the_reporter_stands_among_what_everybody_reads() {
        let public = request("482719305543", "answered");
        let public = found(&Node::root(&public), UtcOffset::UTC).unwrap();
        let told = json!([update("1", 10, "", None), update("4", 40, "Selesai", None)]);
        let told = timeline(&Node::root(&told), UtcOffset::UTC);
        let own = json!([
            update("1", 10, "Kami datang besok", Some("reporter")),
            update("3", 30, "Pintu biru?", Some("reporter")),
            update("2", 20, "Dicek", None)
        ]);
        let whole = private(request("482719305543", "in_progress"), own).whole(&public, &told);
        let read: Vec<_> = whole
            .updates
            .iter()
            .map(|update| (update.id.as_str(), update.note.as_deref(), update.for_reporter))
            .collect();
        assert_eq!(
            read,
            [
                ("1", Some("Kami datang besok"), true),
                ("2", Some("Dicek"), false),
                ("3", Some("Pintu biru?"), true),
                ("4", Some("Selesai"), false)
            ]
        );
        assert_eq!(whole.tracked.status, public.status, "the number's answer is as of the last look");
    }

    #[test]
    fn the_key_of_a_number_that_another_report_has_shows_its_own_report_alone() {
        let public = request("482719305543", "closed");
        let public = found(&Node::root(&public), UtcOffset::UTC).unwrap();
        let told = json!([update("1", 10, "Of another", None)]);
        let own = private(request("100000000093", "received"), json!([update("9", 50, "Ours", None)]));
        let whole = own.whole(&public, &timeline(&Node::root(&told), UtcOffset::UTC));
        assert!(own.is_of_another(&public) && whole.tracked == own.tracked && whole.updates == own.updates);
    }
}

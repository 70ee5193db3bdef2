//! The desk that the person named as the one that gave the number: where no server knows every desk, nobody else is asked
//! ([`crate::addressee`]).

use super::followed::Followed;
use std::mem;

impl Followed {
    pub fn named_desk(&self) -> Option<&str> {
        Some(self.desk.as_str()).filter(|_| self.named)
    }

    /// The person names a desk, or takes back what was named. What another desk has told of the same number was about
    /// another report: it is dropped.
    pub fn name_desk(&mut self, desk: Option<&str>) {
        self.named = desk.is_some();
        let Some(desk) = desk.filter(|desk| *desk != self.desk) else { return };
        let (key, extra) = (self.key.take(), mem::take(&mut self.extra));
        let new = Self::new(&self.number, desk, self.since);
        *self = Self { named: true, rev: self.rev, key, extra, ..new };
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Outcome, ReadFollowed, read_followed, write_followed};
    use super::*;

    const BODY: &[u8] = br#"[{"service_request_id": "482719305543", "status": "open"}]"#;

    /// Told by the desk `aspirasi`, which nobody has named.
    fn found_in_turn() -> Followed {
        let mut followed = Followed::new("482719305543", "aspirasi", 7);
        followed.take(Outcome::Answered { request: Some((BODY, None)), updates: None }, 9);
        followed
    }

    #[test]
    fn naming_the_desk_that_told_keeps_what_it_told_and_naming_another_drops_it() {
        for (desk, is_kept) in [("aspirasi", true), ("polresta", false)] {
            let mut followed = found_in_turn();
            assert_eq!(followed.named_desk(), None, "an answer alone names nobody");
            followed.name_desk(Some(desk));
            assert_eq!((followed.named_desk(), followed.since), (Some(desk), 7));
            assert_eq!(followed.request.is_some(), is_kept, "{desk}");
            assert_eq!(followed.due_in_s(9, time::UtcOffset::UTC) == 0, !is_kept, "{desk}");
            followed.name_desk(None);
            assert_eq!((followed.named_desk(), followed.request.is_some()), (None, is_kept), "{desk}");
        }
    }

    #[test]
    fn what_was_named_is_named_again_when_the_device_is_read() {
        for named in [None, Some("polresta")] {
            let mut followed = found_in_turn();
            followed.name_desk(named);
            let ReadFollowed::Followed(again) = read_followed(&write_followed(&followed)) else {
                panic!("{named:?}")
            };
            assert_eq!(again.named_desk(), named);
        }
    }
}

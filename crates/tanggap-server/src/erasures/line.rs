//! One erasure as a line of text: its running number, its instant, the uids of all that was erased together, and a sum
//! of these to know damage by. No words, numbers or names of people: a uid is a random name that says nothing.
//!
//! `17 2026-11-24T03:00:00Z 6f9619ff-8b86-4d01-b42d-00cf4fc964ff f5c975a4`
//!
//! Or that a report turned out to be about police conduct: `conduct` stands before the uids. A release that knows no such line
//! takes the word for a uid that no report has, and erases nothing.

use crate::random;
use sha2::{Digest, Sha256};
use std::fmt;
use tanggap_core::instant::{Instant, rfc3339};
use time::UtcOffset;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Higher than that of every earlier line.
    pub id: u64,
    /// Seconds since 1970, UTC.
    pub at: i64,
    /// One report may have been known by several; any of them may be the one that a backup knows it by.
    pub uids: Vec<String>,
    pub decision: Decision,
}

/// What was decided of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    Erased,
    /// The same because its time was over: how it went still counts.
    Expired,
    /// It is about police conduct, and was not when it arrived.
    Conduct,
}

impl Decision {
    /// An erasure that keeps the figures, or one that doesn't.
    pub fn erased(keeps_figures: bool) -> Self {
        if keeps_figures { Self::Expired } else { Self::Erased }
    }

    pub fn erases(self) -> bool {
        self != Self::Conduct
    }
}

/// The word for that its figures stay, behind the uids.
const FIGURES: &str = "figures";
/// The word for that it is about conduct, before the uids.
const CONDUCT: &str = "conduct";

impl Line {
    /// `None` for everything that [`Display`](fmt::Display) does not write. Other words between the uids and the sum are for
    /// later releases.
    pub fn parse(text: &str) -> Option<Self> {
        let (text, given) = text.rsplit_once(' ')?;
        let mut words = text.split(' ');
        let id = words.next()?.parse().ok().filter(|id| *id > 0)?;
        let at = Instant::parse(words.next()?, UtcOffset::UTC)?.unix_seconds();
        let first = words.next()?;
        let is_conduct = first == CONDUCT;
        let uids = if is_conduct { words.next()? } else { first };
        let uids: Vec<_> = uids.split(',').map(str::to_owned).collect();
        let is_uid = |uid: &String| {
            !uid.is_empty() && uid.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
        };
        let keeps_figures = words.any(|word| word == FIGURES);
        let decision = if is_conduct { Decision::Conduct } else { Decision::erased(keeps_figures) };
        (given == sum(text) && uids.iter().all(is_uid)).then_some(Self { id, at, uids, decision })
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = rfc3339(self.at);
        let (id, uids) = (self.id, self.uids.join(","));
        let text = match self.decision {
            Decision::Erased => format!("{id} {at} {uids}"),
            Decision::Expired => format!("{id} {at} {uids} {FIGURES}"),
            Decision::Conduct => format!("{id} {at} {CONDUCT} {uids}"),
        };
        writeln!(f, "{text} {}", sum(&text))
    }
}

/// The first 32 bits of the text's SHA-256.
fn sum(text: &str) -> String {
    random::hex(&Sha256::digest(text.as_bytes())[..4])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written_and_nothing_else_is_one() {
        let line = Line {
            id: 17,
            at: 1_795_489_200,
            uids: vec!["6f9619ff-8b86".into(), "b".into()],
            decision: Decision::Erased,
        };
        for decision in [Decision::Expired, Decision::Conduct] {
            let decided = Line { decision, ..line.clone() };
            assert_eq!(Line::parse(decided.to_string().trim_end()), Some(decided));
        }
        let conduct = Line { decision: Decision::Conduct, ..line.clone() }.to_string();
        assert_eq!(conduct.split(' ').nth(2), Some("conduct"), "where an earlier release reads the uids");
        let text = line.to_string();
        assert_eq!(text, "17 2026-11-24T03:00:00Z 6f9619ff-8b86,b 288f8471\n");
        assert_eq!(Line::parse(text.trim_end()), Some(line.clone()));
        let later = "17 2026-11-24T03:00:00Z 6f9619ff-8b86,b later=words";
        assert_eq!(Line::parse(&format!("{later} {}", sum(later))), Some(line));
        for torn in [
            "17 2026-11-24T03:00:00Z",
            "17 2026-11-24T03:00:00Z ",
            "17 2026-11-24T03:00:00Z a,",
            "17 2026-11-2 a",
            "0 2026-11-24T03:00:00Z a",
            "x 2026-11-24T03:00:00Z a",
            "17 2026-11-24T03:00:00Z a\0\0",
        ] {
            assert_eq!(Line::parse(&format!("{torn} {}", sum(torn))), None, "{torn:?}");
        }
        for end in 0..text.trim_end().len() {
            assert_eq!(Line::parse(&text[..end]), None, "cut off at {end}");
        }
        assert_eq!(Line::parse(&text.trim_end().replace("8b86", "8b87")), None, "another uid");
    }
}

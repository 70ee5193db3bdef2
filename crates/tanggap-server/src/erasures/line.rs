//! One erasure as a line of text: its running number, its instant, the uids of all that was erased together, and a sum
//! of these to know damage by. No words, numbers or names of people: a uid is a random name that says nothing.
//!
//! `17 2026-11-24T03:00:00Z 6f9619ff-8b86-4d01-b42d-00cf4fc964ff f5c975a4`

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
    /// Its time was over: how it went still counts.
    pub keeps_figures: bool,
}

/// The word for that, behind the uids.
const FIGURES: &str = "figures";

impl Line {
    /// `None` for everything that [`Display`](fmt::Display) does not write. Other words between the uids and the sum are for
    /// later releases.
    pub fn parse(text: &str) -> Option<Self> {
        let (text, given) = text.rsplit_once(' ')?;
        let mut words = text.split(' ');
        let id = words.next()?.parse().ok().filter(|id| *id > 0)?;
        let at = Instant::parse(words.next()?, UtcOffset::UTC)?.unix_seconds();
        let uids: Vec<_> = words.next()?.split(',').map(str::to_owned).collect();
        let is_uid = |uid: &String| {
            !uid.is_empty() && uid.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
        };
        let keeps_figures = words.any(|word| word == FIGURES);
        (given == sum(text) && uids.iter().all(is_uid)).then_some(Self { id, at, uids, keeps_figures })
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = rfc3339(self.at);
        let mut text = format!("{} {at} {}", self.id, self.uids.join(","));
        if self.keeps_figures {
            text = format!("{text} {FIGURES}");
        }
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
            keeps_figures: false,
        };
        let expired = Line { keeps_figures: true, ..line.clone() };
        assert_eq!(Line::parse(expired.to_string().trim_end()), Some(expired));
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

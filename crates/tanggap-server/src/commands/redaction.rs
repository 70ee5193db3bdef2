//! What a redaction takes out, in words: whoever changes it has to see what is public now.

use super::lines;
use crate::store::Redaction;
use std::fmt::{self, Write as _};

/// As lines below headings; `None`: nothing is taken out. Words are indented, so that none of them looks like a line of
/// the office.
pub fn words(kept: Option<&str>) -> Result<Option<String>, fmt::Error> {
    let Some(kept) = kept else { return Ok(None) };
    let Ok(redaction) = serde_json::from_str::<Redaction>(kept) else {
        return Ok(Some("nothing of it is public: what was taken out cannot be read\n".into()));
    };
    let mut text = String::new();
    for (heading, instead) in [
        ("instead of its words, the public reads", &redaction.description),
        ("instead of its address, the public reads", &redaction.address),
    ] {
        let Some(instead) = instead else { continue };
        writeln!(text, "{heading}")?;
        lines::of(instead).iter().try_for_each(|line| writeln!(text, "    {line}"))?;
    }
    let mut left_out = Vec::new();
    if redaction.hides_point {
        left_out.push("the position".to_owned());
    }
    left_out.extend(redaction.hidden_photos.iter().map(|place| format!("photo {place}")));
    if !redaction.shows_links() {
        left_out.push("links".to_owned());
    }
    if !left_out.is_empty() {
        writeln!(text, "left out of what is public\n    {}", left_out.join(", "))?;
    }
    if redaction.keeps_links == Some(true) {
        writeln!(text, "links stay")?;
    }
    Ok(Some(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_out_is_told_in_words() {
        for (kept, expected) in [
            (None, None),
            (
                Some(r#"{"description": "A\nlamp", "hides_point": true, "hidden_photos": [1, 3]}"#),
                Some(
                    "instead of its words, the public reads\n    A\n    lamp\n\
                     left out of what is public\n    the position, photo 1, photo 3, links\n",
                ),
            ),
            (
                Some(r#"{"address": "Jl.", "keeps_links": true}"#),
                Some("instead of its address, the public reads\n    Jl.\nlinks stay\n"),
            ),
            (Some("{"), Some("nothing of it is public: what was taken out cannot be read\n")),
        ] {
            assert_eq!(words(kept).unwrap().as_deref(), expected, "{kept:?}");
        }
    }
}

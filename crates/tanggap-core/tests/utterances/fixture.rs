//! Reads the fixture: a line for each utterance, columns parted by tabs.

use sha2::{Digest, Sha256};

pub const FILE: &str = "tests/fixtures/utterances.tsv";
/// What is learned from it.
pub const WEIGHTS: &str = "public/learned.json";
pub const SETS: [&str; 5] = ["tuned", "held", "fresh", "learned", "blind"];
/// Kinds of danger that are told apart: somebody who wants to die.
pub const KINDS: [&str; 1] = ["despair"];

#[derive(Debug, Clone)]
pub struct Row {
    pub language: String,
    /// One of [`SETS`].
    pub set: String,
    pub is_danger: bool,
    /// The id of its kind of danger, where the city has a help line for it.
    pub kind: Option<String>,
    /// Whether it is about what an officer did.
    pub is_police: bool,
    /// `desk/code` of each that is right; none where none fits.
    pub services: Vec<String>,
    pub words: String,
}

impl Row {
    /// Whether no rule was mended for it.
    pub fn is_unseen_by_rules(&self) -> bool {
        ["learned", "blind"].contains(&self.set.as_str())
    }
}

pub fn rows(text: &str) -> Vec<Row> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(row).collect()
}

/// Says which text a file was learned from.
pub fn digest(text: &str) -> String {
    Sha256::digest(text).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn row(line: &str) -> Row {
    let parts: Vec<&str> = line.splitn(6, '\t').collect();
    let [language, set, danger, police, services, words] = parts[..] else { panic!("six columns: {line}") };
    assert!(["id", "su", "en", "mix"].contains(&language), "{line}");
    assert!(SETS.contains(&set), "{line}");
    assert!(["danger", "-"].contains(&danger) || KINDS.contains(&danger), "{line}");
    assert!(["police", "-"].contains(&police), "{line}");
    let services = services.split(',').filter(|code| *code != "-").map(str::to_owned).collect();
    Row {
        language: language.into(),
        set: set.into(),
        is_danger: danger != "-",
        kind: KINDS.contains(&danger).then(|| danger.into()),
        is_police: police == "police",
        services,
        words: words.into(),
    }
}

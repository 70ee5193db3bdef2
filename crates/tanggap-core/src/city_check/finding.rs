//! What a check has found, as it is printed: one line each.

use crate::json::Node;
use serde_json::Value;
use std::fmt;

/// The longest piece of a file that is repeated in a message, in characters.
const MOST_SHOWN: usize = 60;

/// One line about one field of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    file: String,
    /// As people write it: `clocks[1].id`; empty for the whole file.
    path: String,
    words: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.path {
            "" => write!(f, "{}: {}", self.file, self.words),
            path => write!(f, "{}: {path}: {}", self.file, self.words),
        }
    }
}

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// With any of these the portal doesn't start.
    pub mistakes: Vec<Finding>,
    /// Worth a look.
    pub warnings: Vec<Finding>,
}

/// What is found in one file.
pub struct FileFindings<'a> {
    file: &'a str,
    all: &'a mut Findings,
}

impl<'a> FileFindings<'a> {
    pub fn new(file: &'a str, all: &'a mut Findings) -> Self {
        Self { file, all }
    }

    /// Something else than `expected` stands in a field.
    pub fn expected(&mut self, node: &Node, expected: &str) {
        self.at(node.path(), &format!("expected {expected}, found {}", found(node.value())));
    }

    pub fn at(&mut self, path: &str, words: &str) {
        let finding = self.finding(path, words);
        // Two rules may find the same.
        if !self.all.mistakes.contains(&finding) {
            self.all.mistakes.push(finding);
        }
    }

    pub fn warn(&mut self, path: &str, words: &str) {
        let finding = self.finding(path, words);
        self.all.warnings.push(finding);
    }

    /// The file is none that can be read further.
    pub fn whole<T>(&mut self, words: &str) -> Option<T> {
        self.at("", words);
        None
    }

    fn finding(&self, path: &str, words: &str) -> Finding {
        let path = if path.is_empty() { "" } else { path };
        Finding { file: self.file.to_owned(), path: path.to_owned(), words: words.to_owned() }
    }
}

/// A value as a message names it.
fn found(value: Option<&Value>) -> String {
    match value {
        None => "nothing".to_owned(),
        Some(Value::Object(_)) => "an object".to_owned(),
        Some(Value::Array(items)) if items.is_empty() => "an empty list".to_owned(),
        Some(Value::Array(_)) => "a list".to_owned(),
        Some(value) => {
            // As JSON, so that a line stays one line; what turns its writing round is spelt out.
            let text: String = value.to_string().chars().map(visible).collect();
            match text.char_indices().nth(MOST_SHOWN) {
                Some((end, _)) => format!("{}…", &text[..end]),
                None => text,
            }
        }
    }
}

fn visible(character: char) -> String {
    match character {
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => {
            character.escape_unicode().to_string()
        }
        _ => character.to_string(),
    }
}

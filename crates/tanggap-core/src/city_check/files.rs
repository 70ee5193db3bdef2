//! Where the files of a city are, and how one of them becomes JSON.

use super::{
    finding::{FileFindings, Findings},
    repeated, source_text,
};
use serde_json::Value;

/// Reads a file by its name; `None` where there is none, and words where it can't be read.
pub type ReadFile<'a> = &'a dyn Fn(&str) -> Result<Option<Vec<u8>>, String>;

/// Where the files of a city are.
pub struct CityFiles<'a> {
    /// `config.json`, and what it names.
    pub portal: ReadFile<'a>,
    /// `services/<desk>.json`.
    pub city: ReadFile<'a>,
    /// The path that the portal is served under, such as `/` or `/lapor/`.
    pub base: &'a str,
    /// Whether the server's engine takes an expression as a pattern.
    pub is_pattern: fn(&str) -> bool,
}

pub const CONFIG: &str = "config.json";

/// A file that has to be there, as JSON. What keeps it from being that is a mistake of its own.
pub fn read(read: ReadFile, file: &str, findings: &mut Findings) -> Option<Value> {
    let mut findings = FileFindings::new(file, findings);
    let bytes = match read(file) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return findings.whole("there is no such file"),
        Err(why) => return findings.whole(&format!("cannot be read: {why}")),
    };
    let text = match source_text::decode(&bytes) {
        Ok(text) => text,
        Err(why) => return findings.whole(&why),
    };
    for path in repeated::fields(text) {
        findings.at(&path, "expected one field of this name, found another before it");
    }
    match serde_json::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => findings.whole(&source_text::not_json(&error)),
    }
}

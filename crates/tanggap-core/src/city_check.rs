//! Whether the files of a city are what docs/city.md says, told to whoever runs the portal: every mistake at once, each
//! with its file, its field, what is allowed there and what was found.
//!
//! The readers of these files ([`crate::config`], [`crate::escalation`] and the others) are lenient, because a phone goes
//! on with whatever it can read. This check is strict, and is for the server's start and the build only: it is not
//! compiled for the browser at all.
//!
//! - [`files`]: where they are; [`finding`]: a mistake or a warning; [`source_text`]: bytes that are to be JSON
//! - [`shape`]: what an object may have, with [`leaf`] for single values; [`near`]: misspelt names of fields
//! - [`portal`], [`beside`], [`listened`]: `config.json` and the files beside it; [`services`], [`questions`]: the
//!   files of the desks

mod beside;
mod files;
mod finding;
mod leaf;
mod line;
mod listened;
mod near;
mod portal;
mod questions;
mod repeated;
mod services;
mod shape;
mod source_text;

pub use files::{CityFiles, ReadFile};
pub use finding::{Finding, Findings};
pub use source_text::decode;

use crate::json::Node;
use files::{CONFIG, read};
use finding::FileFindings;
use portal::Named;

/// Checks all files of a city.
pub fn check(files: &CityFiles) -> Findings {
    let mut findings = Findings::default();
    let Some(config) = read(files.portal, CONFIG, &mut findings) else { return findings };
    let config = Node::root(&config);
    let named = portal::check(&config, files.base, &mut FileFindings::new(CONFIG, &mut findings));
    let services = services::check(&config, files, &mut findings);
    for Named { file, check } in named {
        let Some(value) = read(files.portal, &file, &mut findings) else { continue };
        let mut findings = FileFindings::new(&file, &mut findings);
        check(&Node::root(&value), &config, &services, &mut findings);
    }
    findings
}

#[cfg(test)]
mod tests;

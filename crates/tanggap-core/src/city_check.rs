//! Whether the files of a city are what docs/city.md says, told to whoever runs the portal: every mistake at once, each
//! with its file, its field, what is allowed there and what was found.
//!
//! The readers of these files ([`crate::config`], [`crate::escalation`] and the others) are lenient, because a phone goes
//! on with whatever it can read. This check is strict, and is for the server's start and the build only: it is not
//! compiled for the browser at all.
//!
//! - [`finding`]: a mistake or a warning; [`source_text`]: bytes that are to be JSON
//! - [`shape`]: what an object may have, with [`leaf`] for single values; [`near`]: misspelt names of fields

mod finding;
mod leaf;
mod near;
mod repeated;
mod shape;
mod source_text;

pub use finding::{Finding, Findings};
pub use source_text::decode;

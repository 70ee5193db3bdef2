//! Reports that are followed on this device: its own, and those that somebody chose to follow. What was known last is
//! shown without a line, with its age, and what has changed since somebody looked is marked.

mod list;
mod named;
mod refresh;

pub use list::{following, forget, is_own, keep, load, news, of, today};
pub use named::{forget_named, name_desk, named_desk};
pub use refresh::{follow, refresh};

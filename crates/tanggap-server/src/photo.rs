//! Makes a new picture of a photo that came from outside (reliability.md §3.4). Only pixels pass: where and with what
//! it was taken, previews of what was cut away, films and archives that hang on it all stay behind. The phone does the
//! same; nobody here believes it.
//!
//! - [`bounds`]: what is taken at most; [`effort`]: how much work a JPEG may ask for; [`clean`](mod@clean): the new picture
//! - [`processor`]: where and when that is made

mod bounds;
mod clean;
mod effort;
mod processor;

pub use bounds::NoPhoto;
pub use clean::{begins_like_one, clean};
pub use processor::{PhotoProcessor, Trouble, Turn};

#[cfg(test)]
mod tests;

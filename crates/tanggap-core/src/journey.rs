//! The way through a report: short steps with one thing each, and the draft that is carried along it.

mod again;
mod draft;
mod steps;
mod told;

pub use draft::{Draft, Stamp};
pub use steps::{Page, Step, pages, steps};

#[cfg(test)]
mod tests;

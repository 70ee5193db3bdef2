//! The portal's own pages and files: what the build left in `dist/`, held in memory, with the home page and the
//! shell of every other address filled in again in each language, because the city may have changed its config.
//!
//! - [`dist`]: the folder; [`shell`], [`notes`]: what is filled in, and what is left out of the config; [`loaded`]: all of it
//!   in memory; [`answer`]: which file answers a path

mod answer;
mod dist;
mod loaded;
mod notes;
mod shell;

pub use answer::page;
pub use dist::DistError;
pub use loaded::{Loaded, Pages};

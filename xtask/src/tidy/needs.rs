//! Which file needs which: read from imports and paths, and followed to the file that defines what they name.

mod graph;
mod mentions;
pub mod modules;
pub mod scripts;
mod tokens;

pub use graph::{Circle, Graph};
pub use mentions::Mentions;

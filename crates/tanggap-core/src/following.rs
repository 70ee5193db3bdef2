//! A report that is followed on this device: what was last known of it and how old that is, what has changed since the
//! person looked, and when to ask again. What servers said is kept as they said it, so that a newer app reads more in it.

mod asked;
mod changes;
mod followed;
mod known;
mod named;
mod schedule;
mod stored;

pub use asked::Outcome;
pub use changes::{Change, Direction};
pub use followed::{Followed, Part, Seen, Tries};
pub use known::Known;
pub use stored::{ReadFollowed, read_followed, write_followed};

#[cfg(test)]
mod tests;

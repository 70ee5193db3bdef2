//! Keeps the draft at hand: half a second after a key at the latest, and at once when the page goes out of sight
//! (A1). Who edits a draft holds its guard; another tab only reads it (D3).
//!
//! What the screen says of it is what is true of the last key: *saving* until the store holds it, *saved* after
//! ([`noticed`] and [`keep`] decide). A draft in which nothing is told is not kept, and one that became so is removed.

mod current;
mod due;
mod held;
mod turn;
mod write;

pub use current::current;
pub use due::{is_due, keep, never_mind, noticed};
pub use held::{let_go, of, put, stored};
pub use turn::turn;
pub use write::{opened, write};

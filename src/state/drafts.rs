//! What is being written, and what was begun before: one draft is at hand, the others lie in a list.
//!
//! What is typed goes to the signal `Portal::draft`. [`autosave`] keeps it on the device half a second after a key at the
//! latest, and at once when the page goes out of sight. Who edits a draft holds its guard; another tab only reads it (D3).
//! Some drafts may only stay in memory ([`is_sensitive`]). When *Send* is pressed the outbox takes the draft at hand, and
//! [`let_go_of`] ends it here once its receipt is shown.

mod act;
mod album;
mod ask;
mod at_hand;
mod autosave;
mod begin;
mod deleted;
mod list;
mod opening;
pub mod photos;
mod reopen;
mod shown;
mod wish;

pub use act::read_again;
pub use album::{album, show_photos};
pub use ask::{is_sensitive, tell, want_kept};
pub use at_hand::{Editing, at_hand, is_wanted_kept, show_step, uid_at_hand};
pub use begin::begin;
pub use opening::{correct, let_go_of, went_there};
pub use shown::{DraftRow, DraftState, DraftTrouble, draft_rows, drafts};
pub use wish::Wish;

//! What a full disk must not stop: opening, erasing, and whatever protects somebody. Where there is no room for it, some of what
//! the ballast holds is given up, and all of it where that is not enough.
//!
//! - [`writing`]: the same in the writer's transactions

mod writing;

use super::StoreError;
use crate::data_folder::ballast::{Ballast, Spared};

/// Where so much is not free, room that is held; until it is dropped, it is not taken back.
pub fn spare(ballast: &Ballast, bytes: u64) -> Option<Spared> {
    ballast.spare(bytes).unwrap_or_else(|error| {
        tracing::warn!(%error, "the ballast is not given up");
        None
    })
}

/// Does `work`, and where there is no room for it, again with so much of the ballast, step by step. What it has done when there
/// was no room must be taken back, or harmless.
pub fn despite_full_disk<T>(
    ballast: &Ballast,
    steps: &[u64],
    mut work: impl FnMut() -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let mut done = work();
    for bytes in steps {
        if !matches!(done, Err(StoreError::Full(_))) {
            break;
        }
        let _spared = spare(ballast, *bytes);
        done = work();
    }
    done
}

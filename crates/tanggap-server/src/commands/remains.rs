//! What an erasing doesn't reach: databases from before a restore, which `restore` has kept in the data folder.

use crate::store;
use std::{fmt::Write, path::Path};

/// What is said of them; `None` where there are none.
pub fn words(data: &Path) -> Option<String> {
    // A folder that can't be read is told of by whoever works in it.
    let files = store::set_aside_before(data).unwrap_or_default();
    if files.is_empty() {
        return None;
    }
    let mut told = "Databases from before a restore still hold what was erased since. When they are not needed any more:\n  rm"
        .to_owned();
    for file in files {
        // Writing to a string can't fail.
        let _written = write!(told, " '{}'", file.display());
    }
    Some(told)
}

//! Which file a name stands for: names may be given to another file while one is open, and one file may have several.

use std::{
    fs::{File, Metadata},
    path::Path,
};

/// Device and number of a file; `None` where there is none, or where the system has no such numbers.
pub type Identity = Option<(u64, u64)>;

pub fn of(path: &Path) -> Identity {
    path.metadata().ok().and_then(|about| number(&about))
}

/// Whether two names stand for one file.
pub fn is_same(one: &Path, other: &Path) -> bool {
    match (of(one), of(other)) {
        (None, None) => one.canonicalize().is_ok_and(|one| Some(one) == other.canonicalize().ok()),
        (one, other) => one == other,
    }
}

/// Whether a name still stands for the file that is open. Where nobody can tell, whether it stands for any.
pub fn is_at(file: &File, path: &Path) -> bool {
    match file.metadata().ok().and_then(|about| number(&about)) {
        None => path.exists(),
        open => of(path) == open,
    }
}

#[cfg(unix)]
fn number(about: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    Some((about.dev(), about.ino()))
}

#[cfg(not(unix))]
fn number(_about: &Metadata) -> Identity {
    None
}

//! Why a process can't work in a data folder, with what mends it.

use std::{io, path::PathBuf};

#[derive(Debug, thiserror::Error)]
pub enum DataFolderError {
    #[error("cannot open the data folder {0}: {1}")]
    Open(PathBuf, io::Error),
    #[error(
        "the data folder {path} is open to other users of this machine (mode {mode:o}): chmod 700 {path}",
        path = .0.display(), mode = .1
    )]
    Readable(PathBuf, u32),
    #[error(
        "{path} is open to other users of this machine (mode {mode:o}) and cannot be closed to them ({error}): \
         chmod 600 {path}",
        path = .0.display(), mode = .1, error = .2
    )]
    ReadableFile(PathBuf, u32, io::Error),
    #[error("{0} is no ordinary file, but a pipe or a device: move it away")]
    NoFile(PathBuf),
    #[error("{0} is being restored: try again when `restore` has ended")]
    Restoring(PathBuf),
    #[error("{0} is in use: first end {1}")]
    InUse(PathBuf, String),
}

//! Why the erasures log of a data folder cannot be used, with what the operator can do about it.

use crate::secret_file;
use std::{
    io,
    path::{Path, PathBuf},
};

#[derive(Debug, thiserror::Error)]
pub enum ErasuresError {
    #[error("cannot read the erasures log {0}: {1}")]
    Read(PathBuf, io::Error),
    #[error("cannot write the erasures log {0}, and without its line nothing is erased: {1}{cause}", cause = forbidden(.0, .1))]
    Write(PathBuf, io::Error),
    #[error(
        "the erasures log {0} is missing, and without its line nothing is erased. Is its disk mounted? \
         If the file is lost, make an empty one there: it is filled again"
    )]
    Missing(PathBuf),
    #[error("{0} is the erasures log of another database: move it away, or name another place")]
    Foreign(PathBuf),
    #[error("{0} is no erasures log, and nothing is written to it: move it away, or name another place")]
    NoLog(PathBuf),
    #[error("the erasures log {0} is damaged in its middle: put a whole copy in its place")]
    Damaged(PathBuf),
    #[error("{0}: expected a file on another disk, not one of the data folder's own, under whatever name")]
    Own(PathBuf),
}

/// What is behind a refusal of the system's: on the server's own machine its unit file allows it little.
fn forbidden(log: &Path, error: &io::Error) -> String {
    if !matches!(error.kind(), io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied) {
        return String::new();
    }
    let folder = secret_file::folder_of(log).display();
    format!(
        ". The server may not write there: {folder} has to belong to its user, and a systemd unit with \
         ProtectSystem=strict needs the line ReadWritePaths={folder}"
    )
}

//! The folder that holds all that a portal keeps: database, secrets, logs. One value owns it while a process works in
//! it, and so decides who may be there at the same time: a server and any number of commands share it, `restore` has
//! it for itself.
//!
//! - [`holders`]: which processes have it open, for the message that asks to end them
//! - [`ballast`]: room on the disk that is held for bad times

pub mod ballast;
mod holders;

use crate::secret_file;
use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

/// Locked by every process that works in the folder; it stays empty.
const LOCK: &str = "lock";

/// A folder that this process works in until the value is dropped.
#[derive(Debug)]
pub struct DataFolder {
    path: PathBuf,
    /// The operating system lets go of the lock when this is closed, however the process ends.
    _lock: File,
}

#[derive(Debug, thiserror::Error)]
pub enum DataFolderError {
    #[error("cannot open the data folder {0}: {1}")]
    Open(PathBuf, io::Error),
    #[error(
        "the data folder {path} is open to other users of this machine (mode {mode:o}): chmod 700 {path}",
        path = .0.display(), mode = .1
    )]
    Readable(PathBuf, u32),
    #[error("{0} is being restored: try again when `restore` has ended")]
    Restoring(PathBuf),
    #[error("{0} is in use: first end {1}")]
    InUse(PathBuf, String),
}

impl DataFolder {
    /// Makes the folder, for its owner only, if there is none.
    pub fn make(path: &Path) -> Result<(), DataFolderError> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path).map_err(|error| DataFolderError::Open(path.to_owned(), error))
    }

    /// Works in an existing folder beside other processes.
    pub fn share(path: &Path) -> Result<Self, DataFolderError> {
        Self::open(path, File::try_lock_shared, || DataFolderError::Restoring(path.to_owned()))
    }

    /// Works in an existing folder alone.
    pub fn claim(path: &Path) -> Result<Self, DataFolderError> {
        let in_use = || DataFolderError::InUse(path.to_owned(), holders::of(&path.join(LOCK)));
        Self::open(path, File::try_lock, in_use)
    }

    fn open(
        path: &Path,
        lock: fn(&File) -> Result<(), TryLockError>,
        taken: impl FnOnce() -> DataFolderError,
    ) -> Result<Self, DataFolderError> {
        let failed = |error| DataFolderError::Open(path.to_owned(), error);
        private(path)?;
        let file = secret_file::open(&path.join(LOCK)).map_err(failed)?;
        match lock(&file) {
            Ok(()) => Ok(Self { path: path.to_owned(), _lock: file }),
            Err(TryLockError::WouldBlock) => {
                // This process is not one of those to name.
                drop(file);
                Err(taken())
            }
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Files in it are made for their owner only, but their names, sizes and times are told by a folder that others can
/// enter, and so is everything that somebody copies into it.
fn private(path: &Path) -> Result<(), DataFolderError> {
    let failed = |error| DataFolderError::Open(path.to_owned(), error);
    let about = fs::metadata(path).map_err(failed)?;
    if !about.is_dir() {
        return Err(failed(io::ErrorKind::NotADirectory.into()));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = about.permissions().mode() & 0o7777;
        if mode & 0o077 != 0 {
            return Err(DataFolderError::Readable(path.to_owned(), mode));
        }
    }
    Ok(())
}

/// A folder for a test, as a server would make it.
#[cfg(test)]
pub fn temporary() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
    }
    folder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_share_the_folder_and_a_restore_has_it_alone() {
        let folder = temporary();
        let (server, command) = (DataFolder::share(folder.path()), DataFolder::share(folder.path()));
        assert!(server.is_ok() && command.is_ok());
        let refused = DataFolder::claim(folder.path()).unwrap_err().to_string();
        assert!(refused.contains("first end "), "{refused}");
        #[cfg(target_os = "linux")]
        assert!(refused.contains(&format!("(process {})", std::process::id())), "{refused}");
        drop((server, command));
        let restore = DataFolder::claim(folder.path()).unwrap();
        let refused = DataFolder::share(folder.path()).unwrap_err().to_string();
        assert!(refused.contains("is being restored"), "{refused}");
        drop(restore);
        assert!(DataFolder::share(folder.path()).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_others_can_enter_is_refused_with_the_command_that_mends_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        for (mode, taken) in [(0o700, true), (0o750, false), (0o701, false), (0o755, false), (0o500, true)] {
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
            match private(folder.path()) {
                Ok(()) => assert!(taken, "{mode:o}"),
                Err(error) => {
                    let told = error.to_string();
                    assert!(!taken && told.ends_with(&format!("chmod 700 {}", folder.path().display())));
                    assert!(told.contains(&format!("(mode {mode:o})")), "{told}");
                }
            }
        }
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_new_folder_is_for_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let parent = tempfile::tempdir().unwrap();
        let path = parent.path().join("deep/data");
        DataFolder::make(&path).unwrap();
        DataFolder::make(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
        assert!(DataFolder::share(&path).is_ok());
    }
}

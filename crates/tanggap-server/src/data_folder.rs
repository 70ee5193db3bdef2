//! The folder that holds all that a portal keeps: database, secrets, logs. One value owns it while a process works in
//! it, and so decides who may be there at the same time: a server and any number of commands share it, `restore` has
//! it for itself.
//!
//! - [`holders`]: which processes have it open, for the message that asks to end them
//! - [`private`]: that it and its files are the owner's alone
//! - [`ballast`]: room on the disk that is held for bad times; [`error`]: why nobody can work in it

pub mod ballast;
mod error;
mod holders;
mod private;

pub use error::DataFolderError;

use crate::{file_identity, secret_file};
use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
};

/// What the names of the files begin with that a portal keeps in it, or looks for there.
const NAMES: [&str; 10] = [
    "ballast",
    "erased",
    "erasures-to",
    LOCK,
    "pepper",
    "served",
    "serving",
    "tanggap-before-restore",
    "tanggap.sqlite",
    "tls-",
];

/// Whether a file of this name in a data folder would be taken for one of the portal's own.
pub fn is_own(path: &Path, data: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    file_identity::is_same(secret_file::folder_of(path), data)
        && NAMES.iter().any(|own| name.starts_with(own))
}

/// Locked by every process that works in the folder; it stays empty.
const LOCK: &str = "lock";

/// A folder that this process works in until the value is dropped.
#[derive(Debug)]
pub struct DataFolder {
    path: PathBuf,
    /// The operating system lets go of the lock when this is closed, however the process ends.
    _lock: File,
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
        private::hold(path)?;
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

    /// The file that everybody locks who works in it.
    pub fn lock(&self) -> PathBuf {
        self.path.join(LOCK)
    }
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

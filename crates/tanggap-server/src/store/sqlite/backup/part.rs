//! The file of a backup while it is written, under a name that the next backup to its folder knows should this one be cut off.
//! Several backups may be made to one folder at once, so each of them is locked by whoever writes it.

use crate::{file_identity, secret_file, store::sqlite::StoreError};
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

/// Ends the name of a backup that is being written.
const PART: &str = ".tanggap-part";
/// Ends the name of what SQLite makes beside it meanwhile.
const JOURNAL: &str = "-journal";
/// Another backup to the same folder has a file for a moment, to see whether it was left: then it is tried again.
const TRIES: usize = 20;
const PAUSE: Duration = Duration::from_millis(10);

pub struct Part {
    path: PathBuf,
    /// Locked, so that two backups to the same file do not write into each other.
    file: File,
}

impl Part {
    pub fn begin(target: &Path) -> Result<Self, StoreError> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let folder = secret_file::folder_of(target);
        remove_left(folder).map_err(|error| cannot(target, &error))?;
        let path = folder.join(format!(".{name}{PART}"));
        let part = Self { file: own(&path, target)?, path };
        let begun =
            remove(&beside(&part.path)).and_then(|()| part.file.set_len(0)).and_then(|()| part.hide());
        begun.map_err(|error| cannot(target, &error))?;
        Ok(part)
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// For its owner only; a disk that cannot keep a file from others is no place for a backup.
    fn hide(&self) -> io::Result<()> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            self.file.set_permissions(fs::Permissions::from_mode(0o600))?;
            if self.file.metadata()?.permissions().mode() & 0o077 != 0 {
                return Err(io::Error::other("its file system cannot keep a file from other users"));
            }
        }
        Ok(())
    }

    pub fn name(&self, target: &Path) -> Result<(), StoreError> {
        let name = || {
            self.file.sync_all()?;
            fs::hard_link(&self.path, target)?;
            secret_file::sync_folder(target)
        };
        name().map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => present(target),
            _ => cannot(target, &error),
        })
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        for path in [beside(&self.path), self.path.clone()] {
            drop(fs::remove_file(path));
        }
    }
}

/// Makes the file and locks it.
fn own(path: &Path, target: &Path) -> Result<File, StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    for left in (0..TRIES).rev() {
        let file = options.open(path).map_err(|error| cannot(target, &error))?;
        match file.try_lock() {
            Ok(()) if file_identity::is_at(&file, path) => return Ok(file),
            Ok(()) | Err(TryLockError::WouldBlock) if left > 0 => thread::sleep(PAUSE),
            Ok(()) => return Err(cannot(target, &io::ErrorKind::NotFound.into())),
            Err(TryLockError::WouldBlock) => break,
            Err(TryLockError::Error(error)) => return Err(cannot(target, &error)),
        }
    }
    let target = target.display();
    Err(StoreError::Unusable(format!("another backup to {target} is being made at this moment")))
}

/// Removes what backups to this folder have left that were cut off: it holds what people wrote, and nobody sees it.
fn remove_left(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.to_string_lossy();
        if name.ends_with(PART) {
            remove_if_left(&path)?;
        } else if name
            .strip_suffix(JOURNAL)
            .is_some_and(|part| part.ends_with(PART) && !Path::new(part).exists())
        {
            remove(&path)?;
        }
    }
    Ok(())
}

fn remove_if_left(path: &Path) -> io::Result<()> {
    // One that is locked is being written, and one that is not there any more is done.
    let Ok(file) = File::options().write(true).open(path) else { return Ok(()) };
    if file.try_lock().is_err() || !file_identity::is_at(&file, path) {
        return Ok(());
    }
    remove(&beside(path))?;
    remove(path)?;
    tracing::info!("{} was left by a backup that was cut off, and is removed", path.display());
    Ok(())
}

fn beside(path: &Path) -> PathBuf {
    PathBuf::from(format!("{}{JOURNAL}", path.display()))
}

/// Several backups may remove the same.
fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

pub fn present(file: &Path) -> StoreError {
    StoreError::Unusable(format!("{} is there already, and a backup never replaces a file", file.display()))
}

fn cannot(target: &Path, error: &io::Error) -> StoreError {
    let told = format!("cannot make the backup {}: {error}", target.display());
    if error.kind() == io::ErrorKind::StorageFull {
        StoreError::Full(told)
    } else {
        StoreError::Unusable(told)
    }
}

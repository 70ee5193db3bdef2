//! By which rules a server runs in a data folder, so that nobody beside it goes by others: a second server, or a command that
//! names another city's files, would allow what the first one forbids.
//!
//! Every server holds a shared lock on the file `serving` until it ends; whoever gets it alone knows that none runs.

use crate::{named_file, secret_file, served::Served};
use std::{
    fs::{File, TryLockError},
    io,
    path::Path,
};

const FILE: &str = "serving";
/// A command holds the lock alone for as long as it takes to ask; a server asks again after that.
const TRIES: usize = 8;

/// A server runs by these rules until this is dropped.
#[derive(Debug)]
pub struct Serving {
    _lock: File,
}

#[derive(Debug, thiserror::Error)]
pub enum ServingError {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error(
        "a server runs in this data folder by the rules of {theirs}, and those of {ours} are others: end it first, or name \
         its files"
    )]
    Others { theirs: String, ours: String },
    #[error(
        "the rules in {0} have changed since the server began that runs in this data folder: restart it first"
    )]
    Changed(String),
}

impl Serving {
    /// For a server, before it does anything by these rules. False beside it: there was no room to write down which they are.
    pub fn begin(data: &Path, rules: &Served) -> Result<(Self, bool), ServingError> {
        let lock = secret_file::open(&data.join(FILE)).map_err(|error| told(data, &error))?;
        let mut written = true;
        if is_free(&lock, TRIES)? {
            written = rules.write(data)?;
            // Whoever asks in between sees no server, and holds the folder's files against nothing, as before this start.
            lock.unlock()?;
            lock.lock_shared()?;
        } else {
            agree_with(data, rules)?;
            lock.lock_shared()?;
        }
        Ok((Self { _lock: lock }, written))
    }
}

/// For a command, before it does anything by these rules.
pub fn agree(data: &Path, rules: &Served) -> Result<(), ServingError> {
    let lock = match named_file::open(&data.join(FILE)) {
        Ok(lock) => lock,
        // No server has been here.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(told(data, &error).into()),
    };
    if is_free(&lock, 1)? { Ok(()) } else { agree_with(data, rules) }
}

fn told(data: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot open {}: {error}", data.join(FILE).display()))
}

/// Whether no server runs; the lock is this process's alone then.
fn is_free(lock: &File, tries: usize) -> io::Result<bool> {
    for again in (0..tries).rev() {
        match lock.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if again > 0 => {
                // Beside a server this is had at once, beside a command when it has asked.
                lock.lock_shared()?;
                lock.unlock()?;
            }
            Err(TryLockError::WouldBlock) => {}
        }
    }
    Ok(false)
}

fn agree_with(data: &Path, ours: &Served) -> Result<(), ServingError> {
    // On a full disk nobody could write down which they are.
    let Some(theirs) = Served::read(data)? else { return Ok(()) };
    if theirs.rules.is_empty() || theirs.rules == ours.rules {
        return Ok(());
    }
    if (&theirs.dist, &theirs.city) == (&ours.dist, &ours.city) {
        return Err(ServingError::Changed(ours.named()));
    }
    Err(ServingError::Others { theirs: theirs.named(), ours: ours.named() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data_folder;
    use std::path::PathBuf;

    fn served(dist: &str, rules: &str) -> Served {
        Served { dist: PathBuf::from(dist), city: None, rules: rules.into() }
    }

    #[test]
    fn beside_a_server_only_its_own_rules_hold() {
        let folder = data_folder::temporary();
        let data = folder.path();
        agree(data, &served("/b", "2")).unwrap();
        let (first, _) = Serving::begin(data, &served("/a", "1")).unwrap();
        for asked in [
            agree(data, &served("/b", "2")).map_err(|error| error.to_string()),
            Serving::begin(data, &served("/b", "2")).map(|_| ()).map_err(|error| error.to_string()),
        ] {
            let told = asked.unwrap_err();
            assert!(told.contains("of /a and") && told.contains("those of /b and"), "both are named: {told}");
        }
        let told = agree(data, &served("/a", "2")).unwrap_err().to_string();
        assert!(told.contains("/a and") && told.contains("restart it"), "{told}");
        agree(data, &served("/b", "1")).unwrap();
        let (second, _) = Serving::begin(data, &served("/a", "1")).unwrap();
        drop(first);
        assert!(agree(data, &served("/b", "2")).is_err());
        drop(second);
        agree(data, &served("/b", "2")).unwrap();
        let (_third, _) = Serving::begin(data, &served("/b", "2")).unwrap();
        assert_eq!(Served::read(data).unwrap().unwrap().rules, "2");
    }
}

//! What has been erased, and which reports turned out to be about police conduct, remembered outside the database: a database
//! that is restored from a backup gets it all erased again, and none of these comes back to the desk that it was taken from.
//! Before an erasing is committed its line is on the disk, in the data folder and, where the operator has named one, in a
//! second log on another disk, which is still there when the first disk is not.
//!
//! A line whose erasing then failed is harmless: it was asked for. Whoever writes holds the database's write lock, so
//! that the lines of a server and of commands beside it never mix.
//!
//! - [`line`]: one erasure as text; [`log`]: the file, [`lock`]ed while it is written; [`logs`]: two that say the same; [`look`](mod@look): what is wrong with one; [`merge`]: what several know together
//! - [`error`]: why a log cannot be used

mod error;
mod line;
mod lock;
mod log;
mod logs;
mod look;
mod merge;

pub use error::ErasuresError;
pub use line::{Decision, Line};
pub use log::{Told, all_lines, create, database, read, replace};
pub use logs::Logs;
pub use look::{Looked, look};
pub use merge::{merged, with_others};

use crate::{data_folder::ballast::Ballast, file_identity, named_file, secret_file};
use log::Log;
use std::{
    fs, io,
    path::{self, Path, PathBuf},
};

/// The log in the data folder.
pub const LOG: &str = "erased.log";
/// Holds the path of the second log, for every process that erases.
const ALSO: &str = "erasures-to";

/// The logs of one data folder.
#[derive(Debug, Clone)]
pub struct Erasures {
    data: PathBuf,
}

impl Erasures {
    pub fn new(data: &Path) -> Self {
        Self { data: data.to_owned() }
    }

    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Room on the data folder's disk that is held for erasing.
    pub fn ballast(&self) -> Ballast {
        Ballast::of(&self.data)
    }

    /// The log in the data folder.
    pub fn own(&self) -> PathBuf {
        self.data.join(LOG)
    }

    /// The second log, once one was named.
    pub fn also(&self) -> Result<Option<PathBuf>, ErasuresError> {
        let path = self.data.join(ALSO);
        match named_file::read(&path, named_file::EDITED) {
            Ok(named) => Ok(Some(PathBuf::from(String::from_utf8_lossy(&named).trim_end_matches('\n')))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(ErasuresError::Read(path, error)),
        }
    }

    /// Whether this is the second log already.
    pub fn is_also(&self, named: &Path) -> Result<bool, ErasuresError> {
        Ok(self.also()? == path::absolute(named).ok())
    }

    /// Names the second log; afterwards both have what one of them knew. It is made only when it is named for the first time: later a missing one is a disk that
    /// is not mounted, and a new file there would lie on the wrong disk.
    pub fn keep_also(&self, database: &str, done: u64, named: &Path) -> Result<(), ErasuresError> {
        let failed = |error| ErasuresError::Write(named.to_owned(), error);
        let named = path::absolute(named).map_err(failed)?;
        let is_new = !self.is_also(&named)?;
        if is_new {
            if self.has(&named) {
                return Err(ErasuresError::Own(named));
            }
            log::create(&named, &Told { database: database.to_owned(), lines: Vec::new() })?;
        }
        self.open_both(database, done, Some(named.clone()))?;
        if is_new {
            let text = format!("{}\n", named.display());
            secret_file::replace(&self.data.join(ALSO), text.as_bytes()).map_err(failed)?;
        }
        Ok(())
    }

    /// Opens every log to write to it, and sees to it that each has what another one knows. Numbers go on after `done`, the
    /// last line that the database has done.
    pub fn open(&self, database: &str, done: u64) -> Result<Logs, ErasuresError> {
        self.open_both(database, done, self.also()?)
    }

    fn open_both(&self, database: &str, done: u64, also: Option<PathBuf>) -> Result<Logs, ErasuresError> {
        // One file under two names would wait for its own lock.
        if let Some(also) = also.as_ref().filter(|also| file_identity::is_same(also, &self.own())) {
            return Err(ErasuresError::Own(also.clone()));
        }
        let own = Log::open(&self.own(), database)?;
        let other = also.map(|path| Log::open(&path, database)).transpose()?;
        Logs::same(own, other, done)
    }

    /// Whether a name stands for something in the data folder, by whatever way: each file there is another thing, also an
    /// empty one.
    fn has(&self, named: &Path) -> bool {
        let files = fs::read_dir(&self.data).into_iter().flatten().flatten();
        file_identity::is_same(secret_file::folder_of(named), &self.data)
            || files.into_iter().any(|file| file_identity::is_same(&file.path(), named))
    }

    /// What the logs of this database know together, as far as they can be read: a log that is damaged or away takes
    /// nothing from what is erased.
    pub fn told(&self, database: &str) -> Vec<Line> {
        let also = self.also().ok().flatten();
        let logs = [Some(self.own()), also].into_iter().flatten();
        let told = logs.filter_map(|path| log::salvage(&path, database)).collect();
        merge::merged(told, 0)
    }

    /// What the second log tells where it is of another database: a restore began a new one while it was away. A uid is a random
    /// name, so what was erased there is erased here. Its numbers say nothing here, and are 0.
    pub fn told_by_another(&self, database: &str) -> Vec<Line> {
        let Ok(Some(also)) = self.also() else { return Vec::new() };
        match log::database(&also) {
            Ok(Some(of)) if of != database => {
                let lines = log::all_lines(&also).into_iter();
                lines.map(|line| Line { id: 0, ..line }).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether one of the logs lacks what the other has, as far as both can be read.
    pub fn differ(&self) -> bool {
        let Ok(Some(also)) = self.also() else { return false };
        let read = |path: &Path| named_file::read(path, named_file::LOG);
        match (read(&self.own()), read(&also)) {
            (Ok(own), Ok(also)) => own != also,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests;

//! What has been erased, remembered outside the database: a database that is restored from a backup gets it all erased
//! again. Before an erasing is committed its line is on the disk, in the data folder and, where the operator has named
//! one, in a second log on another disk, which is still there when the first disk is not.
//!
//! A line whose erasing then failed is harmless: it was asked for. Whoever writes holds the database's write lock, so
//! that the lines of a server and of commands beside it never mix.
//!
//! - [`line`]: one erasure as text; [`log`]: the file

mod line;
mod log;

pub use line::Line;
pub use log::{Told, create, database, read, replace};

use crate::secret_file;
use log::Log;
use std::{
    fs, io,
    path::{self, Path, PathBuf},
};

/// The log in the data folder.
pub const LOG: &str = "erased.log";
/// Holds the path of the second log, for every process that erases.
const ALSO: &str = "erasures-to";

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
    #[error("{0} is no erasures log: move it away, or name another place")]
    NoLog(PathBuf),
    #[error("the erasures log {0} is damaged in its middle: put a whole copy in its place")]
    Damaged(PathBuf),
    #[error("{0}: expected a file on another disk, not the data folder's own log")]
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

    /// The log in the data folder.
    pub fn own(&self) -> PathBuf {
        self.data.join(LOG)
    }

    /// The second log, once one was named.
    pub fn also(&self) -> Result<Option<PathBuf>, ErasuresError> {
        let path = self.data.join(ALSO);
        match fs::read_to_string(&path) {
            Ok(named) => Ok(Some(PathBuf::from(named.trim_end_matches('\n')))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(ErasuresError::Read(path, error)),
        }
    }

    /// Whether this is the second log already.
    pub fn is_also(&self, named: &Path) -> Result<bool, ErasuresError> {
        Ok(self.also()? == path::absolute(named).ok())
    }

    /// Names the second log. It is made only when it is named for the first time: later a missing one is a disk that
    /// is not mounted, and a new file there would lie on the wrong disk.
    pub fn keep_also(&self, database: &str, named: &Path) -> Result<(), ErasuresError> {
        let failed = |error| ErasuresError::Write(named.to_owned(), error);
        let named = path::absolute(named).map_err(failed)?;
        let is_new = !self.is_also(&named)?;
        if is_new {
            log::create(&named, &Told { database: database.to_owned(), lines: Vec::new() })?;
        }
        let same = |left: &Path, right: &Path| left.canonicalize().ok() == right.canonicalize().ok();
        if named.exists() && same(&named, &self.own()) {
            return Err(ErasuresError::Own(named));
        }
        let (mut own, mut other) = (Log::open(&self.own(), database)?, Log::open(&named, database)?);
        catch_up(&mut own, &mut other)?;
        if is_new {
            let text = format!("{}\n", named.display());
            secret_file::replace(&self.data.join(ALSO), text.as_bytes()).map_err(failed)?;
        }
        Ok(())
    }

    /// Writes the line of one erasure to every log, and returns its id once it is on the disks: the line's own, or the
    /// next one after the highest in a log.
    pub fn append(&self, database: &str, mut line: Line) -> Result<u64, ErasuresError> {
        let mut own = Log::open(&self.own(), database)?;
        let mut other = self.also()?.map(|path| Log::open(&path, database)).transpose()?;
        if let Some(other) = &mut other {
            catch_up(&mut own, other)?;
        }
        line.id = line.id.max(own.last + 1);
        // The other disk first: it is the one that may be full or gone.
        for log in other.iter_mut().chain([&mut own]) {
            log.append(std::slice::from_ref(&line))?;
        }
        Ok(line.id)
    }
}

/// A log that was out of reach for a while gets what it lacks. Both are open, and so locked.
fn catch_up(own: &mut Log, other: &mut Log) -> Result<(), ErasuresError> {
    let (behind, ahead) = if own.last < other.last { (own, other) } else { (other, own) };
    if behind.last < ahead.last {
        let lines = read(ahead.path())?.unwrap_or_default().lines;
        let lacking: Vec<_> = lines.into_iter().filter(|line| line.id > behind.last).collect();
        behind.append(&lacking)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(id: u64) -> Line {
        Line { id, at: 0, uids: vec!["u".into()], keeps_figures: false }
    }

    fn ids(path: &Path) -> Vec<u64> {
        read(path).unwrap().unwrap().lines.iter().map(|line| line.id).collect()
    }

    #[test]
    fn a_second_log_gets_every_line_and_without_it_nothing_is_written() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let erasures = Erasures::new(folder.path());
        create(&erasures.own(), &Told { database: "d".into(), lines: Vec::new() }).unwrap();
        let append = || erasures.append("d", line(1));
        assert_eq!((append().unwrap(), append().unwrap()), (1, 2));
        let other = elsewhere.path().join("deep/erased.log");
        assert!(matches!(erasures.keep_also("d", &other), Err(ErasuresError::Write(..))));
        assert_eq!(erasures.also().unwrap(), None, "what cannot be written is not remembered");
        fs::create_dir(elsewhere.path().join("deep")).unwrap();
        erasures.keep_also("d", &other).unwrap();
        assert_eq!(ids(&other), [1, 2], "it begins with what was before");
        assert_eq!(append().unwrap(), 3);
        fs::rename(&other, elsewhere.path().join("away")).unwrap();
        assert!(matches!(append(), Err(ErasuresError::Missing(_))));
        assert!(matches!(erasures.keep_also("d", &other), Err(ErasuresError::Missing(_))), "no new one");
        assert_eq!(ids(&erasures.own()), [1, 2, 3]);
        fs::write(&other, "").unwrap();
        assert_eq!(append().unwrap(), 4);
        assert_eq!((ids(&other), ids(&erasures.own())), (vec![1, 2, 3, 4], vec![1, 2, 3, 4]));
    }

    #[test]
    fn ids_go_on_after_all_that_the_database_or_any_log_knows() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let erasures = Erasures::new(folder.path());
        let empty = Told { database: "d".into(), lines: Vec::new() };
        create(&erasures.own(), &empty).unwrap();
        let append = |known: u64| erasures.append("d", line(known + 1)).unwrap();
        assert_eq!((append(4), append(4), append(0)), (5, 6, 7));
        let other = elsewhere.path().join("erased.log");
        erasures.keep_also("d", &other).unwrap();
        assert_eq!(append(0), 8);
        // The first log is lost with its disk and begun anew.
        fs::remove_file(erasures.own()).unwrap();
        create(&erasures.own(), &empty).unwrap();
        assert_eq!(append(0), 9);
        assert_eq!(ids(&erasures.own()), [5, 6, 7, 8, 9]);
    }

    #[test]
    fn where_the_system_forbids_to_write_the_folder_and_the_line_of_the_unit_file_are_named() {
        let told = |kind: io::ErrorKind| {
            ErasuresError::Write("/mnt/other/erased.log".into(), io::Error::from(kind)).to_string()
        };
        for kind in [io::ErrorKind::ReadOnlyFilesystem, io::ErrorKind::PermissionDenied] {
            let told = told(kind);
            assert!(told.contains("/mnt/other/erased.log") && told.contains("nothing is erased"), "{told}");
            assert!(told.ends_with("the line ReadWritePaths=/mnt/other"), "{told}");
        }
        assert!(!told(io::ErrorKind::StorageFull).contains("ReadWritePaths"));
    }

    #[test]
    fn a_second_log_is_neither_the_first_nor_that_of_another_database() {
        let folder = tempfile::tempdir().unwrap();
        let erasures = Erasures::new(folder.path());
        create(&erasures.own(), &Told { database: "d".into(), lines: Vec::new() }).unwrap();
        assert!(matches!(erasures.keep_also("d", &erasures.own()), Err(ErasuresError::Own(_))));
        let other = folder.path().join("other");
        create(&other, &Told { database: "another".into(), lines: Vec::new() }).unwrap();
        assert!(matches!(erasures.keep_also("d", &other), Err(ErasuresError::Foreign(_))));
        assert!(erasures.keep_also("d", folder.path()).is_err(), "a folder");
        assert_eq!(erasures.also().unwrap(), None);
    }
}

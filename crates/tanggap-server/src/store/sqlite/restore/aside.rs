//! What a restore keeps of what was there before it, under names that say when. It lies there until somebody removes it, and
//! is read again where a restore that was cut off has to be done once more.

use crate::{
    erasures::Erasures,
    file_identity, secret_file,
    store::sqlite::{
        DATABASE,
        integrity::{self, BACKUP, Head},
    },
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};
use tanggap_core::instant::{Instant, rfc3339};
use time::UtcOffset;

/// What the name of an old database begins with, and of an erasures log that is not gone on with.
const DATABASES: &str = "tanggap-before-restore";
const LOGS: &str = "erased-before-restore";
/// What lies beside a database that is in use, or was not closed.
const LOGS_OF_DATABASE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Databases from before a restore that still lie in the folder, with their logs, oldest first. They hold whatever was erased
/// since.
pub fn set_aside_before(data: &Path) -> io::Result<Vec<PathBuf>> {
    named(data, DATABASES)
}

/// The databases alone, each once, newest first: of two names for one file, the newer one has the log that belongs to it.
pub fn databases(data: &Path) -> Vec<PathBuf> {
    let mut seen = Vec::new();
    let mut databases = named(data, DATABASES).unwrap_or_default();
    databases.retain(|path| !LOGS_OF_DATABASE.iter().any(|end| path.to_string_lossy().ends_with(end)));
    databases.reverse();
    databases.retain(|path| {
        let identity = file_identity::of(path);
        let is_new = identity.is_none() || !seen.contains(&identity);
        seen.push(identity);
        is_new
    });
    databases
}

/// When a database was set aside by its name, in seconds since 1970; `None` where somebody has named it otherwise.
pub fn at(database: &Path) -> Option<i64> {
    let name = database.file_name()?.to_str()?.strip_prefix(DATABASES)?.strip_prefix('-')?;
    let (day, time) = name.get(..16)?.strip_suffix('Z')?.split_once('T')?;
    let part = |text: &str, from: usize, to: usize| text.get(from..to).map(str::to_owned);
    let day = [part(day, 0, 4)?, part(day, 4, 6)?, part(day, 6, 8)?].join("-");
    let time = [part(time, 0, 2)?, part(time, 2, 4)?, part(time, 4, 6)?].join(":");
    Some(Instant::parse(&format!("{day}T{time}Z"), UtcOffset::UTC)?.unix_seconds())
}

/// Erasures logs from before a restore that began another one.
pub fn logs(data: &Path) -> Vec<PathBuf> {
    named(data, LOGS).unwrap_or_default()
}

fn named(data: &Path, begin: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for file in fs::read_dir(data)? {
        let file = file?;
        if file.file_name().to_str().is_some_and(|name| name.starts_with(begin)) {
            found.push(file.path());
        }
    }
    found.sort();
    Ok(found)
}

/// Gives the old database, and what its log holds, a second name; the first one stays until it is replaced.
pub fn set_aside(data: &Path, at: i64) -> io::Result<Option<PathBuf>> {
    let path = data.join(DATABASE);
    if !path.try_exists()? {
        return Ok(None);
    }
    let aside = free(data, DATABASES, "sqlite", at);
    fs::hard_link(&path, &aside)?;
    // Beside what a restore that was cut off has put there may lie the log of the database from before it.
    let has_log = !matches!(integrity::head(&path), Ok(Head::Database(BACKUP)));
    for end in ["-wal", "-journal"].into_iter().filter(|_| has_log) {
        let log = beside(&path, end);
        if log.metadata().is_ok_and(|about| about.len() > 0) {
            fs::hard_link(log, beside(&aside, end))?;
        }
    }
    secret_file::sync_folder(&path)?;
    Ok(Some(aside))
}

/// Takes the second name from the database that is still in its place: the restore that gave it was cut off before it went
/// further. A server goes on with that file, and its log would not be the one beside the second name any more.
pub fn take_second_names(data: &Path) {
    let present = file_identity::of(&data.join(DATABASE));
    if present.is_none() {
        return;
    }
    for aside in named(data, DATABASES).unwrap_or_default() {
        if file_identity::of(&aside) == present {
            for end in LOGS_OF_DATABASE {
                drop(fs::remove_file(beside(&aside, end)));
            }
            drop(fs::remove_file(&aside));
        }
    }
}

/// A log that is not gone on with is kept, too.
pub fn keep_log(data: &Path, erasures: &Erasures, at: i64) -> io::Result<()> {
    fs::hard_link(erasures.own(), free(data, LOGS, "log", at))
}

/// A name that says when, and that nothing has yet.
fn free(data: &Path, name: &str, end: &str, at: i64) -> PathBuf {
    let at = rfc3339(at).replace(['-', ':'], "");
    let named = |extra: String| data.join(format!("{name}-{at}{extra}.{end}"));
    let mut names = (1..).map(|n| if n == 1 { named(String::new()) } else { named(format!("-{n}")) });
    names.find(|path| path.symlink_metadata().is_err()).unwrap_or_else(|| named(String::new()))
}

pub fn beside(path: &Path, end: &str) -> PathBuf {
    PathBuf::from(format!("{}{end}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_set_aside_says_when_by_its_name() {
        let at_1 = 1_795_489_200;
        for (path, at_) in [
            (free(Path::new("/nowhere"), DATABASES, "sqlite", at_1), Some(at_1)),
            (PathBuf::from("/nowhere/tanggap-before-restore-20261124T030000Z-2.sqlite"), Some(at_1)),
            (PathBuf::from("/nowhere/tanggap-before-restore-of-monday.sqlite"), None),
            (PathBuf::from("/nowhere/tanggap-before-restore.sqlite"), None),
        ] {
            assert_eq!(at(&path), at_, "{}", path.display());
        }
    }
}

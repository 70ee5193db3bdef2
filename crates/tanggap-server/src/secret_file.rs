//! Files of the data folder that only their owner may read. Each appears whole or not at all: it is written under
//! another name in the same folder, synced, and only then given its own. A start that was cut off leaves no half
//! secret behind, and of two processes that make the same file at once both end up with the same one.

use crate::{named_file, random};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Makes a file with this content; never over an existing one (`AlreadyExists`).
pub fn create(path: &Path, content: &[u8]) -> io::Result<()> {
    if path.try_exists()? {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let part = Part::write(path, content)?;
    // Unlike renaming, linking never takes the place of a file that another process has made meanwhile.
    fs::hard_link(&part.0, path)?;
    drop(part);
    sync_folder(path)
}

/// Makes a file with this content, in place of the one that may be there: a reader sees the old one or the new one.
pub fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let part = Part::write(path, content)?;
    fs::rename(&part.0, path)?;
    sync_folder(path)
}

/// Opens a file to read and write; makes an empty one if there is none.
pub fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = named_file::open_with(&mut options, path)?;
    give_to_owner_of_folder(&file, path)?;
    Ok(file)
}

/// Makes sure that the name of a new file, or its end, survives a power cut.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(folder_of(path))?.sync_all()?;
    Ok(())
}

/// The folder that a file lies in.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A written file that has not got its name yet; removed when it is let go of.
struct Part(PathBuf);

impl Part {
    fn write(path: &Path, content: &[u8]) -> io::Result<Self> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let mark = random::hex(&random::bytes::<8>().map_err(io::Error::other)?);
        let part = Self(folder_of(path).join(format!(".{name}.{mark}")));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&part.0)?;
        give_to_owner_of_folder(&file, path)?;
        file.write_all(content)?;
        file.sync_all()?;
        Ok(part)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // Renamed, it is gone already.
        drop(fs::remove_file(&self.0));
    }
}

/// What an administrator's command makes in the server's folder stays usable to the server, as SQLite does with its
/// own files.
fn give_to_owner_of_folder(file: &File, path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let (folder, mine) = (fs::metadata(folder_of(path))?, file.metadata()?);
        if folder.uid() != mine.uid() {
            fchown(file, Some(folder.uid()), Some(folder.gid()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    #[test]
    fn a_file_appears_whole_for_its_owner_only_and_never_over_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        create(&path, b"first").unwrap();
        assert_eq!(create(&path, b"second").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"first");
        replace(&path, b"third").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"third");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        assert!(create(&folder.path().join("missing/secret"), b"x").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing half-made stays");
    }

    #[test]
    fn of_many_that_make_the_same_file_at_once_one_wins_and_all_read_it_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        let made: usize = thread::scope(|scope| {
            let path = &path;
            let all: Vec<_> = (0..8_u8)
                .map(|n| {
                    scope.spawn(move || {
                        let made = create(path, &[n; 4_096]);
                        let read = fs::read(path).unwrap();
                        assert!(read.len() == 4_096 && read.iter().all(|byte| *byte == read[0]));
                        usize::from(made.is_ok())
                    })
                })
                .collect();
            all.into_iter().map(|one| one.join().unwrap()).sum()
        });
        assert_eq!(made, 1);
    }
}

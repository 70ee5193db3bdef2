//! The folder is its owner's alone, and so is every file in it. A folder that others can enter is refused, since they may
//! have been there; a file that was copied in with a mode of its own (the pepper, a database) is made private.

use super::error::DataFolderError;
use std::{fs, io, path::Path};

/// Holds a folder to it. Names, sizes and times of files are told by a folder that others can enter, and so is everything
/// that somebody copies into it.
pub fn hold(path: &Path) -> Result<(), DataFolderError> {
    let failed = |error| DataFolderError::Open(path.to_owned(), error);
    let about = fs::metadata(path).map_err(failed)?;
    if !about.is_dir() {
        return Err(failed(io::ErrorKind::NotADirectory.into()));
    }
    #[cfg(unix)]
    {
        let mode = unix::mode(&about);
        if mode & unix::OTHERS != 0 {
            return Err(DataFolderError::Readable(path.to_owned(), mode));
        }
        for file in fs::read_dir(path).map_err(failed)? {
            let file = file.map_err(failed)?.path();
            unix::refuse_pipe(&file)?;
            unix::close(&file)?;
        }
    }
    Ok(())
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{FileTypeExt, PermissionsExt};

    /// What group and others may do.
    pub const OTHERS: u32 = 0o077;

    pub fn mode(about: &fs::Metadata) -> u32 {
        about.permissions().mode() & 0o7777
    }

    /// SQLite, too, opens by name what lies there, and would wait for the other end of a pipe.
    pub fn refuse_pipe(file: &Path) -> Result<(), DataFolderError> {
        let kind = fs::metadata(file).map(|about| about.file_type());
        match kind {
            Ok(kind) if kind.is_fifo() || kind.is_char_device() || kind.is_block_device() => {
                Err(DataFolderError::NoFile(file.to_owned()))
            }
            _ => Ok(()),
        }
    }

    /// SQLite gives the files beside a database the mode of the database. What a link leads to lies elsewhere and is left
    /// as it is; what another process has removed meanwhile is no concern.
    pub fn close(file: &Path) -> Result<(), DataFolderError> {
        let about = match fs::symlink_metadata(file) {
            Ok(about) if about.is_file() && mode(&about) & OTHERS != 0 => about,
            _ => return Ok(()),
        };
        let private = fs::Permissions::from_mode(mode(&about) & !OTHERS);
        match fs::set_permissions(file, private) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(DataFolderError::ReadableFile(file.to_owned(), mode(&about), error))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn a_folder_that_others_can_enter_is_refused_with_the_command_that_mends_it() {
        let folder = tempfile::tempdir().unwrap();
        for (mode, taken) in [(0o700, true), (0o750, false), (0o701, false), (0o755, false), (0o500, true)] {
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
            match hold(folder.path()) {
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

    #[test]
    fn a_pipe_or_a_device_in_the_folder_is_refused_by_its_name_before_anybody_waits_for_it() {
        for name in ["pepper", "tanggap.sqlite-wal", "anything"] {
            let folder = crate::data_folder::temporary();
            crate::named_file::make_pipe(&folder.path().join("elsewhere"));
            let pipe = folder.path().join(name);
            fs::rename(folder.path().join("elsewhere"), &pipe).unwrap();
            let told = hold(folder.path()).unwrap_err().to_string();
            assert!(told.contains(pipe.to_str().unwrap()) && told.contains("no ordinary file"), "{told}");
            fs::remove_file(&pipe).unwrap();
            symlink("/dev/null", &pipe).unwrap();
            assert!(hold(folder.path()).is_err());
            fs::remove_file(&pipe).unwrap();
            fs::create_dir(&pipe).unwrap();
            assert!(hold(folder.path()).is_ok(), "a folder keeps nobody waiting");
        }
    }

    #[test]
    fn files_that_were_copied_in_are_made_private_and_what_lies_elsewhere_is_left() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::NamedTempFile::new().unwrap());
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        set(folder.path(), 0o700);
        set(elsewhere.path(), 0o644);
        symlink(elsewhere.path(), folder.path().join("link")).unwrap();
        for (name, before, after) in [
            ("pepper", 0o644, 0o600),
            ("a.sqlite", 0o666, 0o600),
            ("log", 0o440, 0o400),
            ("own", 0o600, 0o600),
        ] {
            fs::write(folder.path().join(name), "x").unwrap();
            set(&folder.path().join(name), before);
            hold(folder.path()).unwrap();
            assert_eq!(mode(&folder.path().join(name)), after, "{name}");
        }
        assert_eq!(mode(elsewhere.path()), 0o644);
    }
}

//! Opens a file that somebody named, or that has a known name in a folder which others may fill. Only an ordinary file is
//! one: a pipe would be waited for without an end, and what is written to a device is gone. And never more of it is read than
//! what is asked for may have.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read},
    path::Path,
};

/// A file that a person edits.
pub const EDITED: u64 = 16 << 20;
/// A file of the built portal.
pub const BUILT: u64 = 64 << 20;
/// An erasures log: ten million lines.
pub const LOG: u64 = 1 << 30;

/// Opens an ordinary file to read it.
///
/// # Errors
/// `InvalidInput` for anything else; nothing is waited for.
pub fn open(path: &Path) -> io::Result<File> {
    open_with(OpenOptions::new().read(true), path)
}

/// The same with other options; what is no ordinary file is never made one.
pub fn open_with(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    // Opening a pipe waits for its other end.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(options, rustix::fs::OFlags::NONBLOCK.bits() as i32);
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(no_file()) }
}

fn no_file() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "it is no ordinary file, but a folder, a pipe or a device")
}

/// All of a file.
///
/// # Errors
/// Among others, where it has more than so many bytes.
pub fn read(path: &Path, at_most: u64) -> io::Result<Vec<u8>> {
    let file = open(path)?;
    let too_large = || {
        let told = format!("it has more than {} MB, which are the most", at_most >> 20);
        io::Error::new(io::ErrorKind::FileTooLarge, told)
    };
    // What says its size is not read for nothing.
    if file.metadata()?.len() > at_most {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    file.take(at_most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > at_most { Err(too_large()) } else { Ok(bytes) }
}

/// A pipe for a test.
#[cfg(all(test, unix))]
pub fn make_pipe(path: &Path) {
    // Not by a program: a fork holds, for a moment, the locks of every test beside it.
    let owner = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
    let made = rustix::fs::mknodat(rustix::fs::CWD, path, rustix::fs::FileType::Fifo, owner, 0);
    assert!(made.is_ok());
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn no_more_is_read_than_a_file_may_have() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, vec![7; 1 << 20]).unwrap();
        assert_eq!(read(&path, 1 << 20).unwrap().len(), 1 << 20);
        fs::write(&path, vec![7; (1 << 20) + 1]).unwrap();
        let told = read(&path, 1 << 20).unwrap_err().to_string();
        assert_eq!(told, "it has more than 1 MB, which are the most");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_ordinary_file_is_told_in_words_and_never_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        make_pipe(&pipe);
        for path in [Path::new("/dev/zero"), Path::new("/dev/null"), folder.path(), &pipe] {
            let told = read(path, 1 << 20).unwrap_err().to_string();
            assert!(told.contains("no ordinary file"), "{}: {told}", path.display());
        }
        let both = open_with(File::options().read(true).write(true), &pipe).unwrap_err().to_string();
        assert!(both.contains("no ordinary file"), "{both}");
    }
}

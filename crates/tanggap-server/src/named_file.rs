//! Reads a file that somebody named, and never more of it than what is asked for may have: `/dev/zero` has no end.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

/// A file that a person edits.
pub const EDITED: u64 = 16 << 20;
/// A file of the built portal.
pub const BUILT: u64 = 64 << 20;
/// An erasures log: ten million lines.
pub const LOG: u64 = 1 << 30;

/// All of a file.
///
/// # Errors
/// Among others, where it has more than so many bytes.
pub fn read(path: &Path, at_most: u64) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
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

#[cfg(test)]
mod tests {
    use super::read;
    use std::{fs, path::Path};

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
    fn a_file_without_an_end_is_left() {
        assert!(read(Path::new("/dev/zero"), 1 << 20).is_err());
        assert_eq!(read(Path::new("/dev/null"), 1 << 20).unwrap(), Vec::<u8>::new());
    }
}

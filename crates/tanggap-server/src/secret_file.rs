//! Files that only their owner may read: what people reported, and the secrets that protect it.

use std::{fs, io, io::Write, path::Path};

/// Makes a file with this content; never over an existing one.
pub fn create(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

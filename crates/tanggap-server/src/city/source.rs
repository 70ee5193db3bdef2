//! Where a city's files come from: the first city is inside the program, another is a folder.

use crate::{named_file, text::nfc};
use include_dir::{Dir, include_dir};
use std::{io, path::PathBuf};
use tanggap_core::city_check::decode;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../cities/bogor");

pub enum Source {
    Embedded,
    Folder(PathBuf),
}

#[derive(Debug, thiserror::Error)]
#[error("cannot read {path}: {cause}")]
pub struct SourceError {
    path: String,
    cause: io::Error,
}

impl Source {
    pub fn new(folder: Option<PathBuf>) -> Self {
        folder.map_or(Self::Embedded, Self::Folder)
    }

    /// A file's text, composed as reports are: an answer that is one of its choices is found among them. `None` when the
    /// city has no such file.
    pub fn read(&self, file: &str) -> Result<Option<String>, SourceError> {
        let Some(bytes) = self.bytes(file)? else { return Ok(None) };
        let text = decode(&bytes)
            .map_err(|why| SourceError { path: file.to_owned(), cause: io::Error::other(why) })?;
        Ok(Some(nfc(text).into_owned()))
    }

    /// A file as it is.
    pub fn bytes(&self, file: &str) -> Result<Option<Vec<u8>>, SourceError> {
        match self {
            Self::Embedded => Ok(EMBEDDED.get_file(file).map(|file| file.contents().to_vec())),
            Self::Folder(folder) => {
                let path = folder.join(file);
                match named_file::read(&path, named_file::EDITED) {
                    Ok(bytes) => Ok(Some(bytes)),
                    Err(error) if error.kind() == io::ErrorKind::NotFound && folder.is_dir() => Ok(None),
                    Err(cause) => Err(SourceError { path: path.display().to_string(), cause }),
                }
            }
        }
    }
}

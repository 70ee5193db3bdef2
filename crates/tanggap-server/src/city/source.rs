//! Where a city's files come from: the first city is inside the program, another is a folder.

use crate::text::nfc;
use include_dir::{Dir, include_dir};
use std::{fs, io, path::PathBuf};

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
        Ok(self.read_as_it_is(file)?.map(|text| nfc(&text).into_owned()))
    }

    fn read_as_it_is(&self, file: &str) -> Result<Option<String>, SourceError> {
        match self {
            Self::Embedded => {
                Ok(EMBEDDED.get_file(file).and_then(|file| file.contents_utf8()).map(str::to_owned))
            }
            Self::Folder(folder) => {
                let path = folder.join(file);
                match fs::read_to_string(&path) {
                    Ok(text) => Ok(Some(text)),
                    Err(error) if error.kind() == io::ErrorKind::NotFound && folder.is_dir() => Ok(None),
                    Err(cause) => Err(SourceError { path: path.display().to_string(), cause }),
                }
            }
        }
    }
}

//! Whether the files that this process has open still lie where others look for them. A database that was moved away, or whose
//! folder's lock was removed, is written to by this server only: what it takes then is lost to everybody else, and `restore`
//! may put another in its place.

use crate::{
    data_folder::DataFolder,
    file_identity::{self, Identity},
    store::sqlite::StoreError,
};
use rusqlite::Connection;
use std::path::{Path, PathBuf};

pub struct Place {
    files: Vec<(PathBuf, Identity)>,
}

impl Place {
    /// Of the database and the folder's lock, as they are now.
    pub fn of(folder: &DataFolder, connection: &Connection) -> Self {
        let database = connection.path().filter(|path| !path.is_empty()).map(PathBuf::from);
        let files = database.into_iter().chain([folder.lock()]);
        Self { files: files.map(|path| (path.clone(), file_identity::of(&path))).collect() }
    }

    /// The first file that is not the one any more that is open. Costs two looks at the folder.
    pub fn moved(&self) -> Option<&Path> {
        let moved = self.files.iter().find(|(path, open)| file_identity::of(path) != *open);
        moved.map(|(path, _)| path.as_path())
    }

    /// What who wants to write is told; `None` while all is in its place.
    pub fn refusal(&self) -> Option<StoreError> {
        let path = self.moved()?;
        Some(StoreError::Moved(format!(
            "{} is not the file any more that this server has open: put that back, or restart the server",
            path.display()
        )))
    }
}

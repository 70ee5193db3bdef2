//! What can go wrong with the store, as the caller has to treat it.

use crate::{data_folder::DataFolderError, erasures::ErasuresError};

#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// Too much to write, or another process holds the database: the same request later will do.
    #[error("the database is busy")]
    Busy,
    /// No room on the disk. Nothing of the request was kept.
    #[error("no room for the database: {0}")]
    Full(String),
    /// The database cannot be written because the file or its disk is read-only.
    #[error("the database is read-only: {0}")]
    ReadOnly(String),
    /// The disk fails, or what is on it is no database (any more).
    #[error("the disk or the database is damaged: {0}")]
    Disk(String),
    /// The data folder, or what is in it, cannot be used as it is. The text names the file and says what to do.
    #[error("{0}")]
    Unusable(String),
    /// The thread that writes has ended. Nothing is kept until a restart; what is here can be read.
    #[error("the thread that writes has ended")]
    WriterGone,
    /// The database or the folder's lock was moved or removed while it was open. Nothing is kept until it is back, or until
    /// a restart. The text names the file and says what to do.
    #[error("{0}")]
    Moved(String),
    /// Anything else. The text is for the log, never for an answer.
    #[error("database: {0}")]
    Broken(String),
}

impl StoreError {
    /// Its name in figures for operators.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Busy => "busy",
            Self::Full(_) => "full",
            Self::ReadOnly(_) => "read_only",
            Self::Disk(_) => "disk",
            Self::Unusable(_) => "unusable",
            Self::WriterGone => "writer_gone",
            Self::Moved(_) => "moved",
            Self::Broken(_) => "broken",
        }
    }
}

impl From<DataFolderError> for StoreError {
    fn from(error: DataFolderError) -> Self {
        Self::Unusable(error.to_string())
    }
}

impl From<ErasuresError> for StoreError {
    fn from(error: ErasuresError) -> Self {
        match &error {
            ErasuresError::Write(_, cause) if cause.kind() == std::io::ErrorKind::StorageFull => {
                Self::Full(error.to_string())
            }
            _ => Self::Unusable(error.to_string()),
        }
    }
}

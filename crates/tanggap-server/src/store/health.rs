//! Whether a store can do its work.

use super::StoreError;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Health {
    Well,
    /// The last write failed, and no probe has worked since.
    CannotWrite(WriteFault),
    /// The writing thread has ended: nothing is kept until a restart.
    WriterGone,
    /// The database answers with an error.
    CannotRead,
}

/// Why nothing can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteFault {
    /// No room on the disk, or the bound that the operator set is reached.
    NoRoom,
    ReadOnly,
    /// The disk fails, or what is on it is no database.
    Disk,
    /// Another process holds the database.
    Locked,
    /// The database or the folder's lock is not the file any more that this process has open.
    Moved,
    /// A group has been in work for half a minute.
    Stalled,
}

impl WriteFault {
    /// `None` where the error says nothing about the next write.
    pub fn of(error: &StoreError) -> Option<Self> {
        match error {
            StoreError::Full(_) => Some(Self::NoRoom),
            StoreError::ReadOnly(_) => Some(Self::ReadOnly),
            StoreError::Disk(_) => Some(Self::Disk),
            StoreError::Busy => Some(Self::Locked),
            StoreError::Moved(_) => Some(Self::Moved),
            StoreError::Unusable(_) | StoreError::WriterGone | StoreError::Broken(_) => None,
        }
    }

    /// In the words of the API's description.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoRoom => "no_room",
            Self::ReadOnly => "read_only",
            Self::Disk => "disk",
            Self::Locked => "locked",
            Self::Moved => "moved",
            Self::Stalled => "stalled",
        }
    }
}

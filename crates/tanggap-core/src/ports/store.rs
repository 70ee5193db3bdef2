//! The store of the device, and the batches of changes that it takes.

/// Where items, their bytes, the carrier's answers and drafts live. Durable when it says done.
pub trait Store {
    /// Everything but the frozen bytes, as of one moment.
    async fn read_all(&self) -> Result<Contents, StoreFault>;
    /// The frozen bytes under a key.
    async fn bytes(&self, key: &str) -> Result<Option<Vec<u8>>, StoreFault>;
    /// What people have begun to write, in no order.
    async fn drafts(&self) -> Result<Vec<Record>, StoreFault>;
    /// All of it or nothing. Refused with [`StoreFault::Conflict`] when an expectation does not hold.
    async fn commit(&self, batch: &Batch) -> Result<(), StoreFault>;
}

/// What a store holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    pub items: Vec<Record>,
    /// What the carrier brought home, oldest first.
    pub answers: Vec<Record>,
    /// The browser says that it threw the old contents away (`dataLoss`, C8).
    pub data_lost: bool,
}

/// One record. The store does not look into its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub key: String,
    /// Counts the versions of an item or a draft from 1. Not used for answers.
    pub rev: u64,
    /// JSON.
    pub text: String,
}

/// Changes that happen together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// The version that each of these items has in the store now; 0 where there must be none.
    pub expect: Vec<(String, u64)>,
    /// The same for drafts.
    pub expect_drafts: Vec<(String, u64)>,
    /// Keys under which there must be no bytes: whoever says that they are gone may be late.
    pub expect_no_bytes: Vec<String>,
    pub changes: Vec<Change>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    PutItem(Record),
    RemoveItem(String),
    PutBytes(String, Vec<u8>),
    RemoveBytes(String),
    PutAnswer(Record),
    RemoveAnswer(String),
    PutDraft(Record),
    RemoveDraft(String),
}

impl Batch {
    /// Changes that expect nothing.
    pub fn of(changes: Vec<Change>) -> Self {
        Self { changes, ..Self::default() }
    }
}

/// Why a store did not do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreFault {
    /// Somebody else changed the item meanwhile: read again, decide again.
    Conflict,
    /// The device has no room.
    Quota,
    /// There is no store here, or the connection died.
    Unavailable,
    /// There is something, but it cannot be read. That is not empty (R10).
    Unreadable,
}

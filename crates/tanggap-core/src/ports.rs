//! What the outbox asks of the world. The core names it, an adapter does it: in the browser with IndexedDB,
//! `fetch` and Web Locks, in tests with [`crate::memory`]. No `Send`, no `dyn`: one thread, one concrete set.
#![allow(async_fn_in_trait)]

use crate::outbox::Notice;

/// Every port of one outbox.
pub trait Ports {
    type Store: Store;
    type Ledger: Ledger;
    type Lock: Lock;
    type Sender: Sender;
    type Clock: Clock;
    type Chance: Chance;
    type Teller: Teller;

    fn store(&self) -> &Self::Store;
    fn ledger(&self) -> &Self::Ledger;
    fn lock(&self) -> &Self::Lock;
    fn sender(&self) -> &Self::Sender;
    fn clock(&self) -> &Self::Clock;
    fn chance(&self) -> &Self::Chance;
    fn teller(&self) -> &Self::Teller;
}

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

/// A list beside the store without any content: it tells when the store lost something (R11).
pub trait Ledger {
    async fn lines(&self) -> Result<Vec<Line>, LedgerFault>;
    async fn put(&self, line: &Line) -> Result<(), LedgerFault>;
    async fn strike(&self, uid8: &str) -> Result<(), LedgerFault>;
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The first eight characters of the uid.
    pub uid8: String,
    pub seq: u64,
    /// Whether it was known to have arrived (or to be settled otherwise).
    pub settled: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LedgerFault;

/// One sender among all tabs and the carrier (R5). Where the browser has no locks it always says [`Taken::Mine`]:
/// slower, never wrong, because the server's key and the store's expectations hold without it.
pub trait Lock {
    /// Takes it where it is free; never waits.
    async fn take(&self) -> Taken;
    /// Takes it from whoever has it.
    async fn steal(&self) -> bool;
    /// Counts the lease on. `false`: it is not ours any more.
    async fn beat(&self) -> bool;
    async fn release(&self);
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    Mine,
    /// Somebody has it; the lease's count, which moves for as long as the holder lives.
    Busy {
        beat: u64,
    },
}

/// Sends bytes and brings the answer home, whole and unjudged.
pub trait Sender {
    async fn send(&self, request: &Request) -> Result<RawAnswer, SendFault>;
}

/// A request, ready to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub method: &'static str,
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub bytes: Vec<u8>,
    pub timeout_ms: u32,
}

/// What came back. The body is cut off at [`crate::wire::ANSWER_LIMIT`] by whoever reads it: more is no answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RawAnswer {
    /// 0 for a redirect that was not followed.
    pub status: u16,
    pub content_type: String,
    pub retry_after: Option<String>,
    /// The server's own time, where it may be read.
    pub date: Option<String>,
    pub body: Vec<u8>,
}

/// Why nothing came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SendFault {
    /// Not one byte left the device, for certain.
    NotSent,
    /// It may or may not have arrived: every other failure.
    Ambiguous,
}

/// Time, two kinds of it. The wall may jump; nothing is ever decided to the user's loss by it (R4).
pub trait Clock {
    fn wall_s(&self) -> i64;
    /// Only goes forward, counts from anywhere, survives nothing.
    fn mono_ms(&self) -> u64;
    /// Asks for `Event::Kick(Why::Timer)` after so long; replaces what was asked before.
    fn wake_in(&self, ms: u64);
}

/// Randomness for spreading attempts; need not be secret.
pub trait Chance {
    fn number(&self) -> u32;
}

/// Who is told what happened, after it is true.
pub trait Teller {
    fn tell(&self, notice: Notice);
}

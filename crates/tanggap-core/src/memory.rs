//! The ports in memory, with failures on demand: for the tests here and for whoever wants an outbox without a
//! browser. Handles are cheap to clone; clones share what they stand for, as tabs share a device.

mod clock;
mod fates;
mod ledger;
mod lock;
mod ports;
mod sender;
mod store;
mod teller;

pub use clock::{MemoryChance, MemoryClock};
pub use fates::{Fate, Fates, NoFaults, Op, pause};
pub use ledger::MemoryLedger;
pub use lock::MemoryLock;
pub use ports::MemoryPorts;
pub use sender::ScriptedSender;
pub use store::MemoryStore;
pub use teller::MemoryTeller;

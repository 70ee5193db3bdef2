//! What the outbox asks of the world. The core names it, an adapter does it: in the browser with IndexedDB,
//! `fetch` and Web Locks, in tests with [`crate::memory`]. No `Send`, no `dyn`: one thread, one concrete set.
#![allow(async_fn_in_trait)]

mod clock;
mod ledger;
mod lock;
mod sender;
mod store;
mod teller;

pub use clock::{Chance, Clock};
pub use ledger::{Ledger, LedgerFault, Line};
pub use lock::{Lock, Taken};
pub use sender::{RawAnswer, Request, SendFault, Sender};
pub use store::{Batch, Change, Contents, Record, Store, StoreFault};
pub use teller::Teller;

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

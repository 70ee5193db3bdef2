//! The device as the outbox sees it: the core's ports on IndexedDB, the origin's private file system, Web Locks and
//! `fetch`. What the app needs beside the ports (drafts, settings, room, news from other tabs) is here too.
//!
//! [`open`] gives the [`Device`], which is the ports; [`News`] is what it tells the app by itself.
//!
//! Every name carries the portal's base path: one origin may host several portals. The names are the contract with
//! the service worker and with older versions of this app (docs/adr/0008-device-store.md).

mod chance;
mod channel;
mod clock;
mod drafts;
mod idb;
mod ledger;
mod lock;
mod network;
mod ports;
mod room;
mod sender;
mod settings;
mod store;
mod teller;
mod web_lock;

pub use channel::Elsewhere;
pub use drafts::{DraftGuard, NewPhoto};
pub use ledger::DeviceLedger;
pub use lock::DeviceLock;
pub use network::{Line, Watching, ask_line, watch_network};
pub use ports::{Device, News, open};
pub use room::{Room, is_persisted, persist, room};
pub use sender::FetchSender;
pub use store::{DeviceStore, Health};

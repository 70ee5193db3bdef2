//! The list beside the store that tells when the store lost something (R11). Lines without any content, in a place
//! that the browser throws away at another time than IndexedDB: the origin's private file system, or where a page
//! cannot write there (Safari before 26) the Cache API.

mod cache;
mod lines;
mod opfs;

use super::web_lock::{self, Asked, How};
use tanggap_core::{
    memory::{MemoryLedger, NoFaults},
    ports::{Ledger, LedgerFault, Line},
};

/// A tab that froze while it wrote must not hold up the outbox: after this the line waits for the next start.
const TURN_MS: u32 = 3_000;

pub struct DeviceLedger(Place);

enum Place {
    File { lock: String, name: String },
    Cache { lock: String, name: String },
    Memory(MemoryLedger),
}

impl DeviceLedger {
    /// Looks where this browser can write; the same browser must always get the same answer.
    pub async fn open(base: &str) -> Self {
        let lock = ["tanggap:", base, ":ledger"].concat();
        Self(if opfs::can_be_written().await {
            // A file's name may have no slash.
            Place::File { lock, name: ["tanggap-ledger", &base.replace('/', "~")].concat() }
        } else {
            Place::Cache { name: lock.clone(), lock }
        })
    }

    /// The place for browsers without a file system, for tests.
    pub fn in_cache(base: &str) -> Self {
        let lock = ["tanggap:", base, ":ledger"].concat();
        Self(Place::Cache { name: lock.clone(), lock })
    }

    /// Beside a store in memory.
    pub fn in_memory() -> Self {
        Self(Place::Memory(MemoryLedger::new(std::rc::Rc::new(NoFaults))))
    }

    /// Strikes every line: the person removes everything from this device.
    pub(super) async fn clear(&self) -> Result<(), LedgerFault> {
        for line in self.lines().await? {
            self.strike(&line.uid8).await?;
        }
        Ok(())
    }

    async fn change(&self, change: impl FnOnce(&mut Vec<Line>)) -> Result<(), LedgerFault> {
        let (Place::File { lock, .. } | Place::Cache { lock, .. }) = &self.0 else { return Err(LedgerFault) };
        // Reading, changing and writing is one turn. Without locks two tabs may cost each other a line, which is
        // written again at the next start.
        let _turn = match web_lock::ask(lock, How::WithinMs(TURN_MS)).await {
            Asked::Ours(held) => Some(held),
            Asked::NoLocks => None,
            Asked::Busy => return Err(LedgerFault),
        };
        let mut all = lines::read(&self.text().await?);
        change(&mut all);
        let text = lines::write(&all);
        match &self.0 {
            Place::File { name, .. } => opfs::write(name, &text).await,
            Place::Cache { name, .. } => cache::write(name, &text).await,
            Place::Memory(_) => Some(()),
        }
        .ok_or(LedgerFault)
    }

    /// Empty where nothing was ever written.
    async fn text(&self) -> Result<String, LedgerFault> {
        match &self.0 {
            Place::File { name, .. } => opfs::read(name).await,
            Place::Cache { name, .. } => cache::read(name).await,
            Place::Memory(_) => None,
        }
        .ok_or(LedgerFault)
    }
}

impl Ledger for DeviceLedger {
    async fn lines(&self) -> Result<Vec<Line>, LedgerFault> {
        match &self.0 {
            Place::Memory(ledger) => ledger.lines().await,
            _ => Ok(lines::read(&self.text().await?)),
        }
    }

    async fn put(&self, line: &Line) -> Result<(), LedgerFault> {
        if let Place::Memory(ledger) = &self.0 {
            return ledger.put(line).await;
        }
        let line = line.clone();
        self.change(|lines| {
            lines.retain(|other| other.uid8 != line.uid8);
            lines.push(line);
        })
        .await
    }

    async fn strike(&self, uid8: &str) -> Result<(), LedgerFault> {
        if let Place::Memory(ledger) = &self.0 {
            return ledger.strike(uid8).await;
        }
        self.change(|lines| lines.retain(|line| line.uid8 != uid8)).await
    }
}

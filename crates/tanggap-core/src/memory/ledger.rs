//! A ledger in memory.

use super::{Fate, Fates, Op, pause};
use crate::ports::{Ledger, LedgerFault, Line};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

#[derive(Clone)]
pub struct MemoryLedger {
    lines: Rc<RefCell<BTreeMap<String, Line>>>,
    fates: Rc<dyn Fates>,
}

impl MemoryLedger {
    pub fn new(fates: Rc<dyn Fates>) -> Self {
        Self { lines: Rc::default(), fates }
    }

    /// Past every fault.
    pub fn now(&self) -> Vec<Line> {
        self.lines.borrow().values().cloned().collect()
    }

    async fn let_through(&self, op: Op) -> Result<(), LedgerFault> {
        if self.fates.pauses() {
            pause().await;
        }
        if self.fates.of(op) == Fate::Fine { Ok(()) } else { Err(LedgerFault) }
    }
}

impl Ledger for MemoryLedger {
    async fn lines(&self) -> Result<Vec<Line>, LedgerFault> {
        self.let_through(Op::LedgerRead).await?;
        Ok(self.now())
    }

    async fn put(&self, line: &Line) -> Result<(), LedgerFault> {
        self.let_through(Op::LedgerWrite).await?;
        self.lines.borrow_mut().insert(line.uid8.clone(), line.clone());
        Ok(())
    }

    async fn strike(&self, uid8: &str) -> Result<(), LedgerFault> {
        self.let_through(Op::LedgerWrite).await?;
        self.lines.borrow_mut().remove(uid8);
        Ok(())
    }
}

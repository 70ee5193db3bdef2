//! Whether the device lost something (R11): a line in the ledger without an item in the store.

use super::saving::line;
use crate::{
    outbox::{
        Effect, Item, LedgerChange, Notice,
        machine::{LedgerCheck, Now, Outbox},
    },
    ports::{LedgerFault, Line},
};

impl Outbox {
    pub(super) fn start(&mut self) -> Vec<Effect> {
        self.check = LedgerCheck::Asked;
        vec![Effect::ReadLedger]
    }

    pub(super) fn ledger_read(&mut self, lines: Result<Vec<Line>, LedgerFault>, now: Now) -> Vec<Effect> {
        let lines = lines.unwrap_or_default();
        match std::mem::take(&mut self.check) {
            LedgerCheck::Confirming(missing) => {
                let lost: Vec<Line> = missing.into_iter().filter(|line| lines.contains(line)).collect();
                let effects = self.tell_lost(lost);
                self.and_next(effects, now)
            }
            _ => {
                self.check = LedgerCheck::Have(lines);
                vec![Effect::ReadAll]
            }
        }
    }

    /// Called with a fresh reading of the store. At the start it also writes what the ledger lacks.
    pub(super) fn compare_with_ledger(
        &mut self,
        starting: bool,
        vanished: bool,
        data_lost: bool,
    ) -> Vec<Effect> {
        let mut effects = Vec::new();
        let lines = match std::mem::take(&mut self.check) {
            LedgerCheck::Have(lines) => lines,
            other => {
                self.check = other;
                if vanished && self.check == LedgerCheck::None {
                    self.check = LedgerCheck::Asked;
                    effects.push(Effect::ReadLedger);
                }
                return effects;
            }
        };
        let missing: Vec<Line> = lines.iter().filter(|line| !self.has(line)).cloned().collect();
        if data_lost && lines.is_empty() {
            effects.push(Effect::Tell(Notice::LostByDevice(Vec::new())));
        }
        if !missing.is_empty() {
            self.check = LedgerCheck::Confirming(missing);
            effects.push(Effect::ReadLedger);
        }
        if starting {
            let unlisted = self.items.values().map(line).filter(|line| !lines.contains(line));
            effects.extend(unlisted.map(|line| Effect::Ledger(LedgerChange::Put(line))));
        }
        effects
    }

    fn has(&self, line: &Line) -> bool {
        self.items
            .values()
            .map(Item::key)
            .chain(self.aside.iter().map(|record| record.key.as_str()))
            .any(|key| key.starts_with(&line.uid8))
    }

    fn tell_lost(&mut self, lines: Vec<Line>) -> Vec<Effect> {
        let mut effects = Vec::new();
        let mut unsent = Vec::new();
        for line in lines {
            if line.settled {
                // Its number was shown and it had arrived: nothing is owed any more.
                effects.push(Effect::Ledger(LedgerChange::Strike(line.uid8)));
            } else if !self.lost.contains(&line) {
                unsent.push(line);
            }
        }
        if !unsent.is_empty() {
            self.lost.extend(unsent.iter().cloned());
            effects.push(Effect::Tell(Notice::LostByDevice(unsent)));
        }
        effects
    }

    pub(super) fn loss_seen(&mut self) -> Vec<Effect> {
        let seen = std::mem::take(&mut self.lost);
        seen.into_iter().map(|line| Effect::Ledger(LedgerChange::Strike(line.uid8))).collect()
    }
}

//! Carries the effects out. The only part of the outbox that waits for anything.

use super::{Attempt, Effect, Errand, Event, LedgerChange, Now, Outbox, gate::Gate};
use crate::{
    ports::{Chance, Clock, Ledger, Lock, Ports, Request, Sender, Store, StoreFault, Taken, Teller},
    report::Uid,
};
use std::{cell::RefCell, collections::VecDeque};

pub struct Driver<P> {
    ports: P,
    outbox: RefCell<Outbox>,
    gate: Gate,
}

impl<P: Ports> Driver<P> {
    pub fn new(ports: P) -> Self {
        Self { ports, outbox: RefCell::default(), gate: Gate::default() }
    }

    /// The same with photos in pieces of so many bytes: for tests, where small ones do.
    pub fn with_pieces_of(ports: P, bytes: u64) -> Self {
        Self { ports, outbox: RefCell::new(Outbox::with_pieces_of(bytes)), gate: Gate::default() }
    }

    pub fn ports(&self) -> &P {
        &self.ports
    }

    /// Reads what the outbox knows; never across a wait.
    pub fn look<T>(&self, read: impl FnOnce(&Outbox) -> T) -> T {
        read(&self.outbox.borrow())
    }

    /// The frozen bytes of a report, to show, correct or save as a file.
    pub async fn bytes(&self, uid: &Uid) -> Result<Option<Vec<u8>>, StoreFault> {
        let key = self.look(|outbox| outbox.item(uid).map(|item| item.bytes_key()));
        match key {
            Some(key) => self.ports.store().bytes(&key).await,
            None => Ok(None),
        }
    }

    /// Takes one event and everything that follows from it, sending included. May be called while another call is
    /// still sending.
    pub async fn feed(&self, event: Event) {
        let mut event = Some(event);
        while let Some(now) = event.take() {
            if let Some((attempt, errand)) = self.decide(now).await {
                event = Some(self.send(attempt, *errand).await);
            }
        }
    }

    /// Steps until nothing follows but perhaps one thing to send.
    async fn decide(&self, event: Event) -> Option<(Attempt, Box<Errand>)> {
        let _pass = self.gate.enter().await;
        let mut events = VecDeque::from([event]);
        let mut errand = None;
        while let Some(event) = events.pop_front() {
            for effect in self.step(event) {
                match effect {
                    Effect::Send(attempt, what) => errand = Some((attempt, what)),
                    effect => events.extend(self.perform(effect).await),
                }
            }
        }
        errand
    }

    fn step(&self, event: Event) -> Vec<Effect> {
        let now = Now {
            wall_s: self.ports.clock().wall_s(),
            mono_ms: self.ports.clock().mono_ms(),
            chance: self.ports.chance().number(),
        };
        self.outbox.borrow_mut().step(event, now)
    }

    async fn perform(&self, effect: Effect) -> Option<Event> {
        let ports = &self.ports;
        match effect {
            Effect::ReadLedger => return Some(Event::LedgerRead(ports.ledger().lines().await)),
            Effect::ReadAll => return Some(Event::Loaded(ports.store().read_all().await)),
            Effect::Commit(batch) => {
                return Some(match ports.store().commit(&batch).await {
                    Ok(()) => Event::Committed,
                    Err(fault) => Event::NotCommitted(fault, batch),
                });
            }
            Effect::Ledger(change) => {
                // Best effort: what the ledger lacks is written again at the next start.
                let _written = match change {
                    LedgerChange::Put(line) => ports.ledger().put(&line).await,
                    LedgerChange::Strike(uid8) => ports.ledger().strike(&uid8).await,
                };
            }
            Effect::TakeLock => return Some(Event::Lock(ports.lock().take().await)),
            Effect::StealLock => {
                let stolen = ports.lock().steal().await;
                return Some(Event::Lock(if stolen { Taken::Mine } else { Taken::Busy { beat: 0 } }));
            }
            Effect::ReleaseLock => ports.lock().release().await,
            Effect::Beat => return (!ports.lock().beat().await).then_some(Event::LockLost),
            Effect::WakeIn(ms) => ports.clock().wake_in(ms),
            Effect::Tell(notice) => ports.teller().tell(notice),
            Effect::Send(..) => {}
        }
        None
    }

    async fn send(&self, attempt: Attempt, errand: Errand) -> Event {
        let bytes = match &errand.bytes_key {
            None => Vec::new(),
            Some(key) => match self.ports.store().bytes(key).await {
                Ok(Some(bytes)) => bytes,
                Ok(None) => return Event::NoBytes(attempt, true),
                Err(_) => return Event::NoBytes(attempt, false),
            },
        };
        let Errand { method, url, mut headers, piece, timeout_ms, .. } = errand;
        let bytes = match piece {
            None => bytes,
            Some(piece) => {
                let (part, range) = piece.of(&bytes);
                headers.push(("content-range".to_owned(), range));
                part.to_vec()
            }
        };
        let outcome = self.ports.sender().send(&Request { method, url, headers, bytes, timeout_ms }).await;
        Event::Answered(attempt, outcome)
    }
}

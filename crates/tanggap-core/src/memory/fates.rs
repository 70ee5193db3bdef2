//! What befalls each operation. A test decides; without one nothing fails.

use crate::ports::StoreFault;
use std::{cell::Cell, future::poll_fn, task::Poll};

/// An operation that may fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    ReadAll,
    Bytes,
    Drafts,
    Commit,
    LedgerRead,
    LedgerWrite,
    Lock,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Fine,
    /// Not done, and said so.
    Fails(StoreFault),
    /// Done, but the word of it gets lost.
    DoneButFails(StoreFault),
}

pub trait Fates {
    fn of(&self, op: Op) -> Fate;

    /// Whether an operation lets others run before and after it, so that a crash can fall in between.
    fn pauses(&self) -> bool {
        false
    }
}

/// Everything works at once.
pub struct NoFaults;

impl Fates for NoFaults {
    fn of(&self, _op: Op) -> Fate {
        Fate::Fine
    }
}

/// Lets whoever polls do something else first.
pub async fn pause() {
    let paused = Cell::new(false);
    poll_fn(|context| {
        if paused.replace(true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await
}

//! One change of a draft in the store at a time, in the order in which they were asked for: what is deleted must not be
//! written again by a writing that had begun before.

use futures::channel::oneshot::{Sender, channel};
use std::{cell::RefCell, collections::VecDeque};

#[derive(Default)]
struct Turns {
    is_taken: bool,
    waiting: VecDeque<Sender<()>>,
}

thread_local! {
    static TURNS: RefCell<Turns> = RefCell::default();
}

/// The right to change drafts; dropping it gives the next one theirs.
pub struct Turn(());

pub async fn turn() -> Turn {
    let wait = TURNS.with(|turns| {
        let mut turns = turns.borrow_mut();
        if !std::mem::replace(&mut turns.is_taken, true) {
            return None;
        }
        let (sender, wait) = channel();
        turns.waiting.push_back(sender);
        Some(wait)
    });
    if let Some(wait) = wait {
        // The sender is only dropped with the page.
        let _mine = wait.await;
    }
    Turn(())
}

impl Drop for Turn {
    fn drop(&mut self) {
        TURNS.with(|turns| {
            let mut turns = turns.borrow_mut();
            while let Some(next) = turns.waiting.pop_front() {
                if next.send(()).is_ok() {
                    return;
                }
            }
            turns.is_taken = false;
        });
    }
}

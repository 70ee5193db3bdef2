//! One decision at a time: between deciding and writing nothing else may decide. Sending does not hold the gate,
//! so a person can save while a photo is under way.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    future::poll_fn,
    task::{Poll, Waker},
};

#[derive(Default)]
pub struct Gate {
    taken: Cell<bool>,
    waiting: RefCell<VecDeque<Waker>>,
}

/// Through the gate until dropped.
pub struct Pass<'a>(&'a Gate);

impl Gate {
    pub async fn enter(&self) -> Pass<'_> {
        poll_fn(|context| {
            if self.taken.get() {
                self.waiting.borrow_mut().push_back(context.waker().clone());
                return Poll::Pending;
            }
            self.taken.set(true);
            Poll::Ready(Pass(self))
        })
        .await
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        self.0.taken.set(false);
        // All of them: a waiter may have been given up, and a wake-up lost on it would stop the outbox.
        for waker in self.0.waiting.borrow_mut().drain(..) {
            waker.wake();
        }
    }
}

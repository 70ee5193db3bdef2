//! Remembers what was told.

use crate::{outbox::Notice, ports::Teller};
use std::{cell::RefCell, rc::Rc};

#[derive(Clone, Default)]
pub struct MemoryTeller(Rc<RefCell<Vec<Notice>>>);

impl MemoryTeller {
    /// What was told since the last time it was asked.
    pub fn heard(&self) -> Vec<Notice> {
        self.0.take()
    }
}

impl Teller for MemoryTeller {
    fn tell(&self, notice: Notice) {
        self.0.borrow_mut().push(notice);
    }
}

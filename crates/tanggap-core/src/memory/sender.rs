//! A sender whose answers a test writes down.

use crate::ports::{RawAnswer, Request, SendFault, Sender};
use std::{cell::RefCell, rc::Rc};

type Script = dyn FnMut(&Request) -> Result<RawAnswer, SendFault>;

#[derive(Clone)]
pub struct ScriptedSender {
    script: Rc<RefCell<Script>>,
    sent: Rc<RefCell<Vec<Request>>>,
}

impl ScriptedSender {
    pub fn new(script: impl FnMut(&Request) -> Result<RawAnswer, SendFault> + 'static) -> Self {
        Self { script: Rc::new(RefCell::new(script)), sent: Rc::default() }
    }

    /// Everything that was asked to be sent, in order.
    pub fn sent(&self) -> Vec<Request> {
        self.sent.borrow().clone()
    }
}

impl Sender for ScriptedSender {
    async fn send(&self, request: &Request) -> Result<RawAnswer, SendFault> {
        self.sent.borrow_mut().push(request.clone());
        (self.script.borrow_mut())(request)
    }
}

//! Tells the app what became true.

use tanggap_core::{outbox::Notice, ports::Teller};

pub struct DeviceTeller(Box<dyn Fn(Notice)>);

impl DeviceTeller {
    pub(super) fn telling(tell: impl Fn(Notice) + 'static) -> Self {
        Self(Box::new(tell))
    }
}

impl Teller for DeviceTeller {
    fn tell(&self, notice: Notice) {
        (self.0)(notice);
    }
}

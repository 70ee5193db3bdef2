//! Who is told what the outbox did.

use crate::outbox::Notice;

/// Who is told what happened, after it is true.
pub trait Teller {
    fn tell(&self, notice: Notice);
}

//! What a reporter says after the report.

use super::answer::Answer;
use crate::store::{Latest, NewMessage, Told};
use tanggap_core::office::{Refusal, Standing};

/// Whether the office's rules let a reporter say it where the report stands.
pub type Admit = Box<dyn FnOnce(&Standing) -> Result<(), Refusal> + Send>;

pub trait Conversation: Send + Sync {
    /// Keeps a reporter's message once, if `admit` takes it; both in one transaction, with what follows for the report. When
    /// this returns, it is on the disk.
    fn tell(&self, message: NewMessage, admit: Admit) -> Answer<'_, Told>;

    /// The end of the conversation about the report with this number but for its last `skip` messages.
    fn messages(&self, ticket: String, skip: u32) -> Answer<'_, Latest>;
}

//! Reports as they arrive.

use super::answer::Answer;
use crate::store::{Forwarding, NewReport, Received, Receiving, Unkept};

pub trait Reception: Send + Sync {
    /// Keeps a report once, if no other has its number; or puts it in the place of the one that it corrects. A uid that is
    /// known is handed back as it is, and nothing is written. When this returns, the report is on the disk.
    fn receive(&self, report: NewReport) -> Answer<'_, Result<Receiving, Unkept>>;

    /// What is known of a uid: the question after an ambiguous failure. A report has its uid, and every one that it had
    /// before it was corrected.
    fn received(&self, uid: String) -> Answer<'_, Option<Received>>;

    /// Says where the report with this uid stands on its way to its desk's own system. The gateway will call this; it names
    /// the uid that it has carried, and what was corrected since is not concerned by how that went. False when no report has
    /// this uid now, or it was erased.
    fn set_forwarding(&self, uid: String, forwarding: Forwarding) -> Answer<'_, bool>;
}

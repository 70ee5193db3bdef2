//! What can be wanted of drafts.

use tanggap_core::report::Uid;

pub enum Wish {
    /// Keep the one at hand as it is now.
    Keep,
    /// Keep the one at hand in the list and begin another.
    StartAnew,
    GoOn(Uid),
    Delete(Uid),
    /// Have the one back that was deleted last.
    UndoDelete,
    /// Edit here what another tab has let go of.
    TakeOver,
}

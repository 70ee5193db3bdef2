//! The draft that this tab writes, as it stands in the store, and the right to write it.

use std::{cell::RefCell, rc::Rc};
use tanggap_browser::device::{Device, DraftGuard};
use tanggap_core::{report::Uid, stored::SavedDraft};

#[derive(Clone)]
pub struct Held {
    /// `rev` is 0 where the store has nothing of it.
    pub saved: SavedDraft,
    pub guard: Rc<DraftGuard>,
}

thread_local! {
    static HELD: RefCell<Option<Held>> = const { RefCell::new(None) };
}

pub fn put(saved: SavedDraft, guard: Rc<DraftGuard>) {
    HELD.with(|held| held.replace(Some(Held { saved, guard })));
}

/// Another tab may have it.
pub fn let_go() {
    HELD.with(|held| held.borrow_mut().take());
}

pub fn is_any() -> bool {
    HELD.with(|held| held.borrow().is_some())
}

pub fn of(uid: &Uid) -> Option<Held> {
    HELD.with(|held| held.borrow().clone()).filter(|held| held.saved.uid == *uid)
}

/// The step at which it was written last.
pub fn step() -> Option<String> {
    HELD.with(|held| held.borrow().as_ref().map(|held| held.saved.step.clone()))
}

/// What the store has of this draft.
pub fn stored(draft: &SavedDraft) -> Option<SavedDraft> {
    of(&draft.uid).map(|held| held.saved).filter(|saved| saved.rev > 0)
}

/// What this tab holds of a draft; taken now where it is new. `None`: another tab has it.
pub async fn take(device: &Device, draft: &SavedDraft) -> Option<Held> {
    if let Some(known) = of(&draft.uid) {
        return known.guard.is_ours().then_some(known);
    }
    let guard = device.hold_draft(&draft.uid).await?;
    Some(Held { saved: SavedDraft { rev: 0, ..draft.clone() }, guard: Rc::new(guard) })
}

//! Drafts in the store, and who may write one: the tab that holds its guard (D3).

use super::{
    ports::Device,
    store::Keeping,
    web_lock::{self, Asked, Held, How},
};
use tanggap_core::{
    media::Slot,
    ports::{Batch, Change, Record, Store, StoreFault},
    report::Uid,
    stored::{SavedDraft, write_draft},
};

/// This tab edits the draft for as long as it keeps this.
pub struct DraftGuard(Option<Held>);

impl DraftGuard {
    /// `false` once another tab has taken it away.
    pub fn is_ours(&self) -> bool {
        self.0.as_ref().is_none_or(Held::is_ours)
    }
}

/// A photo that goes into the store together with the draft that lists it.
pub struct NewPhoto {
    pub slot: Slot,
    pub bytes: Vec<u8>,
}

impl Device {
    /// Every draft as it is stored; [`tanggap_core::stored::read_draft`] says what each is.
    pub async fn drafts(&self) -> Result<Vec<Record>, StoreFault> {
        self.store.drafts().await
    }

    pub async fn draft(&self, uid: &Uid) -> Result<Option<Record>, StoreFault> {
        match &self.store.keeping {
            Keeping::Database(idb) => idb.draft(uid.as_str()).await,
            Keeping::Memory { store, .. } => {
                Ok(store.begun().into_iter().find(|draft| draft.key == uid.as_str()))
            }
        }
    }

    /// Writes the next version and gives back its number, which `draft.rev` must be the next time.
    /// [`StoreFault::Conflict`]: another tab wrote it meanwhile, or it has been sent or removed.
    pub async fn put_draft(&self, draft: &SavedDraft) -> Result<u64, StoreFault> {
        self.put_draft_with(draft, Vec::new(), &[]).await
    }

    /// The same together with photos that come or go.
    pub async fn put_draft_with(
        &self,
        draft: &SavedDraft,
        new: Vec<NewPhoto>,
        removed: &[Slot],
    ) -> Result<u64, StoreFault> {
        let mut record = write_draft(draft);
        record.rev = draft.rev + 1;
        let (key, rev) = (record.key.clone(), record.rev);
        let mut changes = vec![Change::PutDraft(record)];
        changes.extend(
            new.into_iter().map(|photo| Change::PutBytes(photo_key(&draft.uid, &photo.slot), photo.bytes)),
        );
        changes.extend(removed.iter().map(|slot| Change::RemoveBytes(photo_key(&draft.uid, slot))));
        let batch = Batch {
            // What was sent is a draft no more, whoever is late.
            expect: vec![(key.clone(), 0)],
            expect_drafts: vec![(key, draft.rev)],
            ..Batch::of(changes)
        };
        self.store.commit(&batch).await.map(|()| rev)
    }

    /// Removes a draft and its photos.
    pub async fn remove_draft(&self, draft: &SavedDraft) -> Result<(), StoreFault> {
        let key = draft.uid.as_str().to_owned();
        let photos = draft.photos.iter().map(|photo| photo_key(&draft.uid, &photo.claim.slot));
        let mut changes: Vec<Change> = photos.map(Change::RemoveBytes).collect();
        changes.push(Change::RemoveDraft(key.clone()));
        // The photos of what was sent are the report's.
        self.store.commit(&Batch { expect: vec![(key, 0)], ..Batch::of(changes) }).await
    }

    /// A photo of a draft or of a report.
    pub async fn photo(&self, uid: &Uid, slot: &Slot) -> Result<Option<Vec<u8>>, StoreFault> {
        self.store.bytes(&photo_key(uid, slot)).await
    }

    /// Takes a draft for this tab. `None`: another tab edits it. Where the browser has no locks every tab may; the
    /// version that a writing expects still keeps them from losing each other's words.
    pub async fn hold_draft(&self, uid: &Uid) -> Option<DraftGuard> {
        self.take_draft(uid, How::IfFree).await
    }

    /// Takes a draft from the tab that has it: the person decided to go on here.
    pub async fn take_over_draft(&self, uid: &Uid) -> Option<DraftGuard> {
        self.take_draft(uid, How::Steal).await
    }

    async fn take_draft(&self, uid: &Uid, how: How) -> Option<DraftGuard> {
        match web_lock::ask(&[&self.name, ":draft:", uid.as_str()].concat(), how).await {
            Asked::Ours(held) => Some(DraftGuard(Some(held))),
            Asked::NoLocks => Some(DraftGuard(None)),
            Asked::Busy => None,
        }
    }
}

fn photo_key(uid: &Uid, slot: &Slot) -> String {
    [uid.as_str(), "/", slot.as_str()].concat()
}

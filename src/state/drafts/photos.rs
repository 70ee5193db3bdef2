//! The photos of the draft at hand. Which it has stands in [`super::Editing`]; here are their bytes as long as no store has
//! them, and what the screen shows.

use super::at_hand;
use crate::state::album::{AtWork, Photo, Photos};
use leptos::prelude::*;
use std::{cell::RefCell, collections::BTreeMap};
use tanggap_browser::{device::NewPhoto, photo::Shown};
use tanggap_core::{
    media::{MediaClaim, Slot},
    photo::Refusal,
    report::Uid,
    stored::DraftPhoto,
};

/// What this page holds of the draft's photos.
#[derive(Default)]
struct Held {
    /// Bytes that are in no store yet, or are not to be in one.
    unkept: BTreeMap<Slot, Vec<u8>>,
    /// In the store, and not wanted any more.
    removed: Vec<Slot>,
    pictures: BTreeMap<Slot, Shown>,
    at_work: AtWork,
}

thread_local! {
    static HELD: RefCell<Held> = RefCell::default();
    static PHOTOS: ArcRwSignal<Photos> = ArcRwSignal::new(Photos::default());
}

/// What the screen shows, to be read there.
pub fn photos() -> ArcRwSignal<Photos> {
    PHOTOS.with(Clone::clone)
}

fn held<T>(use_it: impl FnOnce(&mut Held) -> T) -> T {
    HELD.with(|held| use_it(&mut held.borrow_mut()))
}

/// The draft is another one now.
pub fn forget() {
    held(std::mem::take).at_work.stop();
    photos().set(Photos::default());
}

/// Shows what the draft has.
pub fn mirror() {
    let row = |photo: &DraftPhoto| Photo {
        slot: photo.claim.slot.clone(),
        size: photo.claim.size,
        picture: held(|held| held.pictures.get(&photo.claim.slot).map(|shown| shown.url().to_owned())),
    };
    let list = at_hand::with_photos(|photos| photos.iter().map(row).collect()).unwrap_or_default();
    photos().update(|photos| photos.list = list);
}

/// Shows a photo whose bytes are at hand.
pub fn hold_picture(slot: Slot, bytes: &[u8]) {
    if let Some(shown) = Shown::new(bytes) {
        held(|held| held.pictures.insert(slot, shown));
    }
}

/// Photos that come with a draft from elsewhere, such as a refused report's.
pub fn hold(photos: Vec<(Slot, Vec<u8>)>) {
    for (slot, bytes) in photos {
        hold_picture(slot.clone(), &bytes);
        held(|held| held.unkept.insert(slot, bytes));
    }
}

/// A new photo of the draft.
pub fn put(claim: MediaClaim, name: String, bytes: Vec<u8>) {
    hold(vec![(claim.slot.clone(), bytes)]);
    at_hand::with_photos(|photos| photos.push(DraftPhoto { claim, name: Some(name) }));
    mirror();
}

/// The person does not want this one.
pub fn remove(slot: &Slot) {
    at_hand::with_photos(|photos| photos.retain(|photo| photo.claim.slot != *slot));
    held(|held| {
        held.pictures.remove(slot);
        if held.unkept.remove(slot).is_none() {
            held.removed.push(slot.clone());
        }
    });
    mirror();
}

/// What makes its photos small.
pub fn at_work() -> AtWork {
    held(|held| held.at_work.clone())
}

/// The bytes of a photo that the draft has not put into the store.
pub fn unkept(slot: &Slot) -> Option<Vec<u8>> {
    held(|held| held.unkept.get(slot).cloned())
}

/// What the next writing of the draft has to put into the store, and what to take out of it.
pub fn unsaved(listed: &[DraftPhoto]) -> (Vec<NewPhoto>, Vec<Slot>) {
    held(|held| {
        let new = listed.iter().filter_map(|photo| {
            let slot = &photo.claim.slot;
            held.unkept.get(slot).map(|bytes| NewPhoto { slot: slot.clone(), bytes: bytes.clone() })
        });
        (new.collect(), held.removed.clone())
    })
}

/// That writing is done.
pub fn saved(new: &[Slot], removed: &[Slot]) {
    held(|held| {
        held.removed.retain(|slot| !removed.contains(slot));
        for slot in new {
            // Taken away while it was being written: it is in the store now.
            if held.unkept.remove(slot).is_none() {
                held.removed.push(slot.clone());
            }
        }
    });
}

/// The device has no room for these; the words of the draft go on without them (C2).
pub fn no_room(new: &[Slot]) {
    at_hand::with_photos(|photos| {
        for photo in photos.iter().filter(|photo| new.contains(&photo.claim.slot)) {
            let name = photo.name.clone().unwrap_or_default();
            self::photos().update(|photos| photos.refused.push((name, Refusal::NoRoom)));
        }
        photos.retain(|photo| !new.contains(&photo.claim.slot));
    });
    held(|held| {
        for slot in new {
            held.unkept.remove(slot);
            held.pictures.remove(slot);
        }
    });
    mirror();
}

/// The draft is not to be kept any more: what the store has of its photos stays in memory.
pub fn take_back(uid: &Uid, slot: &Slot, bytes: Vec<u8>) {
    if at_hand::uid_at_hand().as_ref() == Some(uid) {
        held(|held| held.unkept.insert(slot.clone(), bytes));
    }
}

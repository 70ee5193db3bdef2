//! The photos of the draft at hand: made small one after the other, and kept with the draft. Which photos it has stands
//! in [`drafts::Editing`]; here are their bytes as long as no store has them, and what the screen shows.

mod taking_in;

pub use taking_in::{AtWork, Taking, add};

use crate::state::{Portal, drafts, outbox};
use leptos::prelude::*;
use std::{cell::RefCell, collections::BTreeMap};
use tanggap_browser::{
    device::NewPhoto,
    photo::{Photo as Picture, Shown},
};
use tanggap_core::{
    media::{MediaClaim, Slot},
    photo::Refusal,
    report::Uid,
    stored::DraftPhoto,
};

/// What the screen shows.
#[derive(Clone, Default, PartialEq)]
pub struct Photos {
    pub list: Vec<Photo>,
    /// Which of how many files is being made small.
    pub making: Option<(usize, usize)>,
    /// Files that did not become photos: their names, and why.
    pub refused: Vec<(String, Refusal)>,
    /// What makes photos small could not be loaded.
    pub no_part: bool,
}

#[derive(Clone, PartialEq)]
pub struct Photo {
    pub slot: Slot,
    /// In bytes.
    pub size: u64,
    /// Where the page finds it, once it has been read.
    pub picture: Option<String>,
}

/// Somewhere photos are added to: a draft, or a message.
#[derive(Clone)]
pub struct Album {
    pub shown: ArcRwSignal<Photos>,
    /// Takes what the file input of this id holds.
    pub add: Callback<String>,
    pub remove: Callback<Slot>,
    /// Gives up what is being made small.
    pub stop: Callback<()>,
    /// Where the focus goes when the photo that had it is gone.
    pub heading: &'static str,
    /// Before the camera or the files are shown.
    pub before: Callback<()>,
}

/// The album of the draft at hand.
pub fn of_draft(portal: Portal) -> Album {
    let add = Callback::new(move |input: String| {
        let uid = drafts::at_hand().map(|editing| editing.uid);
        let count = move || {
            let same = drafts::uid_at_hand() == uid;
            drafts::with_photos(|photos| photos.len()).filter(|_| same)
        };
        let take = move |claim: MediaClaim, photo: Picture, name: String| {
            hold_picture(claim.slot.clone(), &photo.bytes);
            held(|held| held.unkept.insert(claim.slot.clone(), photo.bytes));
            drafts::with_photos(|photos| photos.push(DraftPhoto { claim, name: Some(name) }));
            mirror();
            outbox::tell(portal, outbox::Command::KeepDraft);
        };
        let at_work = held(|held| held.at_work.clone());
        self::add(&input, Taking { at_work, shown: photos(), count: Box::new(count), take: Box::new(take) });
    });
    Album {
        shown: photos(),
        add,
        remove: Callback::new(move |slot: Slot| remove(portal, &slot)),
        stop: Callback::new(|()| held(|held| held.at_work.clone()).stop()),
        heading: "#app h1",
        before: Callback::new(move |()| outbox::tell(portal, outbox::Command::KeepDraft)),
    }
}

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
    let list = drafts::with_photos(|photos| photos.iter().map(row).collect()).unwrap_or_default();
    photos().update(|photos| photos.list = list);
}

/// Brings the pictures that are kept on the device, and not in memory.
pub async fn show(portal: Portal) {
    let Some(uid) = drafts::uid_at_hand() else { return };
    mirror();
    for photo in photos().get_untracked().list.into_iter().filter(|photo| photo.picture.is_none()) {
        if let Some(bytes) = outbox::photo_of(portal, uid.clone(), photo.slot.clone()).await
            && drafts::uid_at_hand().as_ref() == Some(&uid)
        {
            hold_picture(photo.slot, &bytes);
            mirror();
        }
    }
}

fn hold_picture(slot: Slot, bytes: &[u8]) {
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

/// The person does not want this one.
fn remove(portal: Portal, slot: &Slot) {
    drafts::with_photos(|photos| photos.retain(|photo| photo.claim.slot != *slot));
    held(|held| {
        held.pictures.remove(slot);
        if held.unkept.remove(slot).is_none() {
            held.removed.push(slot.clone());
        }
    });
    mirror();
    outbox::tell(portal, outbox::Command::KeepDraft);
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
    drafts::with_photos(|photos| {
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
    if drafts::uid_at_hand().as_ref() == Some(uid) {
        held(|held| held.unkept.insert(slot.clone(), bytes));
    }
}

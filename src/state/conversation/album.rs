//! Photos of a message that is being written: in memory until it is kept, and there again when its screen is drawn anew.

use crate::state::album::{Album, AtWork, Intake, Photo, Photos, add};
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc};
use tanggap_browser::photo::{Photo as Picture, Shown};
use tanggap_core::media::{MediaClaim, Slot};

#[derive(Clone, Default)]
pub struct MessagePhotos {
    shown: ArcRwSignal<Photos>,
    held: Rc<RefCell<Vec<Held>>>,
    at_work: AtWork,
}

struct Held {
    claim: MediaClaim,
    bytes: Vec<u8>,
    picture: Option<Shown>,
}

impl MessagePhotos {
    pub fn is_making(&self) -> bool {
        self.shown.with_untracked(|photos| photos.making.is_some())
    }

    /// What they are now, to go with the message.
    pub fn all(&self) -> Vec<(MediaClaim, Vec<u8>)> {
        self.held.borrow().iter().map(|held| (held.claim.clone(), held.bytes.clone())).collect()
    }

    pub fn put(&self, claim: MediaClaim, bytes: Vec<u8>) {
        let picture = Shown::new(&bytes);
        self.held.borrow_mut().push(Held { claim, bytes, picture });
        self.mirror();
    }

    /// These are kept with their message.
    pub fn gone(&self, slots: &[Slot]) {
        self.held.borrow_mut().retain(|held| !slots.contains(&held.claim.slot));
        self.mirror();
    }

    fn mirror(&self) {
        let photo = |held: &Held| Photo {
            slot: held.claim.slot.clone(),
            size: held.claim.size,
            picture: held.picture.as_ref().map(|picture| picture.url().to_owned()),
        };
        let list = self.held.borrow().iter().map(photo).collect();
        self.shown.update(|photos| photos.list = list);
    }

    /// For the screen as it stands now.
    pub fn album(&self) -> Album {
        let held = StoredValue::new_local(self.clone());
        let adding = Callback::new(move |input: String| {
            let photos = held.get_value();
            let (counted, taken) = (photos.clone(), photos.clone());
            let intake = Intake {
                at_work: photos.at_work.clone(),
                shown: photos.shown.clone(),
                count: Box::new(move || Some(counted.held.borrow().len())),
                take: Box::new(move |claim, photo: Picture, _name| taken.put(claim, photo.bytes)),
            };
            add(&input, intake);
        });
        Album {
            shown: self.shown.clone(),
            add: adding,
            remove: Callback::new(move |slot: Slot| held.with_value(|photos| photos.gone(&[slot]))),
            stop: Callback::new(move |()| held.with_value(|photos| photos.at_work.stop())),
            heading: "#talk-title",
            before: Callback::new(|()| ()),
        }
    }
}

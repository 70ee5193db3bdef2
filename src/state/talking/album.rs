//! Photos of a message that is being written. They are in memory until it is sent: then they are kept with it.

use crate::state::photos::{Album, Photo, Photos, Taking, add};
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc};
use tanggap_browser::photo::Shown;
use tanggap_core::media::{MediaClaim, Slot};

/// The photos, each with its bytes and what shows it.
#[derive(Default)]
struct Held(Vec<(MediaClaim, Vec<u8>, Option<Shown>)>);

/// The photos of one message.
#[derive(Clone)]
pub struct MessageAlbum {
    pub album: Album,
    /// What they are now.
    pub photos: Callback<(), Vec<(MediaClaim, Vec<u8>)>>,
    /// The message is kept, and they with it.
    pub empty: Callback<()>,
}

pub fn message_album() -> MessageAlbum {
    let shown = ArcRwSignal::new(Photos::default());
    let held = StoredValue::new_local(Rc::new(RefCell::new(Held::default())));
    let mirror = {
        let shown = shown.clone();
        move || {
            let list = held.with_value(|held| {
                let photo = |(claim, _, picture): &(MediaClaim, Vec<u8>, Option<Shown>)| Photo {
                    slot: claim.slot.clone(),
                    size: claim.size,
                    picture: picture.as_ref().map(|picture| picture.url().to_owned()),
                };
                held.borrow().0.iter().map(photo).collect()
            });
            shown.update(|photos| photos.list = list);
        }
    };
    let of_add = (shown.clone(), mirror.clone());
    let add = Callback::new(move |input: String| {
        let (shown, mirror) = of_add.clone();
        let count = move || held.try_with_value(|held| held.borrow().0.len());
        let take = move |claim: MediaClaim, photo: tanggap_browser::photo::Photo, _name: String| {
            let picture = Shown::new(&photo.bytes);
            if held.try_with_value(|held| held.borrow_mut().0.push((claim, photo.bytes, picture))).is_some() {
                mirror();
            }
        };
        add(&input, Taking { shown, count: Box::new(count), take: Box::new(take) });
    });
    let of_remove = mirror.clone();
    let remove = Callback::new(move |slot: Slot| {
        held.with_value(|held| held.borrow_mut().0.retain(|(claim, ..)| claim.slot != slot));
        of_remove();
    });
    let photos = Callback::new(move |()| {
        let copies =
            |held: &Held| held.0.iter().map(|(claim, bytes, _)| (claim.clone(), bytes.clone())).collect();
        held.with_value(|held| copies(&held.borrow()))
    });
    let empty = Callback::new(move |()| {
        if held.try_with_value(|held| held.borrow_mut().0.clear()).is_some() {
            mirror();
        }
    });
    MessageAlbum { album: Album { shown, add, remove, before: Callback::new(|()| ()) }, photos, empty }
}

//! The album of the draft at hand: every change of it is kept at once.

use super::{Wish, at_hand, photos, tell};
use crate::state::{
    Portal,
    album::{Album, Intake, add},
    device,
};
use leptos::prelude::*;
use tanggap_browser::photo::Photo as Picture;
use tanggap_core::media::{MediaClaim, Slot};

/// For the screen that shows it.
pub fn album(portal: Portal) -> Album {
    let keep = move || tell(portal, Wish::Keep);
    let adding = Callback::new(move |input: String| {
        let uid = at_hand::at_hand().map(|editing| editing.uid);
        let count = move || {
            let same = at_hand::uid_at_hand() == uid;
            at_hand::with_photos(|photos| photos.len()).filter(|_| same)
        };
        let take = move |claim: MediaClaim, photo: Picture, name: String| {
            photos::put(claim, name, photo.bytes);
            keep();
        };
        let (shown, at_work) = (photos::photos(), photos::at_work());
        add(&input, Intake { at_work, shown, count: Box::new(count), take: Box::new(take) });
    });
    let remove = Callback::new(move |slot: Slot| {
        photos::remove(&slot);
        keep();
    });
    Album {
        shown: photos::photos(),
        add: adding,
        remove,
        stop: Callback::new(|()| photos::at_work().stop()),
        heading: "#app h1",
        before: Callback::new(move |()| keep()),
    }
}

/// Brings the pictures that are kept on the device, and not in memory.
pub async fn show_photos(portal: Portal) {
    let Some(uid) = at_hand::uid_at_hand() else { return };
    photos::mirror();
    for photo in photos::photos().get_untracked().list.into_iter().filter(|photo| photo.picture.is_none()) {
        if let Some(bytes) = device::photo_of(portal, uid.clone(), photo.slot.clone()).await
            && at_hand::uid_at_hand().as_ref() == Some(&uid)
        {
            photos::hold_picture(photo.slot, &bytes);
            photos::mirror();
        }
    }
}

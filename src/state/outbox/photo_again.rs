//! A photo that its desk did not take, or that the device lost, offered once more: smaller, or another file.

use super::{freeze, machine::Machine};
use tanggap_browser::photo::{Photo, Shrinker, picked};
use tanggap_core::{
    media::{MediaClaim, Slot},
    outbox::{Event, NewMedia, Parcel},
    photo::{self, Plan},
    report::Uid,
};

/// What the outbox is told; `None` where nothing came of it.
pub async fn smaller(machine: &Machine, uid: &Uid, slot: &Slot) -> Option<Event> {
    let bytes = machine.ports().device().photo(uid, slot).await.ok().flatten()?;
    let plan = Plan::below(bytes.len() as u64)?;
    let photo = Shrinker::open().await?.smaller(&bytes, plan).await.ok()?;
    offer(machine, uid, slot, photo)
}

pub async fn other(machine: &Machine, uid: &Uid, slot: &Slot, input_id: &str) -> Option<Event> {
    let file = picked(input_id).into_iter().next()?;
    let photo = Shrinker::open().await?.photo_of(&file).await.ok()?;
    offer(machine, uid, slot, photo)
}

fn offer(machine: &Machine, uid: &Uid, slot: &Slot, photo: Photo) -> Option<Event> {
    let url = machine.look(|outbox| {
        let media = outbox.item(uid)?.media.iter().find(|media| media.slot == slot.as_str())?;
        Some(media.parcel.url.clone())
    })?;
    let claim = MediaClaim {
        slot: slot.clone(),
        sha256: photo::sha256(&photo.bytes),
        size: photo.bytes.len() as u64,
        media_type: photo::TYPE.to_owned(),
    };
    let parcel = Parcel { url, headers: freeze::photo_headers(&claim), size: claim.size };
    let media = NewMedia { slot: slot.as_str().to_owned(), parcel, bytes: Some(photo.bytes) };
    Some(Event::ReplacePhoto(uid.clone(), Box::new(media)))
}

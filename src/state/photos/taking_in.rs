//! From files to photos of the draft, one after the other, with what did not become one said by name.

use super::{held, hold_picture, mirror, photos};
use crate::state::{Portal, drafts, outbox};
use leptos::{prelude::*, task::spawn_local};
use std::{cell::RefCell, rc::Rc};
use tanggap_browser::{
    chance,
    photo::{Fault, Photo, Picked, Shrinker, picked},
};
use tanggap_core::{
    media::{self, MediaClaim, Slot},
    photo::{self, Refusal},
    stored::DraftPhoto,
};

thread_local! {
    static AT_WORK: RefCell<Option<Rc<Shrinker>>> = const { RefCell::new(None) };
}

/// Takes what a file input holds.
pub fn add(portal: Portal, input_id: &str) {
    let files = picked(input_id);
    if !files.is_empty() {
        spawn_local(take_in(portal, files));
    }
}

/// The person gives up what is being made small; what is done stays.
pub fn stop() {
    if let Some(shrinker) = AT_WORK.with(|at_work| at_work.borrow_mut().take()) {
        shrinker.stop();
    }
}

async fn take_in(portal: Portal, files: Vec<Picked>) {
    let all = files.len();
    photos().update(|photos| {
        (photos.making, photos.no_part) = (Some((1, all)), false);
        photos.refused.clear();
    });
    let uid = drafts::at_hand().map(|editing| editing.uid);
    match Shrinker::open().await.map(Rc::new) {
        None => photos().update(|photos| photos.no_part = true),
        Some(shrinker) => {
            AT_WORK.with(|at_work| at_work.replace(Some(shrinker.clone())));
            for (index, file) in files.into_iter().enumerate() {
                photos().update(|photos| photos.making = Some((index + 1, all)));
                let made = small(&shrinker, &file).await;
                if drafts::uid_at_hand() != uid {
                    return;
                }
                match made {
                    Ok(photo) => take(portal, photo, file.name),
                    Err(Fault::Refused(why)) => {
                        photos().update(|photos| photos.refused.push((file.name, why)))
                    }
                    Err(Fault::Stopped) => break,
                    Err(Fault::NotLoaded) => photos().update(|photos| photos.no_part = true),
                }
            }
            AT_WORK.with(|at_work| at_work.borrow_mut().take());
        }
    }
    photos().update(|photos| photos.making = None);
}

async fn small(shrinker: &Shrinker, file: &Picked) -> Result<Photo, Fault> {
    let full = drafts::with_photos(|photos| photos.len() >= media::PHOTOS) == Some(true);
    if full {
        return Err(Fault::Refused(Refusal::TooMany { most: media::PHOTOS }));
    }
    shrinker.photo_of(file).await
}

fn take(portal: Portal, photo: Photo, name: String) {
    let Some(slot) = Slot::parse(&chance::uuid()) else { return };
    let claim = MediaClaim {
        slot: slot.clone(),
        sha256: photo::sha256(&photo.bytes),
        size: photo.bytes.len() as u64,
        media_type: photo::TYPE.to_owned(),
    };
    hold_picture(slot.clone(), &photo.bytes);
    held(|held| held.unkept.insert(slot, photo.bytes));
    drafts::with_photos(|photos| photos.push(DraftPhoto { claim, name: Some(name) }));
    mirror();
    outbox::tell(portal, outbox::Command::KeepDraft);
}

//! From files to photos, one after the other, with what did not become one said by name.

use super::shown::Photos;
use leptos::{prelude::*, task::spawn_local};
use std::{cell::RefCell, rc::Rc};
use tanggap_browser::{
    chance,
    photo::{Fault, Photo, Picked, Shrinker, picked},
};
use tanggap_core::{
    media::{self, MediaClaim, Slot},
    photo::{self, Refusal},
};

/// What makes the photos of one album small, while it does.
#[derive(Clone, Default)]
pub struct AtWork(Rc<RefCell<Option<Rc<Shrinker>>>>);

impl AtWork {
    /// The person gives up what is being made small; what is done stays.
    pub fn stop(&self) {
        if let Some(shrinker) = self.0.borrow_mut().take() {
            shrinker.stop();
        }
    }
}

/// Where photos go as they are made.
pub struct Intake {
    pub at_work: AtWork,
    pub shown: ArcRwSignal<Photos>,
    /// How many there are already; `None` once whatever they were for is gone.
    pub count: Box<dyn Fn() -> Option<usize>>,
    pub take: Box<dyn Fn(MediaClaim, Photo, String)>,
}

/// Takes what a file input holds.
pub fn add(input_id: &str, intake: Intake) {
    let files = picked(input_id);
    if !files.is_empty() {
        spawn_local(take_in(files, intake));
    }
}

async fn take_in(files: Vec<Picked>, intake: Intake) {
    let (all, shown) = (files.len(), intake.shown.clone());
    shown.update(|photos| {
        (photos.making, photos.no_part) = (Some((1, all)), false);
        photos.refused.clear();
    });
    match Shrinker::open().await.map(Rc::new) {
        None => shown.update(|photos| photos.no_part = true),
        Some(shrinker) => {
            let at_work = intake.at_work.clone();
            at_work.0.replace(Some(shrinker.clone()));
            one_by_one(files, &shrinker, intake).await;
            at_work.0.borrow_mut().take();
        }
    }
    shown.update(|photos| photos.making = None);
}

async fn one_by_one(files: Vec<Picked>, shrinker: &Shrinker, intake: Intake) {
    let (all, shown) = (files.len(), &intake.shown);
    for (index, file) in files.into_iter().enumerate() {
        shown.update(|photos| photos.making = Some((index + 1, all)));
        let made = match (intake.count)() {
            None => return,
            Some(count) if count >= media::PHOTOS => {
                Err(Fault::Refused(Refusal::TooMany { most: media::PHOTOS }))
            }
            Some(_) => shrinker.photo_of(&file).await,
        };
        match made {
            Ok(photo) => {
                if let Some(claim) = claim(&photo).filter(|_| (intake.count)().is_some()) {
                    (intake.take)(claim, photo, file.name);
                }
            }
            Err(Fault::Refused(why)) => shown.update(|photos| photos.refused.push((file.name, why))),
            Err(Fault::Stopped) => return,
            Err(Fault::NotLoaded) => shown.update(|photos| photos.no_part = true),
        }
    }
}

fn claim(photo: &Photo) -> Option<MediaClaim> {
    Some(MediaClaim {
        slot: Slot::parse(&chance::uuid())?,
        sha256: photo::sha256(&photo.bytes),
        size: photo.bytes.len() as u64,
        media_type: photo::TYPE.to_owned(),
    })
}

//! Photos, taken now or chosen. Each is made small on the device before it belongs to the draft; nobody has to add any.

use super::frame::{Content, frame};
use crate::{
    i18n::{fill, key, t},
    pages::photos::{kilobytes, sum, wifi_switch},
    state::{
        Portal, going,
        outbox::{self, Command},
        photos::{self, Photo, photos},
    },
    ui::{
        icon::icon,
        notice::{Tone, notice, words},
    },
};
use leptos::prelude::*;
use tanggap_core::{journey::Step, media::PHOTOS, photo::Refusal};

const CAMERA: &str = "photo-camera";
const FILES: &str = "photo-files";

pub fn photos_page(portal: Portal, changing: bool) -> AnyView {
    leptos::task::spawn_local(photos::show(portal));
    let inside = view! {
        <h1 tabindex="-1">{t(key::PHOTOS_TITLE)}" "<span class="field__optional">{t(key::FIELD_OPTIONAL)}</span></h1>
        <p class="soft">{fill(key::PHOTOS_HINT, &[("most", &PHOTOS.to_string())])}</p>
        {ways(portal)}
        {at_work()}
        {troubles()}
        {list(portal)}
        {whole(portal)}
    }
    .into_any();
    // What is still being made small would come too late: the step is done when that is.
    let check = Callback::new(|()| match photos().with_untracked(|photos| photos.making) {
        Some(_) => vec![(FILES.to_owned(), t(key::PHOTOS_STILL_MAKING))],
        None => Vec::new(),
    });
    let wrong = RwSignal::new(Vec::new());
    frame(portal, Content { step: Step::Photos, changing, title: t(key::PHOTOS_TITLE), inside, check }, wrong)
}

/// The camera and the files. What has been written is kept before the camera opens: phones end pages then (A10).
fn ways(portal: Portal) -> AnyView {
    let photos = photos();
    let making = Memo::new(move |_| photos.with(|photos| photos.making.is_some()));
    let before = move |_| outbox::tell(portal, Command::KeepDraft);
    view! {
        <div class="buttons photos__ways">
            <div class="photos__way photos__way--camera">
                <input class="visually-hidden" id=CAMERA type="file" accept="image/*" capture="environment" disabled=making
                    on:click=before on:change=move |_| photos::add(portal, CAMERA)/>
                <label class="button button--plain button--wide" for=CAMERA>{icon("camera", "")}{t(key::PHOTOS_TAKE)}</label>
            </div>
            <div class="photos__way">
                <input class="visually-hidden" id=FILES type="file" accept="image/*" multiple disabled=making
                    on:click=before on:change=move |_| photos::add(portal, FILES)/>
                <label class="button button--plain button--wide" for=FILES>{icon("picture", "")}{t(key::PHOTOS_CHOOSE)}</label>
            </div>
        </div>
    }
    .into_any()
}

fn at_work() -> AnyView {
    let photos = photos();
    let making = Memo::new(move |_| photos.with(|photos| photos.making));
    let shown = move || {
        making.get().map(|(number, all)| {
            let (number, of) = (number.to_string(), all.to_string());
            view! {
                <p id="photos-making">{fill(key::PHOTOS_MAKING, &[("number", &number), ("all", &of)])}</p>
                <progress class="meter" max=of value=number aria-labelledby="photos-making"></progress>
                <button class="button button--link" type="button" on:click=move |_| photos::stop()>{t(key::PHOTOS_STOP)}</button>
            }
        })
    };
    view! { <div class="stack stack--small" role="status">{shown}</div> }.into_any()
}

/// What did not become a photo, by name, and what can be done about it.
fn troubles() -> AnyView {
    let photos = photos();
    let known = Memo::new(move |_| photos.with(|photos| (photos.refused.clone(), photos.no_part)));
    let shown = move || {
        let (refused, no_part) = known.get();
        let lines = refused.into_iter().map(|(name, why)| {
            let name = if name.is_empty() { t(key::PHOTOS_PHOTO) } else { name };
            view! { <li><strong>{name}</strong>": "{refusal(why)}</li> }
        });
        let lines = lines.collect_view();
        view! {
            {(!lines.is_empty()).then(|| notice(Tone::Alarm, Some(t(key::PHOTOS_NOT_ADDED)), view! { <ul>{lines}</ul> }.into_any()))}
            {no_part.then(|| notice(Tone::Alarm, None, words(t(key::PHOTOS_NO_PART))))}
        }
    };
    shown.into_any()
}

fn refusal(why: Refusal) -> String {
    match why {
        Refusal::TooMany { most } => fill(key::PHOTOS_TOO_MANY, &[("most", &most.to_string())]),
        Refusal::FileTooLarge => t(key::PHOTOS_FILE_TOO_LARGE),
        Refusal::TooManyPixels => t(key::PHOTOS_TOO_MANY_PIXELS),
        Refusal::NotAPicture => t(key::PHOTOS_NOT_A_PICTURE),
        Refusal::UnknownKind => t(key::PHOTOS_UNKNOWN_KIND),
        Refusal::Unreadable => t(key::PHOTOS_UNREADABLE),
        Refusal::Gone => t(key::PHOTOS_GONE),
        Refusal::NoRoom => t(key::PHOTOS_NO_ROOM),
    }
}

fn list(portal: Portal) -> AnyView {
    let photos = photos();
    let list = Memo::new(move |_| photos.with(|photos| photos.list.clone()));
    let shown = move || {
        let list = list.get();
        let lines = list.iter().enumerate().map(|(index, photo)| line(portal, index + 1, photo));
        let lines = lines.collect_view();
        (!lines.is_empty()).then(|| view! { <ul class="photos">{lines}</ul> })
    };
    shown.into_any()
}

fn line(portal: Portal, number: usize, photo: &Photo) -> impl IntoView + use<> {
    let name = format!("{} {number}", t(key::PHOTOS_PHOTO));
    let slot = photo.slot.clone();
    let remove = move |_| {
        photos::remove(portal, &slot);
        going::to_heading();
    };
    let picture = photo
        .picture
        .clone()
        .map(|address| view! { <img class="photo__picture" src=address alt=name.clone() decoding="async"/> });
    view! {
        <li class="card photo">
            {picture}
            <p class="photo__name">{name.clone()}" "<span class="soft">{kilobytes(photo.size)}</span></p>
            <button class="button button--link" type="button" on:click=remove>{t(key::PHOTOS_REMOVE)}<span class="visually-hidden">": "{name}</span></button>
        </li>
    }
}

/// All of them together, and the switch: only where there are any.
fn whole(portal: Portal) -> AnyView {
    let photos = photos();
    let sizes = Memo::new(move |_| {
        photos.with(|photos| photos.list.iter().map(|photo| photo.size).collect::<Vec<_>>())
    });
    let any = Memo::new(move |_| sizes.with(|sizes| !sizes.is_empty()));
    let shown = move || {
        any.get().then(|| {
            view! {
                <p class="soft" role="status">{move || sizes.with(|sizes| sum(sizes))}</p>
                {wifi_switch(portal)}
            }
        })
    };
    shown.into_any()
}

//! Adding photos, to a report or to a message: the camera, the files, what is being made small, what did not become a
//! photo, and those that did.

use crate::{
    i18n::{fill, key, t},
    pages::photos::kilobytes,
    state::{
        album::{Album, Photo},
        navigation,
    },
    ui::{
        fresh::{fresh_by, fresh_words},
        icon::icon,
        notice::{Tone, notice, words},
    },
};
use leptos::prelude::*;
use tanggap_core::{media::Slot, photo::Refusal};

/// `id` goes before the controls' own: `{id}-camera`, `{id}-files`.
pub fn album(id: &'static str, album: &Album) -> AnyView {
    view! { {ways(id, album)}{at_work(id, album)}{troubles(album)}{list(album)} }.into_any()
}

/// The camera and the files. What has been written is kept before the camera opens: phones end pages then (A10).
fn ways(id: &str, album: &Album) -> AnyView {
    let Album { shown: photos, add, before, .. } = album.clone();
    let making = Memo::new(move |_| photos.with(|photos| photos.making.is_some()));
    // Not `disabled`: whoever stands on it with the keyboard would fall off.
    let open = move |event: &leptos::ev::MouseEvent| {
        if making.get_untracked() {
            event.prevent_default();
        } else {
            before.run(());
        }
    };
    let (camera, files) = (format!("{id}-camera"), format!("{id}-files"));
    let (of_camera, of_files) = (camera.clone(), files.clone());
    view! {
        <div class="buttons photos__ways">
            <div class="photos__way photos__way--camera">
                <input class="visually-hidden" id=camera.clone() type="file" accept="image/*" capture="environment" aria-disabled=move || making.get().then_some("true")
                    on:click=move |event| open(&event) on:change=move |_| add.run(of_camera.clone())/>
                <label class="button button--plain button--wide" for=camera>{icon("camera", "")}{t(key::PHOTOS_TAKE)}</label>
            </div>
            <div class="photos__way">
                <input class="visually-hidden" id=files.clone() type="file" accept="image/*" multiple aria-disabled=move || making.get().then_some("true")
                    on:click=move |event| open(&event) on:change=move |_| add.run(of_files.clone())/>
                <label class="button button--plain button--wide" for=files>{icon("picture", "")}{t(key::PHOTOS_CHOOSE)}</label>
            </div>
        </div>
    }
    .into_any()
}

fn at_work(id: &str, album: &Album) -> AnyView {
    let Album { shown: photos, stop, .. } = album.clone();
    let id = format!("{id}-making");
    let making = Memo::new(move |_| photos.with(|photos| photos.making));
    let number = move || making.get().map_or_else(String::new, |(number, _)| number.to_string());
    let all = move || making.get().map_or_else(String::new, |(_, all)| all.to_string());
    let words = move || fill(key::PHOTOS_MAKING, &[("number", &number()), ("all", &all())]);
    let shown = move |is_making: bool| {
        is_making.then(|| {
            view! {
                <p id=id.clone()>{fresh_words(words)}</p>
                <progress class="meter" max=all value=number aria-labelledby=id.clone()></progress>
                <button class="button button--link" type="button" on:click=move |_| stop.run(())>{t(key::PHOTOS_STOP)}</button>
            }
        })
    };
    let shown = fresh_by(move || making.with(Option::is_some), shown);
    view! { <div class="stack stack--small" role="status">{shown}</div> }.into_any()
}

/// What did not become a photo, by name, and what can be done about it.
fn troubles(album: &Album) -> AnyView {
    let photos = album.shown.clone();
    let known = Memo::new(move |_| photos.with(|photos| (photos.refused.clone(), photos.no_part)));
    let shown = move |(refused, no_part): (Vec<(String, Refusal)>, bool)| {
        let lines = refused.into_iter().map(|(name, why)| {
            let name = if name.is_empty() { t(key::PHOTOS_PHOTO) } else { name };
            view! { <li><strong translate="no">{name}</strong>": "{refusal(why)}</li> }
        });
        let lines = lines.collect_view();
        view! {
            {(!lines.is_empty()).then(|| notice(Tone::Alarm, Some(t(key::PHOTOS_NOT_ADDED)), view! { <ul>{lines}</ul> }.into_any()))}
            {no_part.then(|| notice(Tone::Alarm, None, words(t(key::PHOTOS_NO_PART))))}
        }
    };
    fresh_by(move || known.get(), shown)
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

fn list(album: &Album) -> AnyView {
    let Album { shown: photos, remove, heading, .. } = album.clone();
    let list = Memo::new(move |_| photos.with(|photos| photos.list.clone()));
    let numbered = move || list.get().into_iter().enumerate().collect::<Vec<_>>();
    let key = |(index, photo): &(usize, Photo)| (*index, photo.slot.clone(), photo.picture.clone());
    let one = move |(index, photo): (usize, Photo)| line(remove, heading, index + 1, &photo);
    let shown = move |any: bool| {
        any.then(|| view! { <ul class="photos"><For each=numbered key=key children=one/></ul> })
    };
    fresh_by(move || list.with(|list| !list.is_empty()), shown)
}

fn line(
    remove: Callback<Slot>,
    heading: &'static str,
    number: usize,
    photo: &Photo,
) -> impl IntoView + use<> {
    let name = format!("{} {number}", t(key::PHOTOS_PHOTO));
    let slot = photo.slot.clone();
    let press = move |_| {
        remove.run(slot.clone());
        navigation::if_lost(heading);
    };
    let picture = photo
        .picture
        .clone()
        .map(|address| view! { <img class="photo__picture" src=address alt=name.clone() decoding="async"/> });
    view! {
        <li class="card photo">
            {picture}
            <p class="photo__name">{name.clone()}" "<span class="soft">{kilobytes(photo.size)}</span></p>
            <button class="button button--link" type="button" on:click=press>{t(key::PHOTOS_REMOVE)}<span class="visually-hidden">": "{name}</span></button>
        </li>
    }
}

//! Photos of a report on their way: how far each has come, what the whole weighs, and what can be done about one that
//! does not go. Shown with the receipt and in the list.

use crate::{
    i18n::{Key, fill, key, t},
    state::{
        Portal,
        outbox::{self, PhotoRow, Row, outbox},
    },
    ui::{
        choices::switch,
        fresh::{fresh_by, fresh_words},
    },
};
use leptos::prelude::*;
use tanggap_core::{media::Slot, outbox::MediaState, photo::Plan, report::Uid};

/// *212 KB*
pub fn kilobytes(bytes: u64) -> String {
    fill(key::PHOTOS_SIZE, &[("size", &bytes.div_ceil(1_000).to_string())])
}

/// *3 photos, 612 KB*
pub fn sum(sizes: &[u64]) -> String {
    let size = kilobytes(sizes.iter().sum());
    fill(key::PHOTOS_SUM, &[("count", &sizes.len().to_string()), ("size", &size)])
}

/// *Photos on Wi-Fi only*, for this device.
pub fn wifi_switch(portal: Portal) -> AnyView {
    let on = outbox().with_untracked(|outbox| outbox.wifi_only);
    let turn = Callback::new(move |only| outbox::tell(portal, outbox::Wish::WifiOnly(None, only)));
    switch("wifi-only", t(key::PHOTOS_SENDING), t(key::PHOTOS_WIFI), t(key::PHOTOS_WIFI_HINT), on, turn)
}

/// Until every photo is there; then nothing. `row` may be gone before the screen is.
pub fn on_their_way(portal: Portal, row: Memo<Option<Row>>) -> AnyView {
    let uid = move || {
        row.with(|row| {
            let waits = |row: &&Row| row.photos.iter().any(|photo| photo.state != MediaState::Received);
            row.as_ref().filter(waits).map(|row| row.uid.clone())
        })
    };
    fresh_by(uid, move |uid| uid.map(|uid| of_report(portal, &uid, row)))
}

/// Only what is different is drawn anew: somebody may be choosing another photo meanwhile.
fn of_report(portal: Portal, uid: &Uid, row: Memo<Option<Row>>) -> AnyView {
    let photos = move || row.with(|row| row.as_ref().map_or_else(Vec::new, |row| row.photos.clone()));
    let weight = Memo::new(move |_| {
        photos().iter().fold((0, 0), |(sent, all), photo| (sent + photo.sent, all + photo.size))
    });
    let words = move || {
        let (sent, all) = weight.get();
        fill(key::PHOTOS_SENT_OF, &[("sent", &kilobytes(sent)), ("all", &kilobytes(all))])
    };
    let title = format!("photos-{}", uid.as_str());
    let (named, meter) = (title.clone(), title.clone());
    let slots = move || {
        let slots = photos().into_iter().map(|photo| photo.slot);
        slots.enumerate().map(|(index, slot)| (index + 1, slot)).collect::<Vec<_>>()
    };
    let its = uid.clone();
    let one = move |(number, slot): (usize, String)| line(portal, &its, number, slot, row);
    let waits = move || row.with(|row| row.as_ref().is_some_and(|row| row.waits_for_wifi));
    let uid = uid.clone();
    let any_way = move |waits: bool| waits.then(|| any_way(portal, uid.clone()));
    view! {
        <section class="stack stack--small" aria-labelledby=named>
            <p id=title><strong>{t(key::PHOTOS_PHOTOS)}</strong>": "{fresh_words(words)}</p>
            <progress class="meter" max=move || weight.get().1.to_string() value=move || weight.get().0.to_string() aria-labelledby=meter></progress>
            <ul class="photos__way-list"><For each=slots key=Clone::clone children=one/></ul>
            {fresh_by(waits, any_way)}
        </section>
    }
    .into_any()
}

fn any_way(portal: Portal, uid: Uid) -> impl IntoView {
    let press = move |_| outbox::tell(portal, outbox::Wish::WifiOnly(Some(uid.clone()), false));
    view! { <button class="button button--plain button--small" type="button" on:click=press>{t(key::PHOTOS_ANY_WAY)}</button> }
}

fn line(portal: Portal, uid: &Uid, number: usize, slot: String, row: Memo<Option<Row>>) -> AnyView {
    let photo = Memo::new(move |_| {
        row.with(|row| {
            let row = row.as_ref()?;
            let photo = row.photos.iter().find(|photo| photo.slot == slot)?;
            Some((photo.clone(), row.waits_for_wifi))
        })
    });
    let words = move || {
        photo.with(|photo| {
            photo.as_ref().map_or_else(String::new, |(photo, waits_for_wifi)| {
                let size = kilobytes(photo.size);
                format!("{} {number}, {size}: {}", t(key::PHOTOS_PHOTO), state(photo, *waits_for_wifi))
            })
        })
    };
    let settled = move || {
        photo.with(|photo| {
            photo.as_ref().map(|(photo, _)| PhotoRow { sent: 0, going: false, ..photo.clone() })
        })
    };
    let uid = uid.clone();
    let mend = move |photo: Option<PhotoRow>| photo.and_then(|photo| mend(portal, &uid, number, &photo));
    view! { <li>{fresh_words(words)}{fresh_by(settled, mend)}</li> }.into_any()
}

fn state(photo: &PhotoRow, waits_for_wifi: bool) -> String {
    let percent = (photo.sent * 100 / photo.size.max(1)).to_string();
    let plain: Key = match photo.state {
        MediaState::Received => key::PHOTOS_STATE_SENT,
        MediaState::TooLarge => key::PHOTOS_STATE_TOO_LARGE,
        MediaState::Refused => key::PHOTOS_STATE_REFUSED,
        MediaState::Lost => key::PHOTOS_STATE_LOST,
        MediaState::Waiting if photo.going || photo.sent > 0 => {
            return fill(key::PHOTOS_STATE_GOING, &[("percent", &percent)]);
        }
        MediaState::Waiting if waits_for_wifi => key::PHOTOS_STATE_WIFI,
        MediaState::Waiting => key::PHOTOS_STATE_WAITING,
    };
    t(plain)
}

/// What the person can do where it does not go by itself.
fn mend(portal: Portal, uid: &Uid, number: usize, photo: &PhotoRow) -> Option<AnyView> {
    let slot = Slot::parse(&photo.slot)?;
    let uid = uid.clone();
    match photo.state {
        MediaState::TooLarge if Plan::below(photo.size).is_some() => {
            let press = move |_| outbox::tell(portal, outbox::Wish::OfferSmaller(uid.clone(), slot.clone()));
            Some(view! {
                <button class="button button--plain button--small" type="button" on:click=press>{t(key::PHOTOS_SMALLER)}</button>
            }
            .into_any())
        }
        MediaState::TooLarge | MediaState::Refused | MediaState::Lost => {
            let id = format!("photo-{}-{number}", uid.as_str());
            let input = id.clone();
            let choose = move |_| {
                outbox::tell(portal, outbox::Wish::OfferOther(uid.clone(), slot.clone(), input.clone()));
            };
            Some(view! {
                <div class="photos__way">
                    <input class="visually-hidden" id=id.clone() type="file" accept="image/*" on:change=choose/>
                    <label class="button button--plain button--small" for=id>{t(key::PHOTOS_OTHER)}</label>
                </div>
            }
            .into_any())
        }
        MediaState::Waiting | MediaState::Received => None,
    }
}

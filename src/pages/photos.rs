//! Photos of a report on their way: how far each has come, what the whole weighs, and what can be done about one that
//! does not go. Shown with the receipt and in the list.

use crate::{
    i18n::{Key, fill, key, t},
    state::{
        Portal,
        outbox::{self, Command, PhotoRow, Row, outbox},
    },
    ui::choices::switch,
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
    let turn = Callback::new(move |only| outbox::tell(portal, Command::WifiOnly(None, only)));
    switch("wifi-only", t(key::PHOTOS_SENDING), t(key::PHOTOS_WIFI), t(key::PHOTOS_WIFI_HINT), on, turn)
}

/// Until every photo is there; then nothing.
pub fn on_their_way(portal: Portal, row: &Row) -> AnyView {
    if row.photos.iter().all(|photo| photo.state == MediaState::Received) {
        return ().into_any();
    }
    let title = format!("photos-{}", row.uid.as_str());
    let (named, meter) = (title.clone(), title.clone());
    let (sent, all) =
        row.photos.iter().fold((0, 0), |(sent, all), photo| (sent + photo.sent, all + photo.size));
    let words = fill(key::PHOTOS_SENT_OF, &[("sent", &kilobytes(sent)), ("all", &kilobytes(all))]);
    let lines = row.photos.iter().enumerate().map(|(index, photo)| line(portal, row, index + 1, photo));
    view! {
        <section class="stack stack--small" aria-labelledby=named>
            <p id=title><strong>{t(key::PHOTOS_PHOTOS)}</strong>": "{words}</p>
            <progress class="meter" max=all.to_string() value=sent.to_string() aria-labelledby=meter></progress>
            <ul class="photos__way-list">{lines.collect_view()}</ul>
            {row.waits_for_wifi.then(|| any_way(portal, row.uid.clone()))}
        </section>
    }
    .into_any()
}

fn any_way(portal: Portal, uid: Uid) -> impl IntoView {
    let press = move |_| outbox::tell(portal, Command::WifiOnly(Some(uid.clone()), false));
    view! { <button class="button button--plain button--small" type="button" on:click=press>{t(key::PHOTOS_ANY_WAY)}</button> }
}

fn line(portal: Portal, row: &Row, number: usize, photo: &PhotoRow) -> impl IntoView + use<> {
    view! {
        <li>
            {format!("{} {number}, {}: ", t(key::PHOTOS_PHOTO), kilobytes(photo.size))}{state(row, photo)}
            {mend(portal, row, number, photo)}
        </li>
    }
}

fn state(row: &Row, photo: &PhotoRow) -> String {
    let percent = (photo.sent * 100 / photo.size.max(1)).to_string();
    let plain: Key = match photo.state {
        MediaState::Received => key::PHOTOS_STATE_SENT,
        MediaState::TooLarge => key::PHOTOS_STATE_TOO_LARGE,
        MediaState::Refused => key::PHOTOS_STATE_REFUSED,
        MediaState::Lost => key::PHOTOS_STATE_LOST,
        MediaState::Waiting if photo.going || photo.sent > 0 => {
            return fill(key::PHOTOS_STATE_GOING, &[("percent", &percent)]);
        }
        MediaState::Waiting if row.waits_for_wifi => key::PHOTOS_STATE_WIFI,
        MediaState::Waiting => key::PHOTOS_STATE_WAITING,
    };
    t(plain)
}

/// What the person can do where it does not go by itself.
fn mend(portal: Portal, row: &Row, number: usize, photo: &PhotoRow) -> Option<AnyView> {
    let slot = Slot::parse(&photo.slot)?;
    let uid = row.uid.clone();
    match photo.state {
        MediaState::TooLarge if Plan::below(photo.size).is_some() => {
            let press = move |_| outbox::tell(portal, Command::OfferSmaller(uid.clone(), slot.clone()));
            Some(view! {
                <button class="button button--plain button--small" type="button" on:click=press>{t(key::PHOTOS_SMALLER)}</button>
            }
            .into_any())
        }
        MediaState::TooLarge | MediaState::Refused | MediaState::Lost => {
            let id = format!("photo-{}-{number}", uid.as_str());
            let input = id.clone();
            let choose = move |_| {
                outbox::tell(portal, Command::OfferOther(uid.clone(), slot.clone(), input.clone()));
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

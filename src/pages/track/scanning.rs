//! Reading the number from a QR code: with the camera where there is one, or from a picture.

use super::typed::words;
use crate::{
    i18n::{key, t},
    state::{
        Portal, navigation,
        ticket_scan::{self, Camera, Fault, Scanning},
    },
    ui::{
        fresh::{fresh, fresh_by},
        icon::icon,
        notice::{self, Tone, notice},
    },
};
use leptos::prelude::*;
use tanggap_core::ticket::Ticket;

const VIDEO: &str = "scan-video";
const PICTURE: &str = "scan-picture";

pub fn scanning(portal: Portal, found: Callback<Ticket>) -> AnyView {
    let state = RwSignal::new(Scanning::Idle);
    let kept = StoredValue::new_local(None::<Camera>);
    // A code that is something else leaves the camera open for the right one.
    let looking = Memo::new(move |_| match state.get() {
        Scanning::Looking => true,
        Scanning::Other(_) => kept.with_value(Option::is_some),
        _ => false,
    });
    let start = move |_| ticket_scan::camera(portal, VIDEO, state, kept, found);
    let stop = move |_| {
        kept.set_value(None);
        state.set(Scanning::Idle);
        navigation::if_lost("#scan-title");
    };
    let camera = move |looking: bool| {
        if looking {
            view! { <button class="button button--plain" type="button" on:click=stop>{t(key::SCAN_STOP)}</button> }.into_any()
        } else {
            view! { <button class="button button--plain" type="button" on:click=start>{icon("camera", "")}{t(key::SCAN_CAMERA)}</button> }.into_any()
        }
    };
    let camera = ticket_scan::has_camera().then(|| fresh_by(move || looking.get(), camera));
    let choose = move |_| {
        kept.set_value(None);
        ticket_scan::picture(portal, PICTURE.to_owned(), state, found);
    };
    view! {
        <section class="stack stack--small" aria-labelledby="scan-title">
            <h2 id="scan-title" tabindex="-1">{t(key::SCAN_TITLE)}</h2>
            <div class="buttons">
                {camera}
                <div class="photos__way">
                    <input class="visually-hidden" id=PICTURE type="file" accept="image/*" on:change=choose/>
                    <label class="button button--plain button--wide" for=PICTURE>{icon("picture", "")}{t(key::SCAN_PICTURE)}</label>
                </div>
            </div>
            <video class="scan" id=VIDEO class:scan--open=looking muted playsinline aria-label=t(key::SCAN_CAMERA)></video>
            <div role="status">{fresh(move || state.with(told))}</div>
        </section>
    }
    .into_any()
}

fn told(state: &Scanning) -> AnyView {
    let alarm = |words: String| notice(Tone::Wait, None, notice::words(words));
    match state {
        Scanning::Idle => ().into_any(),
        Scanning::Looking => view! { <p class="soft">{t(key::SCAN_LOOKING)}</p> }.into_any(),
        Scanning::Reading => view! { <p class="soft">{t(key::SCAN_READING)}</p> }.into_any(),
        Scanning::Other(scanned) => alarm(words(scanned, None)),
        Scanning::Failed(fault) => alarm(t(match fault {
            Fault::NoCode => key::SCAN_NO_CODE,
            Fault::NotAPicture => key::SCAN_NOT_A_PICTURE,
            Fault::NotAllowed => key::SCAN_NOT_ALLOWED,
            Fault::NoCamera => key::SCAN_NO_CAMERA,
            Fault::NotLoaded => key::SCAN_NOT_LOADED,
        })),
    }
}

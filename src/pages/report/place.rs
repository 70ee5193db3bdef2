//! Where: the device's position, an area of the city, or words; any of the three will do.

mod map;

use super::frame::{Content, error_of, frame};
use crate::{
    form::problem,
    i18n::{fill, key, t},
    state::{
        Portal,
        geolocation::{Locating, locate},
        language, limits, nearest_area,
    },
    ui::{
        field::{Field, Input},
        fresh::{fresh, fresh_words},
        icon::icon,
        map_link::map_link,
        notice::{Tone, notice, words},
    },
};
use leptos::prelude::*;
use tanggap_core::{journey::Step, place::Point, report, service::PlaceRule, text::Cleaner};

const AREA: &str = "place-area";
const ADDRESS: &str = "place-address";

pub fn place_page(portal: Portal, changing: bool) -> AnyView {
    let wrong = RwSignal::new(Vec::new());
    let optional = untrack(|| portal.service()).is_some_and(|service| service.place == PlaceRule::Optional);
    let hint = if optional { t(key::PLACE_HINT_OPTIONAL) } else { t(key::PLACE_HINT) };
    let given = portal.draft.with_untracked(|draft| draft.place.address.clone());
    let address = Field {
        id: ADDRESS.into(),
        label: t(key::PLACE_ADDRESS),
        hint: t(key::PLACE_ADDRESS_HINT),
        error_prefix: t(key::FIELD_ERROR),
        room: Some(limits::room_for(report::SHORT_TEXT_LIMIT, Cleaner::line)),
        ..Field::default()
    };
    let write = Callback::new(move |text| portal.draft.update(|draft| draft.place.address = text));
    let inside = view! {
        <h1 tabindex="-1">{t(key::PLACE_TITLE)}</h1>
        <p class="soft">{hint}</p>
        {here(portal)}
        {area(portal, error_of(wrong, AREA))}
        {address.text(Input::Text, given, error_of(wrong, ADDRESS), write)}
    }
    .into_any();
    let check = Callback::new(move |()| {
        let rule = if optional { PlaceRule::Optional } else { PlaceRule::Required };
        let sent = portal.draft.with_untracked(|draft| draft.cleaned(language::spelling().cleaner));
        let found = report::check_place(Some(&sent.place), rule);
        let id = |field: &str| if field == "place.address" { ADDRESS } else { AREA };
        found.iter().map(|found| (id(&found.field).to_owned(), problem::field_words(found))).collect()
    });
    frame(portal, Content { step: Step::Place, changing, title: t(key::PLACE_TITLE), inside, check }, wrong)
}

/// The device's position: asked for only by a tap, shown with how exact it is, and taken away with another.
fn here(portal: Portal) -> AnyView {
    let state = RwSignal::new(Locating::Idle);
    let asking = Memo::new(move |_| state.get() == Locating::Asking);
    // Asked before and not asking any more: found, or not.
    let found_now = Signal::derive(move || !asking.get() && state.get() == Locating::Idle);
    let ask = move |_| leptos::task::spawn_local(locate(portal, state));
    let point = Memo::new(move |_| portal.draft.with(|draft| draft.place.point));
    let words_now = move || t(if asking.get() { key::PLACE_LOCATING } else { key::PLACE_LOCATE });
    view! {
        <div class="stack">
            <button class="button button--plain button--wide" type="button" aria-disabled=move || asking.get().then_some("true") on:click=ask>
                {icon("pin", "")}{fresh_words(words_now)}
            </button>
            <div role="status">
                {fresh(move || match (point.get(), state.get()) {
                    (_, Locating::Silent) => notice(Tone::Wait, None, words(t(key::PLACE_SILENT))),
                    (_, Locating::Denied) => notice(Tone::Wait, None, words(t(key::PLACE_DENIED))),
                    (_, Locating::Unavailable) => notice(Tone::Wait, None, words(t(key::PLACE_UNAVAILABLE))),
                    (Some(point), _) => found(portal, point),
                    _ => ().into_any(),
                })}
            </div>
            {map::map(portal, found_now)}
        </div>
    }
    .into_any()
}

fn found(portal: Portal, point: Point) -> AnyView {
    let accuracy = point
        .accuracy_m
        .map_or_else(String::new, |metres| fill(key::PLACE_ACCURACY, &[("metres", &metres.to_string())]));
    let rough = point.is_rough();
    let outside = portal.config().bounds.is_some_and(|bounds| !bounds.contain(point));
    let forget = move |_| portal.draft.update(|draft| draft.place.point = None);
    let inside = view! {
        <p class="digits"><span translate="no">{point.readable()}</span>" "{accuracy}</p>
        <p>{map_link(point, t(key::PLACE_OPEN_MAP))}</p>
        {rough.then(|| view! { <p>{t(key::PLACE_ROUGH_ABOUT)}</p> })}
        {outside.then(|| view! { <p>{fill(key::PLACE_OUTSIDE, &[("portal", &portal.config().name)])}</p> })}
        <button class="button button--link" type="button" on:click=forget>{t(key::PLACE_FORGET)}</button>
    };
    let tone = if outside || rough { Tone::Wait } else { Tone::Good };
    notice(tone, Some(t(if rough { key::PLACE_ROUGH } else { key::PLACE_FOUND })), inside.into_any())
}

/// Kecamatan and kelurahan in one list, grouped: one choice instead of two that depend on each other.
fn area(portal: Portal, error: Signal<Option<String>>) -> AnyView {
    if portal.config().areas.is_empty() {
        return ().into_any();
    }
    let chosen = Memo::new(move |_| portal.draft.with(|draft| draft.place.area.clone()));
    let nearest = RwSignal::new(None);
    nearest_area::follow(portal, nearest);
    let field = Field {
        id: AREA.into(),
        label: t(key::PLACE_AREA),
        error_prefix: t(key::FIELD_ERROR),
        ..Field::default()
    };
    let option = |(code, name): &(String, String)| {
        let of = code.clone();
        view! { <option value=code.clone() prop:selected=move || chosen.with(|chosen| *chosen == of)>{name.clone()}</option> }
    };
    let groups = portal.config().areas.iter().map(|district| {
        view! { <optgroup label=district.name.clone() translate="no">{district.parts.iter().map(option).collect_view()}</optgroup> }
    });
    let described = {
        let field = field.clone();
        move || field.described_by(error.with(Option::is_some), false)
    };
    let choose = move |event| {
        nearest.set(None);
        portal.draft.update(|draft| draft.place.area = event_target_value(&event));
    };
    let control = view! {
        <select class="input" id=AREA aria-describedby=described aria-invalid=move || error.with(Option::is_some).then_some("true")
            on:change=choose>
            <option value="" prop:selected=move || chosen.with(String::is_empty)>{t(key::PLACE_AREA_NONE)}</option>
            {groups.collect_view()}
        </select>
    };
    let why = fresh(move || {
        nearest.with(Option::is_some).then(|| view! { <p class="soft">{t(key::PLACE_AREA_NEAREST)}</p> })
    });
    view! { <div class="stack stack--small">{field.around(error, control.into_any())}<div role="status">{why}</div></div> }
        .into_any()
}

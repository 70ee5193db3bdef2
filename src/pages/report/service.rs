//! What it is about: the call where words tell of danger, the best guesses from the words, then everything behind the door
//! that was opened.

use super::{draft, first};
use crate::{
    i18n::{fill, key, t},
    pages::danger,
    routes,
    state::{Portal, device, navigation, questions, triage},
    ui::{
        back_link,
        field::{Field, Input},
        fresh::{fresh, fresh_by},
        icon::icon,
        notice::{Tone, notice, words},
    },
};
use leptos::{ev::MouseEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use tanggap_core::{
    journey::Step,
    service::{Door, Service, ServiceKind},
    suggest::MOST,
    triage::Finding,
};

/// Which services are offered, by the address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Behind {
    pub door: Option<String>,
    /// Only what an officer did, at the oversight desk.
    pub conduct: bool,
}

pub fn service_page(portal: Portal, changing: bool, behind: &Behind) -> AnyView {
    navigation::arrive(portal, &t(key::SERVICE_TITLE));
    let only_conduct = behind.conduct;
    let door = behind.door.as_ref().and_then(|id| portal.config().doors.iter().find(|door| door.id == *id));
    let is_offered = move |service: &Service| {
        door.is_none_or(|door| door.leads_to(service))
            && (!only_conduct || service.kind == ServiceKind::PoliceConduct)
    };
    let find = RwSignal::new(String::new());
    let pick = picker(portal, changing);
    // Tracked: a draft from before may come later than the screen.
    let description = Memo::new(move |_| portal.draft.with(|draft| draft.description.clone()));
    let known = Memo::new(move |_| description.with(|told| triage::find(told, is_offered, portal)));
    let told = Memo::new(move |_| known.get().unwrap_or_default());
    let is_awaited = move || known.with(Option::is_none) && !description.with(|told| told.trim().is_empty());
    // Nothing that was shown leaves again: what follows stays under the finger.
    let doubted = Memo::new(move |before| before == Some(&true) || (is_awaited() && triage::is_late()));
    let sought = Memo::new(move |_| {
        let find = find.get();
        (!find.trim().is_empty()).then(|| triage::find(&find, is_offered, portal).unwrap_or_default())
    });
    // What was told stays true while somebody searches.
    let either = move |is: fn(&Finding) -> bool| {
        told.with(is) || sought.with(|sought| sought.as_ref().is_some_and(is))
    };
    let danger = move || {
        let lines = |finding: &Finding| {
            finding.danger.iter().flat_map(|danger| danger.lines.clone()).collect::<Vec<_>>()
        };
        (either(|finding| finding.is_urgent) || doubted.get()).then(|| told.with(lines))
    };
    let lists = move || {
        portal.catalogue.with(|catalogue| {
            if !catalogue.loaded {
                return view! { <p class="soft" role="status">{t(key::PAGE_LOADING)}</p> }.into_any();
            }
            let behind: Vec<Service> =
                catalogue.services.iter().filter(|service| is_offered(service)).cloned().collect();
            let guesses = sought.get().unwrap_or_else(|| told.get()).guesses;
            let first = if is_awaited() && sought.with(Option::is_none) {
                coming()
            } else {
                best(&guesses, &behind, pick)
            };
            view! { {first}{groups(portal, &find.get(), &behind, pick)} }.into_any()
        })
    };
    let search = Field { id: "find".into(), label: t(key::SERVICE_FIND), ..Field::default() };
    let write = Callback::new(move |typed| find.set(typed));
    view! {
        <main class="page">
            {back_link(navigation::before(portal, &Step::Service, changing), t(key::PAGE_BACK))}
            <h1 tabindex="-1">{t(key::SERVICE_TITLE)}</h1>
            {fresh_by(danger, move |lines| lines.map(|lines| danger::call(portal, &lines)))}
            {fresh_by(
                move || !only_conduct && either(|finding| finding.about_police),
                move |is_about| is_about.then(|| first::conduct(portal)),
            )}
            {behind_name(portal, door, only_conduct)}
            {search.text(Input::Search, String::new(), Signal::stored(None), write)}
            {fresh(move || silent(portal))}
            {fresh(lists)}
            {draft::line(portal)}
        </main>
    }
    .into_any()
}

fn behind_name(portal: Portal, door: Option<&'static Door>, only_conduct: bool) -> AnyView {
    let language = portal.language.get();
    let name = match door {
        _ if only_conduct => t(key::CONDUCT_TITLE),
        Some(door) => door.name.get(&language).to_owned(),
        None => return ().into_any(),
    };
    view! {
        <p class="soft">{name}" · "<a href=routes::href(routes::step(&Step::Service))>{t(key::SERVICE_ALL)}</a></p>
    }
    .into_any()
}

/// A desk that gave no answer is named: what it takes is missing from the list.
fn silent(portal: Portal) -> AnyView {
    let silent = portal.catalogue.with(|catalogue| catalogue.silent.clone());
    if silent.is_empty() {
        return ().into_any();
    }
    // Perhaps nobody can answer here.
    leptos::task::spawn_local(async move {
        device::ask_line(portal).await;
    });
    let names = silent.iter().map(|id| portal.desk_name(id)).collect::<Vec<_>>().join(", ");
    let again = move |_| leptos::task::spawn_local(crate::state::catalogue::load(portal));
    let inside = view! {
        <p>{fill(key::SERVICE_SILENT, &[("desks", &names)])}</p>
        <button class="button button--plain button--small" type="button" on:click=again>{t(key::PAGE_AGAIN)}</button>
    };
    notice(Tone::Wait, None, inside.into_any())
}

type Pick = Callback<(String, String)>;

fn best(guesses: &[(String, String)], services: &[Service], pick: Pick) -> AnyView {
    let named = |(desk, code): &(String, String)| {
        services.iter().find(|service| service.desk == *desk && service.code == *code)
    };
    let best: Vec<&Service> = guesses.iter().filter_map(named).collect();
    if best.is_empty() {
        return ().into_any();
    }
    view! {
        <section>
            <h2 class="list__head">{t(key::SERVICE_BEST)}</h2>
            <ul class="list list--best">{best.into_iter().map(|service| item(service, true, pick)).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// The place of the guesses while the words that they are found by are awaited: a wrong guess would be pressed.
fn coming() -> AnyView {
    let rows =
        (1..MOST).map(|_| view! { <div class="list__item list__item--coming" aria-hidden="true"></div> });
    view! {
        <section>
            <h2 class="list__head">{t(key::SERVICE_BEST)}</h2>
            <div class="list list--best">
                <p class="list__item list__item--coming" role="status">{t(key::PAGE_LOADING)}</p>
                {rows.collect_view()}
            </div>
        </section>
    }
    .into_any()
}

fn groups(portal: Portal, find: &str, services: &[Service], pick: Pick) -> AnyView {
    let find = find.trim().to_lowercase();
    let fits = |service: &&Service| {
        find.is_empty()
            || service.name.to_lowercase().contains(&find)
            || service.keywords.iter().any(|keyword| keyword.contains(&find))
    };
    let mut groups: Vec<(String, Vec<&Service>)> = Vec::new();
    for service in services.iter().filter(fits) {
        let name =
            if service.group.is_empty() { portal.desk_name(&service.desk) } else { service.group.clone() };
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, members)) => members.push(service),
            None => groups.push((name, vec![service])),
        }
    }
    // Emergencies first: whoever looks for one has no time to scroll.
    groups.sort_by_key(|(_, members)| !members.iter().any(|service| service.kind == ServiceKind::Emergency));
    if groups.is_empty() {
        return notice(Tone::Info, None, words(t(key::SERVICE_NONE)));
    }
    let group = |(name, members): (String, Vec<&Service>)| {
        view! {
            <section>
                <h2 class="list__head">{name}</h2>
                <ul class="list">{members.into_iter().map(|service| item(service, false, pick)).collect_view()}</ul>
            </section>
        }
    };
    groups.into_iter().map(group).collect_view().into_any()
}

fn item(service: &Service, about: bool, pick: Pick) -> AnyView {
    let chosen = (service.desk.clone(), service.code.clone());
    let press = move |event: MouseEvent| {
        event.prevent_default();
        pick.run(chosen.clone());
    };
    let about = (about && !service.description.is_empty())
        .then(|| view! { <span class="list__about">{service.description.clone()}</span> });
    view! {
        <li>
            <button class="list__item" type="button" on:click=press>
                {icon(if service.icon.is_empty() { "info" } else { &service.icon }, "list__icon")}
                <span class="list__name">{service.name.clone()}</span>
                {about}
                {icon("forward", "list__go")}
            </button>
        </li>
    }
    .into_any()
}

fn picker(portal: Portal, changing: bool) -> Pick {
    let navigate = use_navigate();
    Callback::new(move |(desk, code): (String, String)| {
        let Some(service) =
            portal.catalogue.with_untracked(|catalogue| catalogue.service(&desk, &code).cloned())
        else {
            return;
        };
        let same = portal.draft.with_untracked(|draft| draft.service == Some((desk, code)));
        questions::choose(portal, &service);
        let navigate = navigate.clone();
        leptos::task::spawn_local(async move {
            questions::load(portal).await;
            // Another service has other questions: what was a change becomes the whole way.
            navigate(
                &navigation::after(portal, &Step::Service, changing && same),
                NavigateOptions::default(),
            );
        });
    })
}

//! What it is about: the best guesses from the words told, then everything behind the door that was opened.

use super::draft;
use crate::{
    i18n::{fill, key, t},
    routes,
    state::{
        Portal, going,
        questions::{self},
    },
    ui::{
        back_link,
        field::{Field, Input},
        icon::icon,
        notice::{Tone, notice, words},
    },
};
use leptos::{ev::MouseEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use tanggap_core::{
    journey::Step,
    service::{Door, Service, ServiceKind},
    suggest::suggest,
};

pub fn service_page(portal: Portal, changing: bool, door: Option<&str>) -> AnyView {
    going::arrive(portal, &t(key::SERVICE_TITLE));
    let door = door.and_then(|id| portal.config().doors.iter().find(|door| door.id == id));
    let find = RwSignal::new(String::new());
    let pick = picker(portal, changing);
    let told = portal.draft.with_untracked(|draft| draft.description.clone());
    let lists = move || {
        portal.catalogue.with(|catalogue| {
            if !catalogue.loaded {
                return view! { <p class="soft" role="status">{t(key::PAGE_LOADING)}</p> }.into_any();
            }
            let behind: Vec<Service> = catalogue
                .services
                .iter()
                .filter(|service| door.is_none_or(|door| door.leads_to(service)))
                .cloned()
                .collect();
            view! { {best(&told, &find.get(), &behind, pick)}{groups(portal, &find.get(), &behind, pick)} }
                .into_any()
        })
    };
    let search = Field { id: "find".into(), label: t(key::SERVICE_FIND), ..Field::default() };
    let write = Callback::new(move |typed| find.set(typed));
    view! {
        <main class="page">
            {back_link(going::before(portal, &Step::Service, changing), t(key::PAGE_BACK))}
            <h1 tabindex="-1">{t(key::SERVICE_TITLE)}</h1>
            {door_name(portal, door)}
            {search.text(Input::Search, String::new(), Signal::stored(None), write)}
            {move || silent(portal)}
            {lists}
            {draft::line(portal)}
        </main>
    }
    .into_any()
}

fn door_name(portal: Portal, door: Option<&'static Door>) -> AnyView {
    let Some(door) = door else { return ().into_any() };
    let language = portal.language.get();
    view! {
        <p class="soft">{door.name.get(&language)}" · "<a href=routes::href(routes::step(&Step::Service))>{t(key::SERVICE_ALL)}</a></p>
    }
    .into_any()
}

/// A desk that gave no answer is named: what it takes is missing from the list.
fn silent(portal: Portal) -> AnyView {
    let silent = portal.catalogue.with(|catalogue| catalogue.silent.clone());
    if silent.is_empty() {
        return ().into_any();
    }
    let names = silent.iter().map(|id| portal.desk_name(id)).collect::<Vec<_>>().join(", ");
    let again = move |_| leptos::task::spawn_local(crate::state::catalogue::load(portal));
    let inside = view! {
        <p>{fill(key::SERVICE_SILENT, &[("desks", &names)])}</p>
        <button class="button button--plain button--small" type="button" on:click=again>{t(key::PAGE_AGAIN)}</button>
    };
    notice(Tone::Wait, None, inside.into_any())
}

type Pick = Callback<(String, String)>;

fn best(told: &str, find: &str, services: &[Service], pick: Pick) -> AnyView {
    let told = if find.trim().is_empty() { told } else { find };
    let best = suggest(told, services);
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
            navigate(&going::after(portal, &Step::Service, changing && same), NavigateOptions::default());
        });
    })
}

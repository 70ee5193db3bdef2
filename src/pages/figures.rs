//! How desks do, in public: a card per desk with one bar (answered in time), its services below, and files to take along.

mod services;

use crate::{
    i18n::{fill, key, t},
    state::{
        Portal, device, figures,
        figures::Public,
        language::{self, DateStyle},
        navigation, share, use_portal,
    },
    ui::{
        fresh::{fresh, fresh_by, fresh_words},
        icon::icon,
        notice::{Tone, notice, words},
    },
};
use leptos::prelude::*;
use std::rc::Rc;
use tanggap_core::{
    figures::{Row, Source},
    wire,
};

pub fn page() -> AnyView {
    let portal = use_portal();
    fresh(move || {
        portal.language.track();
        navigation::arrive(portal, &t(key::FIGURES_TITLE));
        let read = RwSignal::new_local(None::<Option<Rc<Public>>>);
        let ask = move || {
            read.set(None);
            leptos::task::spawn_local(async move {
                let public = figures::public(portal).await.map(Rc::new);
                let _gone = read.try_set(Some(public));
            });
        };
        ask();
        // What could not be had, or not of every desk, is asked for once more.
        device::when_line_is_back(move || {
            let is_whole =
                |public: &Option<Rc<Public>>| public.as_ref().is_some_and(|public| public.silent.is_empty());
            if read.with_untracked(|read| read.as_ref().is_some_and(|public| !is_whole(public))) {
                ask();
            }
        });
        let inside = fresh(move || match read.get() {
            None => coming(portal),
            Some(None) => {
                let why = device::no_line;
                let told = |no_line| t(if no_line { key::FIGURES_NO_LINE } else { key::FIGURES_NONE });
                let again = move |_| {
                    ask();
                    // The button that had the focus is gone.
                    navigation::arrive(portal, &t(key::FIGURES_TITLE));
                };
                view! {
                    {fresh_by(why, move |no_line| notice(Tone::Wait, None, words(told(no_line))))}
                    <button class="button button--plain" type="button" on:click=again>{t(key::PAGE_AGAIN)}</button>
                }
                .into_any()
            }
            Some(Some(public)) => shown(portal, &public),
        });
        // The head stands from the start and what comes later stands below it, so that nothing moves.
        view! {
            <main class="page page--wide figures">
                <header class="page__head">
                    <h1 tabindex="-1">{t(key::FIGURES_TITLE)}</h1>
                    <p class="soft">{t(key::FIGURES_RULE)}</p>
                </header>
                {inside}
            </main>
        }
    })
}

/// The desks that are asked, while nothing is known of them.
fn coming(portal: Portal) -> AnyView {
    let desk = |name: String| view! { <section class="card figures__coming"><h2>{name}</h2></section> };
    let desks = portal.config().desks.iter().map(|known| desk(portal.desk_name(&known.id)));
    view! {
        <p class="soft" role="status">{t(key::PAGE_LOADING)}</p>
        {desks.collect_view()}
    }
    .into_any()
}

fn shown(portal: Portal, public: &Rc<Public>) -> AnyView {
    let figures = &public.figures;
    let as_of = figures
        .as_of
        .map(|at| fill(key::FIGURES_AS_OF, &[("time", &language::date(portal, at, DateStyle::Moment))]));
    let source = match figures.source {
        Source::Backend => figures.days.map(|days| fill(key::FIGURES_DAYS, &[("days", &days.to_string())])),
        Source::PublicList { reports, cut } => {
            let word = if cut { key::FIGURES_COUNTED_CUT } else { key::FIGURES_COUNTED };
            Some(fill(word, &[("count", &reports.to_string())]))
        }
    };
    let about = as_of.into_iter().chain(source).collect::<Vec<_>>().join(" · ");
    let desks = figures.desks.iter().map(|desk| {
        let of_desk: Vec<Row> = figures.rows.iter().filter(|row| row.desk == desk.desk).cloned().collect();
        counted(portal, desk, of_desk)
    });
    let uncounted = if public.is_counted_by_backend() { key::FIGURES_FEW } else { key::FIGURES_NOT_PUBLIC };
    let few = public.few.iter().map(|id| {
        view! {
            <section class="card stack stack--small"><h2>{portal.desk_name(id)}</h2><p class="soft">{t(uncounted)}</p></section>
        }
    });
    let silent = public.silent.iter().map(|id| portal.desk_name(id)).collect::<Vec<_>>().join(", ");
    let silent = (!silent.is_empty())
        .then(|| notice(Tone::Wait, None, words(fill(key::FIGURES_SILENT, &[("desks", &silent)]))));
    view! {
        <p class="soft">{about}</p>
        {silent}
        {desks.collect_view()}
        {few.collect_view()}
        {files(public)}
    }
    .into_any()
}

/// One desk: how many came and are late, how many of a hundred were answered in time, and its services.
fn counted(portal: Portal, desk: &Row, services: Vec<Row>) -> AnyView {
    let name = portal.desk_name(&desk.desk);
    let id = format!("desk-{}", desk.desk);
    let named = id.clone();
    let in_time = services::in_time(desk).map(|words| {
        let percent = desk.in_time_percent().filter(|_| desk.has_share());
        let bar = percent.map(|percent| {
            view! { <progress class="meter" max="100" value=percent.to_string() aria-hidden="true"></progress> }
        });
        view! {
            <div class="figure">
                {bar}
                <p><strong>{words}</strong></p>
            </div>
        }
    });
    view! {
        <section class="card stack" aria-labelledby=named>
            <h2 id=id>{name.clone()}</h2>
            {services::came(desk)}
            {in_time}
            {services::services(&name, services)}
        </section>
    }
    .into_any()
}

fn files(public: &Rc<Public>) -> AnyView {
    let told = RwSignal::new(None::<bool>);
    let (of_figures, of_reports) = (public.clone(), public.clone());
    let figures = move |_| {
        let text = wire::figures_csv(&of_figures.figures.rows);
        told.set(Some(share::save_file(&format!("{}.csv", t(key::FIGURES_FILE)), &text)));
    };
    let reports = move |_| {
        let text = wire::listed_csv(&of_reports.reports);
        told.set(Some(share::save_file(&format!("{}.csv", t(key::FIGURES_FILE_REPORTS)), &text)));
    };
    let said = move || {
        let word = |made| t(if made { key::FILE_MADE } else { key::SENT_FILE_NO });
        told.get().map_or_else(String::new, word)
    };
    let any = !public.reports.is_empty();
    view! {
        <div class="buttons screen-only">
            <button class="button button--plain" type="button" on:click=figures>{icon("download", "")}{t(key::FIGURES_SAVE)}</button>
            {any.then(|| view! { <button class="button button--plain" type="button" on:click=reports>{icon("download", "")}{t(key::FIGURES_SAVE_REPORTS)}</button> })}
        </div>
        <p role="status">{fresh_words(said)}</p>
    }
    .into_any()
}

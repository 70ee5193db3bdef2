//! How desks do, in public: per desk and service as a table with a bar beside each number, and as files to take along.

use crate::{
    i18n::{Key, fill, key, t},
    pages::loading,
    state::{
        Portal, figuring,
        figuring::Public,
        going, keeping,
        language::{self, DateStyle},
        use_portal,
    },
    ui::{
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
    (move || {
        portal.language.track();
        let read = RwSignal::new_local(None::<Option<Rc<Public>>>);
        let ask = move || {
            read.set(None);
            leptos::task::spawn_local(async move {
                let public = figuring::public(portal).await.map(Rc::new);
                let _gone = read.try_set(Some(public));
            });
        };
        ask();
        (move || match read.get() {
            None => loading::loading(portal),
            Some(None) => {
                let none = notice(Tone::Wait, None, words(t(key::FIGURES_NONE)));
                let inside = view! {
                    {none}
                    <button class="button button--plain" type="button" on:click=move |_| ask()>{t(key::PAGE_AGAIN)}</button>
                };
                frame(portal, inside.into_any())
            }
            Some(Some(public)) => frame(portal, shown(portal, &public)),
        })
        .into_any()
    })
    .into_any()
}

fn frame(portal: Portal, inside: AnyView) -> AnyView {
    going::arrive(portal, &t(key::FIGURES_TITLE));
    view! {
        <main class="page page--wide">
            <header class="page__head">
                <h1 tabindex="-1">{t(key::FIGURES_TITLE)}</h1>
                <p class="soft">{t(key::FIGURES_LEAD)}</p>
            </header>
            {inside}
        </main>
    }
    .into_any()
}

fn shown(portal: Portal, public: &Rc<Public>) -> AnyView {
    let figures = &public.figures;
    let source = match figures.source {
        Source::Backend => figures.days.map(|days| fill(key::FIGURES_DAYS, &[("days", &days.to_string())])),
        Source::PublicList { reports, cut } => {
            let word = if cut { key::FIGURES_COUNTED_CUT } else { key::FIGURES_COUNTED };
            Some(fill(word, &[("count", &reports.to_string())]))
        }
    };
    let as_of = figures
        .as_of
        .map(|at| fill(key::FIGURES_AS_OF, &[("time", &language::date(portal, at, DateStyle::DayAndTime))]));
    let most = figures.desks.iter().map(|row| row.received).max().unwrap_or(1).max(1);
    let desks = figures.desks.iter().map(|desk| {
        let of_desk: Vec<Row> = figures.rows.iter().filter(|row| row.desk == desk.desk).cloned().collect();
        of_one(portal, desk, &of_desk, most)
    });
    let silent = public.silent.iter().map(|id| portal.desk_name(id)).collect::<Vec<_>>().join(", ");
    let silent = (!silent.is_empty())
        .then(|| notice(Tone::Wait, None, words(fill(key::FIGURES_SILENT, &[("desks", &silent)]))));
    view! {
        {source.map(|source| view! { <p>{source}</p> })}
        {as_of.map(|as_of| view! { <p class="soft">{as_of}</p> })}
        {silent}
        {desks.collect_view()}
        {files(public)}
    }
    .into_any()
}

/// One desk: how many came, with a bar against the others, and its services in a table.
fn of_one(portal: Portal, desk: &Row, services: &[Row], most: u32) -> AnyView {
    let name = portal.desk_name(&desk.desk);
    let id = format!("desk-{}", desk.desk);
    let named = id.clone();
    let percent = desk.in_time_percent();
    let in_time = percent.map(|percent| {
        let words = fill(key::FIGURES_IN_TIME_OF, &[("percent", &percent.to_string())]);
        view! {
            <p class="figure"><span>{words.clone()}</span><progress class="meter" max="100" value=percent.to_string() aria-label=words></progress></p>
        }
    });
    let received = fill(
        key::FIGURES_RECEIVED_OF,
        &[("count", &desk.received.to_string()), ("open", &desk.open.to_string())],
    );
    let caption = format!("{}: {name}", t(key::FIGURES_TABLE));
    let region = caption.clone();
    let rows = services.iter().map(row).collect_view();
    view! {
        <section class="card stack" aria-labelledby=named>
            <h2 id=id>{name}</h2>
            <p class="figure"><span>{received.clone()}</span><progress class="meter" max=most.to_string() value=desk.received.to_string() aria-label=received></progress></p>
            {in_time}
            <div class="table" role="region" aria-label=region tabindex="0">
                <table>
                    <caption class="visually-hidden">{caption}</caption>
                    <thead><tr>{COLUMNS.iter().map(|(word, _)| view! { <th scope="col">{t(*word)}</th> }).collect_view()}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

type Cell = fn(&Row) -> String;

/// What is unknown is a dash, never a nought.
const COLUMNS: [(Key, Cell); 8] = [
    (key::FIGURES_SERVICE, |row| {
        if row.service_name.is_empty() { t(key::FIGURES_OTHERS) } else { row.service_name.clone() }
    }),
    (key::FIGURES_RECEIVED, |row| row.received.to_string()),
    (key::FIGURES_OPEN, |row| row.open.to_string()),
    (key::FIGURES_ANSWERED, |row| row.answered.to_string()),
    (key::FIGURES_IN_TIME, |row| row.in_time_percent().map_or_else(dash, |percent| format!("{percent} %"))),
    (key::FIGURES_MEDIAN, |row| row.median_days.map_or_else(dash, |days| format!("{days:.1}"))),
    (key::FIGURES_OVERDUE, |row| row.overdue.map_or_else(dash, |count| count.to_string())),
    (key::FIGURES_REOPENED, |row| row.reopened.map_or_else(dash, |count| count.to_string())),
];

fn dash() -> String {
    "–".to_owned()
}

fn row(row: &Row) -> AnyView {
    let cells = COLUMNS.iter().enumerate().map(|(index, (_, cell))| {
        let text = cell(row);
        if index == 0 {
            view! { <th scope="row">{text}</th> }.into_any()
        } else {
            view! { <td>{text}</td> }.into_any()
        }
    });
    view! { <tr>{cells.collect_view()}</tr> }.into_any()
}

fn files(public: &Rc<Public>) -> AnyView {
    let told = RwSignal::new(None::<bool>);
    let (of_figures, of_reports) = (public.clone(), public.clone());
    let figures = move |_| {
        let text = wire::figures_csv(&of_figures.figures.rows);
        told.set(Some(keeping::save_file(&format!("{}.csv", t(key::FIGURES_FILE)), &text)));
    };
    let reports = move |_| {
        let text = wire::listed_csv(&of_reports.reports);
        told.set(Some(keeping::save_file(&format!("{}.csv", t(key::FIGURES_FILE_REPORTS)), &text)));
    };
    let any = !public.reports.is_empty();
    view! {
        <div class="buttons screen-only">
            <button class="button button--plain" type="button" on:click=figures>{icon("download", "")}{t(key::FIGURES_SAVE)}</button>
            {any.then(|| view! { <button class="button button--plain" type="button" on:click=reports>{icon("download", "")}{t(key::FIGURES_SAVE_REPORTS)}</button> })}
        </div>
        <p role="status">{move || told.get().map(|made| t(if made { key::FILE_MADE } else { key::SENT_FILE_NO }))}</p>
    }
    .into_any()
}

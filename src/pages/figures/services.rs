//! A desk's services: as a table where there is room for one, as a card each on a phone. The style shows one of the two.

use crate::i18n::{Key, fill, key, t};
use leptos::prelude::*;
use tanggap_core::figures::Row;

/// As many cards stand open; the others unfold.
const OPEN: usize = 3;

pub fn services(desk: &str, rows: Vec<Row>) -> AnyView {
    view! { {table(desk, &rows)}{cards(rows)} }.into_any()
}

/// How many came and are open, and how many are late.
pub fn came(row: &Row) -> AnyView {
    let words = fill(
        key::FIGURES_RECEIVED_OF,
        &[("count", &row.received.to_string()), ("open", &row.open.to_string())],
    );
    let late = row.overdue.map(|count| {
        let class = if count > 0 { "chip chip--wait" } else { "chip" };
        view! { <span class=class>{fill(key::FIGURES_OVERDUE_OF, &[("count", &count.to_string())])}</span> }
    });
    view! { <p class="figure__came"><span>{words}</span>{late}</p> }.into_any()
}

/// How many of a hundred were answered in time, and of how many that is said; of few only how many.
pub fn in_time(row: &Row) -> Option<String> {
    let [percent, count, of] = judged(row)?;
    let word = if row.has_share() { key::FIGURES_IN_TIME_OF } else { key::FIGURES_IN_TIME_FEW };
    Some(fill(word, &[("percent", &percent), ("count", &count), ("of", &of)]))
}

fn share(row: &Row) -> Option<String> {
    let [percent, count, of] = judged(row)?;
    Some(if row.has_share() { format!("{percent} %") } else { format!("{count}/{of}") })
}

/// How many of a hundred, how many, and of how many.
fn judged(row: &Row) -> Option<[String; 3]> {
    let (percent, count, of) = (row.in_time_percent()?, row.in_time?, row.judged()?);
    Some([percent.into(), count, of].map(|number: u32| number.to_string()))
}

fn name(row: &Row) -> String {
    if row.service_name.is_empty() { t(key::FIGURES_OTHERS) } else { row.service_name.clone() }
}

fn cards(mut rows: Vec<Row>) -> AnyView {
    let rest = rows.split_off(OPEN.min(rows.len()));
    let list =
        |rows: Vec<Row>| view! { <ul class="figures__cards">{rows.iter().map(card).collect_view()}</ul> };
    let folded = (!rest.is_empty()).then(|| {
        let words = fill(key::FIGURES_MORE, &[("count", &rest.len().to_string())]);
        view! { <details><summary>{words}</summary>{list(rest)}</details> }
    });
    view! { <div class="figures__narrow">{list(rows)}{folded}</div> }.into_any()
}

fn card(row: &Row) -> AnyView {
    let median = row.median_days.map(|days| fill(key::FIGURES_MEDIAN_OF, &[("days", &decimal(days))]));
    let reopened = row.reopened.filter(|count| *count > 0);
    let reopened = reopened.map(|count| fill(key::FIGURES_REOPENED_OF, &[("count", &count.to_string())]));
    let lines: Vec<String> = [in_time(row), median, reopened].into_iter().flatten().collect();
    view! {
        <li class="figures__service">
            <h3>{name(row)}</h3>
            {came(row)}
            {(!lines.is_empty()).then(|| view! { <p class="soft">{lines.join(" · ")}</p> })}
        </li>
    }
    .into_any()
}

type Cell = fn(&Row) -> String;

/// What is unknown is a dash, never a nought.
const COLUMNS: [(Key, Cell); 8] = [
    (key::FIGURES_SERVICE, name),
    (key::FIGURES_RECEIVED, |row| row.received.to_string()),
    (key::FIGURES_OPEN, |row| row.open.to_string()),
    (key::FIGURES_OVERDUE, |row| row.overdue.map_or_else(dash, |count| count.to_string())),
    (key::FIGURES_ANSWERED, |row| row.answered.to_string()),
    (key::FIGURES_IN_TIME, |row| share(row).unwrap_or_else(dash)),
    (key::FIGURES_MEDIAN, |row| row.median_days.map_or_else(dash, decimal)),
    (key::FIGURES_REOPENED, |row| row.reopened.map_or_else(dash, |count| count.to_string())),
];

fn dash() -> String {
    "–".to_owned()
}

/// Days with one decimal at most, as the languages of the portal write them.
fn decimal(days: f64) -> String {
    format!("{days:.1}").trim_end_matches(".0").replace('.', &t(key::FIGURES_DECIMAL))
}

fn table(desk: &str, rows: &[Row]) -> AnyView {
    let caption = format!("{}: {desk}", t(key::FIGURES_TABLE));
    let region = caption.clone();
    let row = |row: &Row| {
        let cells = COLUMNS.iter().enumerate().map(|(index, (_, cell))| {
            let text = cell(row);
            if index == 0 {
                view! { <th scope="row">{text}</th> }.into_any()
            } else {
                view! { <td>{text}</td> }.into_any()
            }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    view! {
        <div class="table" role="region" aria-label=region tabindex="0">
            <table>
                <caption class="visually-hidden">{caption}</caption>
                <thead><tr>{COLUMNS.iter().map(|(word, _)| view! { <th scope="col">{t(*word)}</th> }).collect_view()}</tr></thead>
                <tbody>{rows.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

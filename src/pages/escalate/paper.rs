//! The paper that goes to a body: shown, printed, and saved as a text that any phone opens. It speaks the body's language:
//! no browser translates it.

use crate::{
    form::problem::labelled,
    i18n::{fill, key, t},
    pages::ticket::{clock_day, event_words, kind_words},
    state::{
        Portal,
        language::{self, DateStyle},
        share,
    },
    ui::{fresh::fresh_words, icon::icon},
};
use leptos::prelude::*;
use tanggap_core::{
    escalation::{Dossier, Escalation, Have},
    instant::Instant,
};

/// What the body wants to see, and which of it is in the paper.
pub fn demands(dossier: &Dossier, language: &str) -> AnyView {
    let line = |demanded: &tanggap_core::escalation::Demanded| {
        let (class, have) = match demanded.have {
            Have::Here => ("chip chip--good", key::ESCALATE_HERE),
            Have::ToSign => ("chip chip--wait", key::ESCALATE_TO_SIGN),
            Have::Bring => ("chip", key::ESCALATE_BRING),
        };
        view! { <li>{demanded.text.get(language).to_owned()}" "<span class=class>{t(have)}</span></li> }
    };
    view! { <ul class="stack stack--small">{dossier.demands.iter().map(line).collect_view()}</ul> }.into_any()
}

/// The sections, each with its lines.
fn sections(portal: Portal, body: &Escalation, dossier: &Dossier) -> Vec<(String, Vec<String>)> {
    let language = portal.language.get_untracked();
    let when = |at: Option<Instant>| {
        at.map_or_else(String::new, |at| language::date(portal, at, DateStyle::DayAndTime))
    };
    let mut report = vec![
        format!("{}: {}", t(key::TRACK_NUMBER), dossier.number),
        format!("{}: {}", t(key::CHECK_SERVICE), dossier.service),
    ];
    report.extend(
        dossier.received.map(|day| format!("{}: {}", t(key::STATUS_RECEIVED), clock_day(portal, day))),
    );
    let desks: Vec<String> = dossier.desks.iter().map(|desk| portal.desk_name(desk)).collect();
    report.push(format!("{}: {}", t(key::PAPER_DESKS), desks.join(" → ")));
    let mut sections = vec![(t(key::PAPER_REPORT), report)];
    if let Some(clock) = &dossier.clock {
        let mut lines = vec![format!(
            "{}: {}",
            clock.name,
            fill(key::CLOCK_DUE, &[("date", &clock_day(portal, clock.due))])
        )];
        if dossier.days_over > 0 {
            lines.push(fill(key::PAPER_DAYS_OVER, &[("days", &dossier.days_over.to_string())]));
        }
        sections.push((t(key::PAPER_CLOCK), lines));
    }
    if let Some(told) = &dossier.told {
        let mut lines = vec![told.description.clone()];
        lines.extend(told.answers.iter().map(|answer| labelled(&answer.question, &answer.values.join(", "))));
        lines.extend([&told.address, &told.area].into_iter().filter(|text| !text.is_empty()).cloned());
        sections.push((t(key::PAPER_TOLD), lines));
    }
    let history = dossier.history.iter().map(|update| {
        let note = update.note.as_ref().map(|note| format!(" – {note}")).unwrap_or_default();
        format!("{} {}{note}", when(update.at), event_words(portal, update))
    });
    sections.push((t(key::TICKET_HISTORY), history.collect()));
    let said = dossier.messages.iter().map(|said| {
        let who = if said.by_reporter { t(key::PAPER_REPORTER) } else { portal.desk_name(&said.desk) };
        let kind = kind_words(&said.kind).map(|kind| format!(" ({kind})")).unwrap_or_default();
        format!("{} {who}{kind}: {}", when(said.at), said.text)
    });
    sections.push((t(key::TALK_TITLE), said.collect()));
    let proof = dossier.proof.as_ref().map(|proof| {
        let at = Instant::parse(&proof.received_at, portal.config().utc_offset);
        let word = if proof.by_receipt { key::PAPER_PROOF_RECEIPT } else { key::PAPER_PROOF_PUBLIC };
        fill(word, &[("number", &proof.number), ("time", &when(at))])
    });
    sections.push((t(key::PAPER_PROOF), proof.into_iter().collect()));
    let demands = dossier.demands.iter().map(|demanded| format!("[ ] {}", demanded.text.get(&language)));
    sections.push((body.name.get(&language).to_owned(), demands.collect()));
    sections.retain(|(_, lines)| !lines.is_empty());
    sections
}

pub fn paper(portal: Portal, body: &Escalation, dossier: &Dossier) -> AnyView {
    let sections = sections(portal, body, dossier);
    let title = fill(key::PAPER_TITLE, &[("number", &dossier.number)]);
    let made =
        fill(key::PAPER_MADE, &[("date", &clock_day(portal, dossier.made_on)), ("portal", portal.name)]);
    let text = {
        let of = |(title, lines): &(String, Vec<String>)| {
            format!("{}\n{}", title.to_uppercase(), lines.join("\n"))
        };
        let parts: Vec<String> = sections.iter().map(of).collect();
        format!("{title}\n{made}\n\n{}\n", parts.join("\n\n"))
    };
    let name = format!("{}-{}.txt", t(key::PAPER_FILE_NAME), dossier.number.replace(' ', ""));
    let part = format!("paper-{}", body.id);
    let id = part.clone();
    let saved = RwSignal::new(None::<bool>);
    let save = move |_| saved.set(Some(share::save_file(&name, &text)));
    let told = move || {
        let word = |made| t(if made { key::PAPER_MADE_FILE } else { key::SENT_FILE_NO });
        saved.get().map_or_else(String::new, word)
    };
    let shown = sections.into_iter().map(|(title, lines)| {
        let lines = lines.into_iter().map(|line| view! { <p class="lines">{line}</p> }).collect_view();
        view! { <section class="stack stack--small"><h4>{title}</h4>{lines}</section> }
    });
    view! {
        <details class="paper" id=id>
            <summary>{t(key::PAPER_SHOW)}</summary>
            <div class="paper__sheet stack" translate="no"><h3>{title}</h3><p class="soft">{made}</p>{shown.collect_view()}</div>
        </details>
        <div class="buttons screen-only">
            <button class="button" type="button" on:click=save>{icon("download", "")}{t(key::PAPER_SAVE)}</button>
            <button class="button button--plain" type="button" on:click=move |_| share::print_part(&part)>{icon("print", "")}{t(key::PAPER_PRINT)}</button>
        </div>
        <p role="status">{fresh_words(told)}</p>
    }
    .into_any()
}

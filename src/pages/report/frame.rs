//! What every step has around it: the way back, how far along, what is wrong, and *Continue*.

use super::draft;
use crate::{
    i18n::{fill, key, t},
    state::{Portal, going},
    ui::{
        back_link,
        error_summary::error_summary,
        icon::icon,
        notice::{Tone, notice, words},
        progress,
    },
};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use tanggap_core::{journey::Step, service::ServiceKind};

/// What a step gives to its frame.
pub struct Content {
    pub step: Step,
    pub changing: bool,
    /// The screen's name in the title.
    pub title: String,
    pub inside: AnyView,
    /// What keeps the step from being done: pairs of a control's id and what is wrong.
    pub check: Callback<(), Vec<(String, String)>>,
}

/// Draws a step. *Continue* checks it, and goes on or says what is wrong.
pub fn frame(portal: Portal, content: Content, wrong: RwSignal<Vec<(String, String)>>) -> AnyView {
    let Content { step, changing, title, inside, check } = content;
    going::arrive(portal, &title);
    let navigate = use_navigate();
    let back = going::before(portal, &step, changing);
    let place = position(portal, &step);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let found = check.run(());
        let done = found.is_empty();
        wrong.set(found);
        if done {
            navigate(&going::after(portal, &step, changing), NavigateOptions::default());
        } else {
            going::stop(portal, &title);
        }
    };
    view! {
        <main class="page">
            {back_link(back, t(key::PAGE_BACK))}
            {place}
            {emergency(portal)}
            {move || error_summary(t(key::ERROR_SUMMARY), wrong.get(), going::go_to_field())}
            <form class="stack" novalidate on:submit=submit>
                {inside}
                <button class="button button--wide" type="submit">{t(key::PAGE_CONTINUE)}</button>
            </form>
            {draft::line(portal)}
        </main>
    }
    .into_any()
}

/// The error of one control, out of all that is wrong on the screen.
pub fn error_of(wrong: RwSignal<Vec<(String, String)>>, id: &str) -> Signal<Option<String>> {
    let id = id.to_owned();
    Signal::derive(move || {
        wrong.with(|wrong| wrong.iter().find(|(known, _)| *known == id).map(|(_, text)| text.clone()))
    })
}

/// *Street light · step 2 of 5*
pub fn position(portal: Portal, step: &Step) -> AnyView {
    let steps = untrack(|| going::steps(portal));
    let (Some(here), Some(service)) =
        (steps.iter().position(|known| known == step), untrack(|| portal.service()))
    else {
        return ().into_any();
    };
    let (here, all) = (here + 1, steps.len());
    let values =
        [("service", service.name.as_str()), ("step", &here.to_string()), ("steps", &all.to_string())];
    progress(fill(key::PAGE_POSITION, &values), here, all)
}

/// In an emergency a call comes first, on every step (DESIGN §2.4).
pub fn emergency(portal: Portal) -> AnyView {
    let urgent = untrack(|| portal.service()).is_some_and(|service| service.kind == ServiceKind::Emergency);
    if !urgent {
        return ().into_any();
    }
    let number = &portal.config().emergency.number;
    let inside = view! {
        <p>{t(key::EMERGENCY_ABOUT)}</p>
        <a class="button button--danger" href=format!("tel:{number}")>
            {icon("phone", "")}{fill(key::EMERGENCY_CALL, &[("number", number)])}
        </a>
    };
    notice(Tone::Alarm, Some(t(key::EMERGENCY_TITLE)), inside.into_any())
}

/// The desk didn't tell its questions; nothing that was written is lost.
pub fn failed(portal: Portal, again: Callback<()>) -> AnyView {
    going::arrive(portal, &t(key::QUESTIONS_FAILED_TITLE));
    view! {
        <main class="page">
            {back_link(going::before(portal, &Step::Describe, false), t(key::PAGE_BACK))}
            <h1 tabindex="-1">{t(key::QUESTIONS_FAILED_TITLE)}</h1>
            {notice(Tone::Wait, None, words(t(key::QUESTIONS_FAILED)))}
            <div class="buttons">
                <button class="button" type="button" on:click=move |_| again.run(())>{t(key::PAGE_AGAIN)}</button>
            </div>
        </main>
    }
    .into_any()
}

//! What every step has around it: the way back, how far along, what is wrong, and *Continue*.

use super::draft;
use crate::{
    i18n::{fill, key, t},
    pages::danger,
    state::{Portal, device, language, navigation, questions::Questions},
    ui::{
        back_link,
        error_summary::error_summary,
        fresh::{fresh, fresh_by},
        notice::{Tone, notice, words},
        pressed, progress, submitted,
    },
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use tanggap_core::journey::Step;

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
    navigation::arrive(portal, &title);
    if wrong.with_untracked(|wrong| !wrong.is_empty()) {
        navigation::stop(portal, &title);
    }
    let navigate = use_navigate();
    let back = navigation::before(portal, &step, changing);
    let place = position(portal, &step);
    let go_on = move || {
        let found = check.run(());
        let done = found.is_empty();
        wrong.set(found);
        if done {
            navigate(&navigation::after(portal, &step, changing), NavigateOptions::default());
        } else {
            navigation::stop(portal, &title);
        }
    };
    view! {
        <main class="page">
            {back_link(back, t(key::PAGE_BACK))}
            {place}
            {danger::told(portal)}
            {behind(portal)}
            {fresh(move || error_summary(t(key::ERROR_SUMMARY), wrong.get(), navigation::go_to_field()))}
            <form class="stack" novalidate autocomplete="off" on:submit=submitted(go_on)>
                {inside}
                <button class="button button--wide" type="submit" on:click=pressed(go_on.clone())>{t(key::PAGE_CONTINUE)}</button>
            </form>
            {may_go_on()}
            {draft::line(portal)}
        </main>
    }
    .into_any()
}

/// Why the questions are not in the language that was chosen.
pub fn behind(portal: Portal) -> AnyView {
    let is_behind = portal.questions.with_untracked(|questions| matches!(questions, Questions::Behind(_)));
    if !is_behind {
        return ().into_any();
    }
    let again = move |_| leptos::task::spawn_local(language::reload(portal));
    let inside = view! {
        <p>{t(key::QUESTIONS_BEHIND)}</p>
        <button class="button button--link" type="button" on:click=again>{t(key::PAGE_AGAIN)}</button>
    };
    view! { <div role="status">{notice(Tone::Wait, None, inside.into_any())}</div> }.into_any()
}

/// Without a line nothing is lost by going on.
fn may_go_on() -> AnyView {
    let no_line = device::no_line;
    let told = |no_line: bool| no_line.then(|| view! { <p class="soft">{t(key::PAGE_NO_LINE)}</p> });
    fresh_by(no_line, told)
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
    let steps = untrack(|| navigation::steps(portal));
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

/// The desk didn't tell its questions; nothing that was written is lost.
pub fn failed(portal: Portal, again: Callback<()>) -> AnyView {
    navigation::arrive(portal, &t(key::QUESTIONS_FAILED_TITLE));
    // Before it is said for good that the desk does not answer: perhaps nobody can.
    leptos::task::spawn_local(async move {
        device::ask_line(portal).await;
    });
    let why = move || match device::no_line() {
        true => key::QUESTIONS_NO_LINE,
        false => key::QUESTIONS_FAILED,
    };
    view! {
        <main class="page">
            {back_link(navigation::before(portal, &Step::Describe, false), t(key::PAGE_BACK))}
            {danger::told(portal)}
            <h1 tabindex="-1">{t(key::QUESTIONS_FAILED_TITLE)}</h1>
            {fresh(move || notice(Tone::Wait, None, words(t(why()))))}
            <div class="buttons">
                <button class="button" type="button" on:click=move |_| again.run(())>{t(key::PAGE_AGAIN)}</button>
            </div>
        </main>
    }
    .into_any()
}

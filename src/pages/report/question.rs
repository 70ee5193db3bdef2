//! One question of the service, with the texts that stand before it.

use super::frame::{Content, error_of, frame};
use crate::state::matches;
use crate::{
    form::{
        problem,
        question::{control_id, question_view},
    },
    i18n::{key, t},
    pages::not_found::not_found,
    state::{Portal, language},
    ui::notice::{Tone, notice, words},
};
use leptos::prelude::*;
use tanggap_core::{
    form::{Definition, Question},
    journey::{Step, pages},
};

pub fn question_page(portal: Portal, code: &str, changing: bool) -> AnyView {
    let questions = portal.questions.get_untracked();
    let Some(definition) = questions.known() else { return ().into_any() };
    let Some((texts, question)) = screen(portal, definition, code) else { return not_found().into_any() };
    let wrong = RwSignal::new(Vec::new());
    let texts = texts.into_iter().map(|text| notice(Tone::Info, None, words(text))).collect_view();
    let title =
        question.as_ref().map_or_else(|| t(key::QUESTION_READ), |question| question.description.clone());
    let asked = match &question {
        Some(question) => question_view(portal, question, error_of(wrong, &control_id(&question.code))),
        None => view! { <h1 tabindex="-1">{t(key::QUESTION_READ)}</h1> }.into_any(),
    };
    let inside = if question.is_some() {
        view! { {texts}{asked} }.into_any()
    } else {
        view! { {asked}{texts} }.into_any()
    };
    let check = Callback::new(move |()| {
        let Some(question) = &question else { return Vec::new() };
        let given = portal.draft.with_untracked(|draft| draft.answers.get(&question.code).to_vec());
        let found = language::spelling().check_answer(question, &given, matches);
        found
            .map(|found| (control_id(&question.code), problem::answer_words(&found, question.datatype)))
            .into_iter()
            .collect()
    });
    frame(portal, Content { step: Step::Question(code.to_owned()), changing, title, inside, check }, wrong)
}

/// The texts and the question of the screen with this code.
fn screen(portal: Portal, definition: &Definition, code: &str) -> Option<(Vec<String>, Option<Question>)> {
    let answers = portal.draft.with_untracked(|draft| draft.answers.clone());
    let page = pages(definition, &answers).into_iter().find(|page| page.code() == code)?;
    let texts = page.texts.iter().map(|text| text.description.clone()).collect();
    Some((texts, page.question.cloned()))
}

//! Choices as big cards: radio buttons for one, checkboxes for several.

use crate::ui::{field::error_line, icon::icon};
use leptos::prelude::*;

/// One card.
#[derive(Clone)]
pub struct Choice {
    pub key: String,
    pub name: String,
    pub hint: String,
    /// An icon's id; empty for none.
    pub picture: String,
}

/// A group of cards under one question.
#[derive(Clone)]
pub struct Choices {
    /// The group's name; the first control's id is the same, so that an error can lead there.
    pub id: String,
    pub question: String,
    /// Whether the question is the page's heading.
    pub heading: bool,
    pub optional: String,
    pub hint: String,
    pub error_prefix: String,
    pub several: bool,
    pub choices: Vec<Choice>,
}

/// One thing that is on or off, under a heading of its own. `turn` gets how it stands.
pub fn switch(
    id: &str,
    question: String,
    name: String,
    hint: String,
    on: bool,
    turn: Callback<bool>,
) -> AnyView {
    let choice = Choice { key: id.to_owned(), name, hint, picture: String::new() };
    let group = Choices {
        id: id.to_owned(),
        question,
        heading: false,
        optional: String::new(),
        hint: String::new(),
        error_prefix: String::new(),
        several: true,
        choices: vec![choice],
    };
    let chosen = if on { vec![id.to_owned()] } else { Vec::new() };
    let pick = Callback::new(move |(_, on): (String, bool)| turn.run(on));
    group.view(chosen, Signal::stored(None), pick)
}

impl Choices {
    /// `chosen` are the keys chosen before; `pick` gets a key and whether it is now chosen.
    pub fn view(
        self,
        chosen: Vec<String>,
        error: Signal<Option<String>>,
        pick: Callback<(String, bool)>,
    ) -> AnyView {
        let hint_id = format!("{}-hint", self.id);
        let has_hint = !self.hint.is_empty();
        let (described_hint, error_id) = (has_hint.then(|| hint_id.clone()), format!("{}-error", self.id));
        let described = move || match (described_hint.clone(), error.with(Option::is_some)) {
            (Some(hint), true) => Some(format!("{hint} {error_id}")),
            (None, true) => Some(error_id.clone()),
            (hint, false) => hint,
        };
        let optional = (!self.optional.is_empty())
            .then(|| view! { " "<span class="field__optional">{self.optional.clone()}</span> });
        let legend = if self.heading {
            view! { <h1 tabindex="-1">{self.question.clone()}{optional}</h1> }.into_any()
        } else {
            view! { {self.question.clone()}{optional} }.into_any()
        };
        let legend_class = if self.heading { "field__legend" } else { "field__legend field__legend--small" };
        let cards = self
            .choices
            .iter()
            .enumerate()
            .map(|(index, choice)| self.card(index, choice, &chosen, pick))
            .collect_view();
        view! {
            <fieldset class="field" class=("field--error", move || error.with(Option::is_some)) aria-describedby=described>
                <legend class=legend_class>{legend}</legend>
                {has_hint.then(|| view! { <p class="field__hint" id=hint_id>{self.hint.clone()}</p> })}
                {error_line(self.id.clone(), self.error_prefix.clone(), error)}
                <div class="choices">{cards}</div>
            </fieldset>
        }
        .into_any()
    }

    fn card(
        &self,
        index: usize,
        choice: &Choice,
        chosen: &[String],
        pick: Callback<(String, bool)>,
    ) -> AnyView {
        let id = if index == 0 { self.id.clone() } else { format!("{}-{index}", self.id) };
        let hint_id = format!("{id}-about");
        let has_hint = !choice.hint.is_empty();
        let key = choice.key.clone();
        view! {
            <div class="choice">
                <input class="choice__input" type=if self.several { "checkbox" } else { "radio" } name=self.id.clone() id=id.clone()
                    value=key.clone() checked=chosen.contains(&key) aria-describedby=has_hint.then(|| hint_id.clone())
                    on:change=move |event| pick.run((key.clone(), event_target_checked(&event)))/>
                <label class="choice__label" for=id>{choice.name.clone()}</label>
                {has_hint.then(|| view! { <p class="choice__hint" id=hint_id>{choice.hint.clone()}</p> })}
                {(!choice.picture.is_empty()).then(|| icon(&choice.picture, "choice__picture"))}
            </div>
        }
        .into_any()
    }
}

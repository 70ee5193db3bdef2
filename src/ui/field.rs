//! A field: label, hint, error and one control, tied together for screen readers.

use crate::ui::{
    counter::{self, counter},
    fresh::fresh_by,
};
use leptos::prelude::*;

/// What stands around a control. Empty texts are left out.
#[derive(Clone, Default)]
pub struct Field {
    /// The control's id; hint and error get `-hint` and `-error`.
    pub id: String,
    pub label: String,
    /// Said behind the label, such as *(may be left empty)*.
    pub optional: String,
    pub hint: String,
    /// Goes before the error for those who can't see its colour.
    pub error_prefix: String,
    /// Whether the label is the page's heading.
    pub heading: bool,
    /// The words for how much of its limit a text leaves; `None` in it while there is plenty, or without a limit.
    pub room: Option<Callback<String, Option<String>>>,
    /// What the browser may fill in, by HTML's name for it (`tel`); nothing unless it is said.
    pub autocomplete: &'static str,
}

/// What kind of text is asked for: it chooses the phone's keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    Text,
    /// Only digits, such as a ticket.
    Digits,
    /// A number that may have a decimal sign.
    Decimal,
    /// Digits that nobody should read over a shoulder.
    Pin,
    Phone,
    Email,
    Date,
    Search,
    /// Several lines.
    Lines,
}

impl Field {
    /// The label, hint and error, with the control after them.
    pub fn around(&self, error: Signal<Option<String>>, control: AnyView) -> AnyView {
        let Field { id, label, optional, hint, error_prefix, heading, .. } = self.clone();
        let optional =
            (!optional.is_empty()).then(|| view! { " "<span class="field__optional">{optional}</span> });
        let label = if heading {
            view! { <h1 tabindex="-1"><label class="field__label" for=id.clone()>{label}{optional}</label></h1> }.into_any()
        } else {
            view! { <label class="field__label" for=id.clone()>{label}{optional}</label> }.into_any()
        };
        let hint_id = format!("{id}-hint");
        view! {
            <div class="field" class=("field--error", move || error.with(Option::is_some))>
                {label}
                {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
                {error_line(id, error_prefix, error)}
                {control}
            </div>
        }
        .into_any()
    }

    /// The ids that describe the control.
    pub fn described_by(&self, has_error: bool, has_count: bool) -> Option<String> {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.id));
        let error = has_error.then(|| format!("{}-error", self.id));
        let count = has_count.then(|| counter::id(&self.id));
        let ids: Vec<String> = hint.into_iter().chain(error).chain(count).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// A whole field with a text control. `write` gets every change once: voice input, password managers and autofill
    /// may say only `change`, keys say `input` and later `change` as well.
    pub fn text(
        self,
        kind: Input,
        value: String,
        error: Signal<Option<String>>,
        write: Callback<String>,
    ) -> AnyView {
        let typed = RwSignal::new(value.clone());
        let room = self.room;
        let room = Memo::new(move |_| room.and_then(|room| room.run(typed.get())));
        let field = self.clone();
        let described = move || field.described_by(error.with(Option::is_some), room.with(Option::is_some));
        let invalid = move || error.with(Option::is_some).then_some("true");
        let id = self.id.clone();
        let write = move |text: String| {
            if typed.with_untracked(|typed| *typed != text) {
                typed.set(text.clone());
                write.run(text);
            }
        };
        let control = if kind == Input::Lines {
            view! {
                <textarea class="input" id=id rows="5" autocomplete="off" aria-describedby=described aria-invalid=invalid
                    prop:value=value on:input=move |event| write(event_target_value(&event))
                    on:change=move |event| write(event_target_value(&event))></textarea>
            }
            .into_any()
        } else {
            let (class, kind, mode) = kind.attributes();
            let autocomplete = if self.autocomplete.is_empty() { "off" } else { self.autocomplete };
            view! {
                <input class=class id=id type=kind inputmode=mode autocomplete=autocomplete aria-describedby=described
                    aria-invalid=invalid prop:value=value on:input=move |event| write(event_target_value(&event))
                    on:change=move |event| write(event_target_value(&event))/>
            }
            .into_any()
        };
        let count = self.room.is_some().then(|| counter(&self.id, room));
        self.around(error, view! { {control}{count} }.into_any())
    }
}

impl Input {
    /// Class, type and inputmode.
    fn attributes(self) -> (&'static str, &'static str, Option<&'static str>) {
        match self {
            Self::Text | Self::Lines => ("input", "text", None),
            Self::Digits => ("input digits", "text", Some("numeric")),
            Self::Decimal => ("input input--number", "text", Some("decimal")),
            Self::Pin => ("input digits", "password", Some("numeric")),
            Self::Phone => ("input", "tel", Some("tel")),
            Self::Email => ("input", "email", Some("email")),
            Self::Date => ("input input--number", "date", None),
            Self::Search => ("input", "search", None),
        }
    }
}

/// The line that says what is wrong; there only while something is.
pub fn error_line(id: String, prefix: String, error: Signal<Option<String>>) -> AnyView {
    let line = move |text: String| {
        view! {
            <p class="field__error" id=format!("{id}-error")><span class="visually-hidden">{prefix.clone()}" "</span>{text}</p>
        }
    };
    fresh_by(move || error.get(), move |error| error.map(&line))
}

//! The text box of an act.

use crate::{
    state::{conversation::Writing, limits},
    ui::{counter::counter, field::Field},
};
use leptos::prelude::*;
use tanggap_core::{message::TEXT_LIMIT, text::Cleaner};

/// With what is being written in it.
pub fn text_box(field: Field, writing: &Writing, keep: Callback<String>) -> AnyView {
    let (text, wrong) = (writing.text.clone(), writing.wrong.clone());
    let wrong = Signal::derive(move || wrong.get());
    let described = field.clone();
    let counted = writing.text.clone();
    let room = Memo::new(move |_| limits::words(&counted.get(), TEXT_LIMIT, Cleaner::lines));
    let described = move || described.described_by(wrong.with(Option::is_some), room.with(Option::is_some));
    // What fills a box for a person may say only `change`; after keys it tells nothing new.
    let known = writing.text.clone();
    let filled = move |typed: &str| {
        if known.with_untracked(|known| known != typed) {
            keep.run(typed.to_owned());
        }
    };
    let control = view! {
        <textarea class="input" id=field.id.clone() rows="4" autocomplete="off" aria-describedby=described
            aria-invalid=move || wrong.with(Option::is_some).then_some("true")
            prop:value=move || text.get() on:input=move |event| keep.run(event_target_value(&event))
            on:change=move |event| filled(&event_target_value(&event))></textarea>
    };
    field.around(wrong, view! { {control}{counter(&field.id, room)} }.into_any())
}

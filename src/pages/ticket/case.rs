//! What the parts of the ticket's screen have in common.

use crate::{
    i18n::{Key, t},
    state::{Portal, addressee::Whom, conversation::Talking, tracker::Tracking},
};
use leptos::prelude::*;
use tanggap_core::ticket::Ticket;

/// One followed report on the screen: handed from part to part.
#[derive(Clone)]
pub struct Case {
    pub portal: Portal,
    pub ticket: Ticket,
    pub tracking: RwSignal<Tracking>,
    pub talking: RwSignal<Talking>,
    /// Whom all of it is asked of.
    pub whom: Memo<Whom>,
    /// Asks for all of it again.
    pub again: Callback<()>,
}

/// Asks for all of it again.
pub fn refresh(word: Key, again: Callback<()>) -> AnyView {
    view! { <button class="button button--plain" type="button" on:click=move |_| again.run(())>{t(word)}</button> }
        .into_any()
}

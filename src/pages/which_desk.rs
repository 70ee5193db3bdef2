//! *Which office gave you this number?* Where no server knows every desk, the person says whom a number and its key are
//! shown to. Nothing is chosen beforehand: a desk that learned of it by default could be the one complained of.

use crate::{
    i18n::{fill, key, t},
    state::{Portal, addressee::Whom, following, navigation},
    ui::{
        choices::{Choice, Choices},
        error_summary::error_summary,
        fresh::fresh,
        pressed, submitted,
    },
};
use leptos::prelude::*;
use tanggap_core::ticket::Ticket;

/// The id of the group, where an error leads.
pub const DESK: &str = "desk";

/// The question for one number, on the screen that waits for it. `heading`: it is all that the screen has to say.
pub fn which_desk(portal: Portal, ticket: &Ticket, heading: bool) -> AnyView {
    let (chosen, wrong) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let number = ticket.digits().to_owned();
    let go_on = move || match chosen.get_untracked() {
        Some(desk) => following::name_desk(portal, &number, Some(&desk)),
        None => {
            wrong.set(Some(t(key::DESK_MISSING)));
            navigation::stop(portal, &t(key::DESK_TITLE));
        }
    };
    let summary = fresh(move || {
        let lines = wrong.get().map(|text| (DESK.to_owned(), text));
        error_summary(t(key::ERROR_SUMMARY), lines.into_iter().collect(), navigation::go_to_field())
    });
    view! {
        {summary}
        <form class="stack" novalidate on:submit=submitted(go_on)>
            {desks(portal, heading, chosen, wrong.into())}
            <button class="button button--wide" type="submit" on:click=pressed(go_on.clone())>{t(key::PAGE_CONTINUE)}</button>
        </form>
    }
    .into_any()
}

/// The desks of the city as radio buttons; the chosen one's id goes into `chosen`.
pub fn desks(
    portal: Portal,
    heading: bool,
    chosen: RwSignal<Option<String>>,
    error: Signal<Option<String>>,
) -> AnyView {
    let choice = |id: &String| Choice {
        key: id.clone(),
        name: portal.desk_name(id),
        hint: String::new(),
        picture: String::new(),
    };
    let pick = Callback::new(move |(id, _): (String, bool)| chosen.set(Some(id)));
    Choices {
        id: DESK.into(),
        question: t(key::DESK_TITLE),
        heading,
        optional: String::new(),
        hint: t(key::DESK_HINT),
        error_prefix: t(key::FIELD_ERROR),
        several: false,
        choices: portal.config().desks.iter().map(|desk| choice(&desk.id)).collect(),
    }
    .view(chosen.get_untracked().into_iter().collect(), error, pick)
}

/// The desk that was named, and the way to another: whoever was asked in error may not have the report.
pub fn named(portal: Portal, ticket: &Ticket, whom: Memo<Whom>) -> AnyView {
    let number = ticket.digits().to_owned();
    fresh(move || {
        let Whom::One { named: Some(desk), .. } = whom.get() else { return ().into_any() };
        let number = number.clone();
        let other = move |_| following::name_desk(portal, &number, None);
        view! {
            <p class="soft">
                {fill(key::DESK_ASKED, &[("desk", &portal.desk_name(&desk))])}" "
                <button class="button button--link screen-only" type="button" on:click=other>{t(key::DESK_OTHER)}</button>
            </p>
        }
        .into_any()
    })
}

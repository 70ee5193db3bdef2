//! In an emergency a report that cannot arrive now is worse than none: it looks like help. So the call stands alone on
//! the screen, and writing comes only after a person has asked for it (R13).

use crate::{
    i18n::{Key, fill, key, t},
    pages::in_memory,
    state::{Portal, navigation},
    ui::icon::icon,
};
use leptos::prelude::*;

/// `about`: why a report does not help now. `beside`: who else can be called. `later`: the person wants it sent all the
/// same, later. `stop`: not at all.
pub fn urgent(
    portal: Portal,
    about: Key,
    beside: AnyView,
    later: Callback<()>,
    stop: Callback<()>,
) -> AnyView {
    let number = portal.config().emergency.number.clone();
    let title = fill(key::EMERGENCY_FIRST, &[("number", &number)]);
    navigation::arrive(portal, &title);
    view! {
        <main class="page urgent">
            <h1 tabindex="-1">{title}</h1>
            <p class="page__lead">{t(about)}</p>
            <a class="button button--danger button--wide urgent__call" href=format!("tel:{number}")>
                {icon("phone", "")}{fill(key::EMERGENCY_CALL, &[("number", &number)])}
            </a>
            {beside}
            <section class="stack stack--small">
                <p class="soft">{t(in_memory::either(key::EMERGENCY_LATER_HINT, key::EMERGENCY_LATER_HINT_MEMORY))}</p>
                <div class="buttons">
                    <button class="button button--plain" type="button" on:click=move |_| later.run(())>{t(key::EMERGENCY_LATER)}</button>
                    <button class="button button--plain" type="button" on:click=move |_| stop.run(())>{t(key::EMERGENCY_STOP)}</button>
                </div>
            </section>
        </main>
    }
    .into_any()
}

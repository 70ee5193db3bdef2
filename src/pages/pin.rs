//! The PIN before the list: asked for, set, and taken away.

use crate::{
    i18n::{Key, fill, key, t},
    routes,
    state::{
        Portal, navigation,
        pin::{self, Lock},
    },
    ui::{
        field::{Field, Input},
        fresh::fresh_by,
        notice::{Tone, notice, words},
        pressed, submitted,
    },
};
use leptos::prelude::*;
use tanggap_core::pin::{DIGITS, Try, digits};

const PIN: &str = "pin";

/// What stands instead of a screen that the PIN hides.
pub fn asked(portal: Portal) -> AnyView {
    navigation::arrive(portal, &t(key::PIN_TITLE));
    let wrong = RwSignal::new(None::<String>);
    let attempt = Callback::new(move |typed: String| {
        leptos::task::spawn_local(async move {
            let told = match pin::try_pin(portal, typed).await {
                Try::Open => None,
                Try::Wrong => Some(t(key::PIN_WRONG)),
                Try::Wait(seconds) if seconds > 60 => {
                    let minutes = (seconds + 59) / 60;
                    Some(fill(key::PIN_WAIT_MINUTES, &[("minutes", &minutes.to_string())]))
                }
                Try::Wait(seconds) => Some(fill(key::PIN_WAIT, &[("seconds", &seconds.to_string())])),
            };
            if told.is_some() {
                navigation::go_to_field().run(PIN.to_owned());
            }
            let _gone = wrong.try_set(told);
        });
    });
    view! {
        <main class="page">
            <h1 tabindex="-1">{t(key::PIN_TITLE)}</h1>
            {form(Input::Pin, key::PIN_LABEL, key::PIN_OPEN, wrong, attempt)}
            <p class="soft">{t(key::PIN_FORGOTTEN)}</p>
            <a href=routes::href(routes::SETTINGS)>{t(key::SETTINGS_TITLE)}</a>
        </main>
    }
    .into_any()
}

/// A new one is seen while it is typed: a slip would lock its owner out.
fn form(
    kind: Input,
    label: Key,
    press: Key,
    wrong: RwSignal<Option<String>>,
    act: Callback<String>,
) -> AnyView {
    let typed = RwSignal::new(String::new());
    let field = Field {
        id: PIN.into(),
        label: t(label),
        hint: of_digits(key::PIN_HINT),
        error_prefix: t(key::FIELD_ERROR),
        ..Field::default()
    };
    let write = Callback::new(move |text: String| {
        wrong.set(None);
        typed.set(text);
    });
    let submit = move || act.run(typed.get_untracked());
    view! {
        <form class="stack" novalidate on:submit=submitted(submit)>
            {field.text(kind, String::new(), wrong.into(), write)}
            <button class="button" type="submit" on:click=pressed(submit)>{t(press)}</button>
        </form>
    }
    .into_any()
}

fn of_digits(words: Key) -> String {
    fill(words, &[("least", &DIGITS.start().to_string()), ("most", &DIGITS.end().to_string())])
}

/// In the settings: sets one, changes it, or takes it away. Whoever doesn't have it can do neither.
pub fn settings(portal: Portal) -> AnyView {
    let lock = pin::lock();
    let wrong = RwSignal::new(None::<String>);
    let set = Callback::new(move |typed: String| {
        if digits(&typed).is_none() {
            wrong.set(Some(of_digits(key::PIN_DIGITS)));
            return navigation::go_to_field().run(PIN.to_owned());
        }
        leptos::task::spawn_local(async move {
            if !pin::set(portal, &typed).await {
                let _gone = wrong.try_set(Some(t(key::PIN_NOT_KEPT)));
            }
        });
    });
    let changes = lock.clone();
    Effect::new(move |before: Option<()>| {
        changes.track();
        if before.is_some() {
            navigation::if_lost("#pin-title");
        }
    });
    let shown = move |lock| {
        match lock {
        Lock::Unknown => ().into_any(),
        Lock::Locked => view! { <p>{t(key::PIN_LOCKED)}</p><a class="button button--plain" href=routes::href(routes::OUTBOX)>{t(key::OUTBOX_TITLE)}</a> }.into_any(),
        Lock::Open => view! {
            <p role="status">{t(key::PIN_IS_SET)}</p>
            <div class="buttons">
                <button class="button button--plain" type="button" on:click=move |_| pin::close()>{t(key::PIN_CLOSE)}</button>
                <button class="button button--link" type="button" on:click=move |_| pin::take_away(portal)>{t(key::PIN_TAKE_AWAY)}</button>
            </div>
        }
        .into_any(),
        Lock::None => form(Input::Digits, key::PIN_NEW, key::PIN_SET, wrong, set),
    }
    };
    view! {
        <section class="stack" aria-labelledby="pin-title">
            <h2 id="pin-title" tabindex="-1">{t(key::PIN_TITLE)}</h2>
            <p>{t(key::PIN_ABOUT)}</p>
            {notice(Tone::Info, None, words(t(key::PIN_HONEST)))}
            {fresh_by(move || lock.get(), shown)}
        </section>
    }
    .into_any()
}

//! Looking up, following, what comes after, figures and settings, in one lazy part: who has the one has the others. Each
//! may be asked for where there is no line; the screen before then stays until the part can be had.

use crate::{
    pages::{escalate, figures, settings, ticket, track},
    routes,
    state::{Portal, backoff, first_screen, language, use_portal, wiring},
};
use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use leptos_router::LazyRoute;

#[derive(Clone, Copy)]
pub enum Screen {
    Track,
    Ticket,
    Escalate,
    Figures,
    Settings,
}

macro_rules! screens {
    ($($page:ident => $screen:ident),*) => {$(
        pub struct $page;

        impl LazyRoute for $page {
            fn data() -> Self {
                Self
            }

            async fn view(_this: Self) -> AnyView {
                until_there(Screen::$screen).await
            }
        }
    )*};
}

screens!(
    TrackPage => Track,
    TicketPage => Ticket,
    EscalatePage => Escalate,
    FiguresPage => Figures,
    SettingsPage => Settings
);

async fn until_there(screen: Screen) -> AnyView {
    // Words that can't be had now stay empty, and no screen waits for them twice.
    language::all_words().await;
    loop {
        if let Ok(view) = draw(screen).await {
            return view;
        }
        backoff::a_little().await;
    }
}

#[wasm_split(followed, wasm_split_path = leptos::wasm_split, fallible)]
fn draw(screen: Screen) -> Result<AnyView, SplitLoaderError> {
    wiring::wake(use_portal());
    Ok(match screen {
        Screen::Track => track::page(),
        Screen::Ticket => ticket::page(),
        Screen::Escalate => escalate::page(),
        Screen::Figures => figures::page(),
        Screen::Settings => settings::page(),
    })
}

/// Looks up what was typed or pasted on the first screen: goes to the report, or says what is wrong with it. Reading it
/// belongs to this part: whoever has a number needs the part anyway, and whoever reports doesn't.
#[wasm_split(followed, wasm_split_path = leptos::wasm_split, fallible)]
pub fn look_up(portal: Portal, typed: String, go: Callback<String>) -> Result<(), SplitLoaderError> {
    leptos::task::spawn_local(async move {
        language::all_words().await;
        first_screen::set_looking(false);
        if !first_screen::asks_for(&typed) {
            return;
        }
        match track::number(portal, &typed) {
            Ok(ticket) => go.run(routes::ticket(&ticket)),
            Err(words) => first_screen::refuse_number(words),
        }
    });
    Ok(())
}

//! The receipt and the list of this device in one lazy part: who has the one has the other. Each may be asked for where
//! there is no line; the screen before then stays until the part can be had. (The macro `lazy_route` would stop the
//! whole app.)

use crate::{
    pages::{outbox, sent},
    state::{backoff, use_portal, wiring},
};
use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use leptos_router::LazyRoute;

#[derive(Clone, Copy)]
enum Screen {
    Receipt,
    List,
}

pub struct SentPage;

impl LazyRoute for SentPage {
    fn data() -> Self {
        Self
    }

    async fn view(_this: Self) -> AnyView {
        until_there(Screen::Receipt).await
    }
}

pub struct OutboxPage;

impl LazyRoute for OutboxPage {
    fn data() -> Self {
        Self
    }

    async fn view(_this: Self) -> AnyView {
        until_there(Screen::List).await
    }
}

async fn until_there(screen: Screen) -> AnyView {
    loop {
        if let Ok(view) = draw(screen).await {
            return view;
        }
        backoff::a_little().await;
    }
}

#[wasm_split(kept, wasm_split_path = leptos::wasm_split, fallible)]
fn draw(screen: Screen) -> Result<AnyView, SplitLoaderError> {
    wiring::wake(use_portal());
    Ok(match screen {
        Screen::Receipt => sent::page(),
        Screen::List => outbox::page(),
    })
}

/// Fetches the part while there is still a line: after *Send* there may be none.
#[wasm_split(kept, wasm_split_path = leptos::wasm_split, fallible)]
pub fn fetch() -> Result<(), SplitLoaderError> {
    Ok(())
}

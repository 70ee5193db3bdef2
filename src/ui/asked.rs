//! A grave act: pressed, it says what follows, and only then does it.

use crate::ui::fresh::fresh;
use leptos::{html::Button, prelude::*};

#[derive(Clone, Copy, PartialEq)]
enum Asking {
    NotYet,
    Now,
    /// Asked, and not wanted.
    Over,
}

/// `words` on the button, `sure` on the one that really does it, `keep` on the way back. The focus goes along.
pub fn asked_once_more(words: String, sure: String, keep: String, act: Callback<()>) -> AnyView {
    let asking = RwSignal::new(Asking::NotYet);
    fresh(move || {
        let shown = NodeRef::<Button>::new();
        if asking.get() != Asking::NotYet {
            shown.on_load(|button| {
                let _focused = button.focus();
            });
        }
        if asking.get() == Asking::Now {
            let press = move |_| {
                asking.set(Asking::NotYet);
                act.run(());
            };
            view! {
                <div class="item__sure" role="group" aria-label=words.clone()>
                    <button class="button button--danger button--small" type="button" node_ref=shown on:click=press>{sure.clone()}</button>
                    <button class="button button--plain button--small" type="button" on:click=move |_| asking.set(Asking::Over)>{keep.clone()}</button>
                </div>
            }
            .into_any()
        } else {
            view! { <button class="button button--link" type="button" node_ref=shown on:click=move |_| asking.set(Asking::Now)>{words.clone()}</button> }
                .into_any()
        }
    })
}

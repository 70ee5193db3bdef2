//! Whatever changes on a screen, drawn so that a browser's translator can follow. Such a translator takes every text out
//! of the page and puts elements of its own in its place. A text node that is changed later is no longer there: nobody
//! sees the change. One that is removed leaves its translation standing, and nothing can be put before it.
//!
//! So no text is ever changed in place: what changes is made anew in elements of its own, and what stood there before goes
//! as a whole. `cargo x tidy` finds a closure or a signal that stands in a `view!` without one of these three.

use leptos::prelude::*;

/// Draws anew whenever something changes that `draw` has read. Elements stand around all that it draws, never bare words.
pub fn fresh<V: IntoView + 'static>(draw: impl Fn() -> V + Send + 'static) -> AnyView {
    (move || once(draw().into_any())).into_any()
}

/// A closure that is drawn by a closure is what Leptos never updates in place: it takes the old away and builds the new.
fn once(drawn: AnyView) -> impl FnMut() -> Option<AnyView> + Send + 'static {
    let mut drawn = Some(drawn);
    move || drawn.take()
}

/// Draws anew only when `value` is another than before: for what holds a control, which would lose the focus.
pub fn fresh_by<T, V>(
    value: impl Fn() -> T + Send + Sync + 'static,
    draw: impl Fn(T) -> V + Send + 'static,
) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let value = Memo::new(move |_| value());
    fresh(move || {
        let value = value.get();
        untrack(|| draw(value))
    })
}

/// Words that change, alone.
pub fn fresh_words(words: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    fresh_by(words, |words| view! { <span>{words}</span> })
}

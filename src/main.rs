//! Probe.
use leptos::prelude::*;
use leptos_router::{components::*, lazy_route, path, Lazy, LazyRoute};
fn main() { mount_to_body(|| view! { <Router><p><a href="/track">"track"</a></p><Routes fallback=|| "?"><Route path=path!("/") view=|| view!{<p>"home"</p>}/><Route path=path!("/track") view={Lazy::<Track>::new()}/></Routes></Router> }); }
struct Track;
#[lazy_route]
impl LazyRoute for Track { fn data() -> Self { Self } fn view(_this: Self) -> AnyView { view! { <h1>"Track"</h1> }.into_any() } }

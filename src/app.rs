//! The app's frame: the addresses and what stands at each. The first screen is static and always there; every
//! other screen is a lazy part that a first visitor doesn't wait for.

use crate::{
    pages::{
        followed::{EscalatePage, FiguresPage, SettingsPage, TicketPage, TrackPage},
        help::HelpPage,
        home::Home,
        kept::{OutboxPage, SentPage},
        not_found::not_found,
        privacy::PrivacyPage,
        report::ReportPage,
    },
    state::Portal,
};
use leptos::prelude::*;
use leptos_router::{
    Lazy,
    components::{FlatRoutes, Route, Router},
    path,
};

#[component]
pub fn App(
    /// What the whole app shares.
    portal: Portal,
) -> impl IntoView {
    provide_context(portal);
    let base = portal.base.trim_end_matches('/');
    view! {
        <Router base=base>
            <FlatRoutes fallback=not_found>
                <Route path=path!("/") view=Home/>
                <Route path=path!("/report/*step") view={Lazy::<ReportPage>::new()}/>
                <Route path=path!("/sent") view={Lazy::<SentPage>::new()}/>
                <Route path=path!("/outbox") view={Lazy::<OutboxPage>::new()}/>
                <Route path=path!("/track") view={Lazy::<TrackPage>::new()}/>
                <Route path=path!("/t") view={Lazy::<TicketPage>::new()}/>
                <Route path=path!("/escalate") view={Lazy::<EscalatePage>::new()}/>
                <Route path=path!("/figures") view={Lazy::<FiguresPage>::new()}/>
                <Route path=path!("/settings") view={Lazy::<SettingsPage>::new()}/>
                <Route path=path!("/help") view={Lazy::<HelpPage>::new()}/>
                <Route path=path!("/privacy") view={Lazy::<PrivacyPage>::new()}/>
            </FlatRoutes>
        </Router>
    }
}

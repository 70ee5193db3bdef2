//! The report form: one address a step, one thing a screen. A lazy part: a first visitor doesn't wait for it.

mod check;
mod describe;
mod draft;
mod first;
mod frame;
mod identity;
mod photos;
mod place;
mod question;
mod service;

use crate::{
    i18n::key,
    pages::{danger, going_on, kept, loading, not_found::not_found, urgent},
    routes,
    state::{
        Portal,
        device::device,
        drafts, emergency_gate, language,
        outbox::{Saving, outbox},
        questions::{self, Questions},
        triage, use_portal, wiring,
    },
    ui::fresh::fresh,
};
use leptos::{prelude::*, wasm_split::wasm_split};
use leptos_router::{
    LazyRoute, NavigateOptions,
    components::Redirect,
    hooks::{use_location, use_navigate},
};
use tanggap_core::journey::Step;

pub struct ReportPage;

/// What the address says: the step, whether it is only changed, and which services are behind it.
#[derive(Clone, Default, PartialEq)]
struct Address {
    step: Option<Step>,
    changing: bool,
    behind: service::Behind,
}

impl LazyRoute for ReportPage {
    fn data() -> Self {
        // Nothing here: this much of a lazy page is in the main module, where a first visitor waits for it.
        Self
    }

    async fn view(_this: Self) -> AnyView {
        page().await
    }
}

/// In a part by this name is what understands words, too (`state/danger_sent.rs`).
#[wasm_split(report, wasm_split_path = leptos::wasm_split)]
fn page() -> AnyView {
    let portal = use_portal();
    wiring::wake(portal);
    let address = address(portal);
    go_to_the_receipt();
    going_on::follow_what_opens();
    let worded = language::words_are_there();
    leptos::task::spawn_local(async {
        // While there is a line: after *Send* there may be none. What can't be had now is asked for again.
        let _fetched = kept::fetch().await;
    });
    triage::begin(portal);
    keep_the_step(portal, address);
    let settled =
        Memo::new(move |_| portal.questions.with(|questions| !matches!(questions, Questions::Loading)));
    // Every address gets elements of its own: in used ones, what was ticked or typed for the question before
    // would seem to answer the next.
    let addresses = move || [address.get()];
    let key = |address: &Address| {
        (address.step.as_ref().map(routes::step), address.changing, address.behind.clone())
    };
    let elsewhere = draft::is_elsewhere();
    let known = draft_is_known(portal);
    let calling = call_first(portal);
    let page = move |address: Address| {
        fresh(move || match (elsewhere.get(), known.get(), calling.get()) {
            (true, ..) => draft::elsewhere(portal),
            (false, _, true) => urgent_page(portal),
            (false, true, false) if worded.get() => step_page(portal, &address, settled),
            (false, ..) => loading::loading(portal),
        })
    };
    view! { <For each=addresses key=key children=page/> }.into_any()
}

/// The draft knows its step, also where nothing was changed on the way to it.
fn keep_the_step(portal: Portal, address: Memo<Address>) {
    let step = Memo::new(move |_| address.with(|address| address.step.as_ref().map(routes::step)));
    Effect::new(move |before: Option<()>| {
        step.with(|step| drafts::show_step(step.as_deref()));
        if before.is_some() {
            drafts::tell(portal, drafts::Wish::Keep);
        }
    });
    on_cleanup(|| drafts::show_step(None));
}

fn address(portal: Portal) -> Memo<Address> {
    let (location, base) = (use_location(), portal.base);
    // Not by the router's own query: between two steps it keeps the old one (leptos_router 0.8, FlatRoutes).
    Memo::new(move |last: Option<&Address>| {
        let path = location.pathname.get();
        match path.strip_prefix(base).and_then(|path| path.strip_prefix("report/")) {
            Some(rest) => location.query.with(|query| Address {
                step: routes::step_of(rest),
                changing: query.get("change").is_some(),
                behind: service::Behind { door: query.get("door"), conduct: query.get("about").is_some() },
            }),
            // On the way to another screen, this one stands as it is.
            None => last.cloned().unwrap_or_default(),
        }
    })
}

/// Whether the call comes before the form: looked at when an emergency is chosen, and again at *Send*.
fn call_first(portal: Portal) -> Memo<bool> {
    let service = Memo::new(move |_| portal.draft.with(|draft| draft.service.clone()));
    Effect::new(move || {
        // Read and not only tracked: a memo that nobody reads is never computed.
        let _chosen = service.get();
        untrack(|| emergency_gate::look(portal));
    });
    Memo::new(move |_| emergency_gate::is_closed())
}

fn urgent_page(portal: Portal) -> AnyView {
    let navigate = use_navigate();
    let later = Callback::new(|()| emergency_gate::send_later(None));
    let stop = Callback::new(move |()| {
        emergency_gate::stop();
        navigate(routes::HOME, NavigateOptions::default());
    });
    urgent::urgent(portal, key::EMERGENCY_OFFLINE, danger::beside_told(portal), later, stop)
}

/// Who comes in by the address of a step may have a draft from before: until that is known, nobody is sent away.
fn draft_is_known(portal: Portal) -> Memo<bool> {
    Memo::new(move |before: Option<&bool>| {
        before == Some(&true)
            || portal.draft.with(|draft| draft.service.is_some() || !draft.description.is_empty())
            || device().with(|device| device.begun || device.no_part)
    })
}

/// From whichever step stands when the report is kept: in its place, as Back would else lead to a form that is done.
fn go_to_the_receipt() {
    let navigate = use_navigate();
    Effect::new(move || {
        let number = outbox().with(|outbox| match &outbox.saving {
            Saving::Kept(uid) => outbox.row(uid).map(|row| row.number().to_owned()),
            _ => None,
        });
        if let Some(number) = number {
            navigate(&routes::sent(&number), NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
}

fn step_page(portal: Portal, address: &Address, settled: Memo<bool>) -> AnyView {
    // Words and the arrival of the questions draw the screen anew; typing doesn't.
    portal.language.track();
    let changing = address.changing;
    match address.step.clone() {
        None => not_found().into_any(),
        Some(Step::Service) => service::service_page(portal, changing, &address.behind),
        Some(_) if untrack(|| portal.draft.with(|draft| draft.service.is_none())) => redirect(&Step::Service),
        Some(_) if !settled.get() => loading::loading(portal),
        Some(step) => with_questions(portal, step, changing),
    }
}

fn with_questions(portal: Portal, step: Step, changing: bool) -> AnyView {
    match portal.questions.get() {
        Questions::Failed | Questions::None => {
            let again = Callback::new(move |()| leptos::task::spawn_local(questions::load(portal)));
            frame::failed(portal, again)
        }
        _ => match step {
            Step::Service => service::service_page(portal, changing, &service::Behind::default()),
            Step::Describe => describe::describe_page(portal, changing),
            Step::Question(code) => question::question_page(portal, &code, changing),
            Step::Place => place::place_page(portal, changing),
            Step::Photos => photos::photos_page(portal, changing),
            Step::Identity => identity::identity_page(portal, changing),
            Step::Check => check::check_page(portal),
        },
    }
}

fn redirect(step: &Step) -> AnyView {
    // In place of the address that led here: Back would else lead here again.
    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
    view! { <Redirect path=routes::step(step) options/> }.into_any()
}

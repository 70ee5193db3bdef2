//! The report form: one address a step, one thing a screen. A lazy part: a first visitor doesn't wait for it.

mod check;
mod describe;
mod frame;
mod identity;
mod place;
mod question;
mod service;

use crate::{
    pages::not_found::not_found,
    routes,
    state::{
        Portal,
        questions::{self, Questions},
        use_portal,
    },
};
use leptos::prelude::*;
use leptos_router::{
    LazyRoute,
    components::Redirect,
    hooks::{use_params_map, use_query_map},
    lazy_route,
};
use tanggap_core::journey::Step;

/// The step that the address names, and whether it is only changed.
pub struct ReportPage {
    step: Memo<Option<Step>>,
    changing: Memo<bool>,
}

#[lazy_route]
impl LazyRoute for ReportPage {
    fn data() -> Self {
        let (params, query) = (use_params_map(), use_query_map());
        Self {
            step: Memo::new(move |_| params.with(|params| routes::step_of(&params.get("step")?))),
            changing: Memo::new(move |_| query.with(|query| query.get("change").is_some())),
        }
    }

    fn view(this: Self) -> AnyView {
        let portal = use_portal();
        let settled =
            Memo::new(move |_| portal.questions.with(|questions| !matches!(questions, Questions::Loading)));
        (move || {
            // Words, address and the arrival of the questions draw the screen anew; typing doesn't.
            portal.language.track();
            let changing = this.changing.get();
            match this.step.get() {
                None => not_found().into_any(),
                Some(Step::Service) => service::service_page(portal, changing),
                Some(_) if untrack(|| portal.draft.with(|draft| draft.service.is_none())) => {
                    redirect(&Step::Service)
                }
                Some(_) if !settled.get() => frame::loading(portal),
                Some(step) => with_questions(portal, step, changing),
            }
        })
        .into_any()
    }
}

fn with_questions(portal: Portal, step: Step, changing: bool) -> AnyView {
    match portal.questions.get() {
        Questions::Failed | Questions::None => {
            let again = Callback::new(move |()| leptos::task::spawn_local(questions::load(portal)));
            frame::failed(portal, again)
        }
        _ => match step {
            Step::Service => service::service_page(portal, changing),
            Step::Describe => describe::describe_page(portal, changing),
            Step::Question(code) => question::question_page(portal, &code, changing),
            Step::Place => place::place_page(portal, changing),
            Step::Identity => identity::identity_page(portal, changing),
            Step::Check => check::check_page(portal),
        },
    }
}

fn redirect(step: &Step) -> AnyView {
    view! { <Redirect path=routes::step(step)/> }.into_any()
}

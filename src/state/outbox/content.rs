//! What a report says, as screens show it.

use crate::state::triage;
use leptos::prelude::*;
use tanggap_core::{
    form::Definition,
    report::{Report, Uid},
    wire,
};

/// What a person asked to see of one report.
#[derive(Clone, PartialEq)]
pub struct Content {
    pub uid: Uid,
    pub report: Told,
    /// What its questions were, as soon as that can be had: without it answers stand under their codes.
    pub definition: Option<Definition>,
}

thread_local! {
    // Not in the outbox's mirror: to throw away what a report says would be code of the first load.
    static SHOWN: ArcRwSignal<Option<Content>> = ArcRwSignal::new(None);
}

/// What a person asked to see, while it is on the screen.
pub fn content() -> ArcRwSignal<Option<Content>> {
    SHOWN.with(Clone::clone)
}

#[derive(Clone, PartialEq)]
pub enum Told {
    /// As it went to a desk that knows our reports.
    Report(Box<Report>),
    /// The fields of the form that went to a plain desk.
    Form(Vec<(String, String)>),
    /// Its bytes are not here any more.
    Nothing,
}

impl Told {
    /// The code of its service; empty where its bytes are gone.
    pub fn service(&self) -> &str {
        match self {
            Self::Report(report) => &report.service_code,
            Self::Form(fields) => wire::plain_about(fields).0,
            Self::Nothing => "",
        }
    }

    /// What its person has written of what happens.
    pub fn told(&self) -> triage::Told {
        match self {
            Self::Report(report) => {
                let answers = report.answers.iter().flat_map(|(_, values)| values).map(String::as_str);
                let address = report.place.as_ref().map_or("", |place| place.address.as_str());
                triage::Told::new(&report.description, answers, address)
            }
            Self::Form(fields) => {
                let (address, answers) = wire::plain_told(fields);
                triage::Told::new(wire::plain_about(fields).1, answers.into_iter(), address)
            }
            Self::Nothing => triage::Told::default(),
        }
    }
}

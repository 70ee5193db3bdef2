//! What happened, for those who came through a door and have not told yet; and for those who told more on the first screen
//! than can be sent.

use super::frame::{Content, error_of, frame};
use crate::{
    form::problem,
    i18n::{key, t},
    state::{Portal, language, limits},
    ui::field::{Field, Input},
};
use leptos::prelude::*;
use tanggap_core::{
    journey::Step,
    report,
    text::{self, Cleaner},
};

const ID: &str = "description";

pub fn describe_page(portal: Portal, changing: bool) -> AnyView {
    let found = move || -> Vec<(String, String)> {
        let cleaner = language::spelling().cleaner;
        let sent = portal.draft.with_untracked(|draft| cleaner.lines(&draft.description));
        let found = report::check_description(&sent);
        found.iter().map(|found| (ID.to_owned(), problem::field_words(found))).collect()
    };
    // Told before, and asked again: what is wrong with it is said before *Continue* is pressed once more.
    let told_before =
        portal.draft.with_untracked(|draft| draft.told_first && !text::is_blank(&draft.description));
    let wrong = RwSignal::new(if told_before && !changing { found() } else { Vec::new() });
    let field = Field {
        id: ID.into(),
        label: t(key::DESCRIBE_TITLE),
        hint: t(key::DESCRIBE_HINT),
        error_prefix: t(key::FIELD_ERROR),
        heading: true,
        room: Some(limits::room_for(report::DESCRIPTION_LIMIT, Cleaner::lines)),
        ..Field::default()
    };
    let given = portal.draft.with_untracked(|draft| draft.description.clone());
    let write = Callback::new(move |text| portal.draft.update(|draft| draft.description = text));
    let inside = field.text(Input::Lines, given, error_of(wrong, ID), write);
    let check = Callback::new(move |()| found());
    frame(
        portal,
        Content { step: Step::Describe, changing, title: t(key::DESCRIBE_TITLE), inside, check },
        wrong,
    )
}

//! What happened, for those who came through a door and have not told yet.

use super::frame::{Content, error_of, frame};
use crate::{
    form::problem,
    i18n::{key, t},
    state::Portal,
    ui::field::{Field, Input},
};
use leptos::prelude::*;
use tanggap_core::{journey::Step, report};

const ID: &str = "description";

pub fn describe_page(portal: Portal, changing: bool) -> AnyView {
    let wrong = RwSignal::new(Vec::new());
    let field = Field {
        id: ID.into(),
        label: t(key::DESCRIBE_TITLE),
        hint: t(key::DESCRIBE_HINT),
        error_prefix: t(key::FIELD_ERROR),
        heading: true,
        ..Field::default()
    };
    let given = portal.draft.with_untracked(|draft| draft.description.clone());
    let write = Callback::new(move |text| portal.draft.update(|draft| draft.description = text));
    let inside = field.text(Input::Lines, given, error_of(wrong, ID), write);
    let check = Callback::new(move |()| {
        let found = portal.draft.with_untracked(|draft| report::check_description(&draft.description));
        found.iter().map(|found| (ID.to_owned(), problem::field_words(found))).collect()
    });
    frame(
        portal,
        Content { step: Step::Describe, changing, title: t(key::DESCRIBE_TITLE), inside, check },
        wrong,
    )
}

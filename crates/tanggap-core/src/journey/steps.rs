//! The steps of a report, which follow from its service and from what has been answered.

use super::draft::Draft;
use crate::{
    form::{Answers, Definition, Question},
    report,
    service::{PlaceRule, Service},
};

/// One screen of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// What it is about.
    Service,
    /// What happened, for those who came through a door and have not told yet.
    Describe,
    /// The question with this code, together with the texts that stand before it.
    Question(String),
    Place,
    /// Always free to be passed over.
    Photos,
    Identity,
    Check,
}

/// The steps of this report, given what has been answered: answers change which questions follow. What was told on the
/// first screen and can't be sent, because it is too long or shows nothing, is asked again. `photos`: whether the desk
/// takes any.
pub fn steps(draft: &Draft, service: &Service, definition: &Definition, photos: bool) -> Vec<Step> {
    let mut steps = vec![Step::Service];
    if !draft.told_first || !report::check_description(&draft.description).is_empty() {
        steps.push(Step::Describe);
    }
    steps.extend(
        pages(definition, &draft.answers).into_iter().map(|page| Step::Question(page.code().to_owned())),
    );
    if service.place != PlaceRule::None {
        steps.push(Step::Place);
    }
    if photos {
        steps.push(Step::Photos);
    }
    steps.extend([Step::Identity, Step::Check]);
    steps
}

/// What stands on one question's screen.
pub struct Page<'a> {
    /// Texts that are only read.
    pub texts: Vec<&'a Question>,
    /// The question; none where only texts are left.
    pub question: Option<&'a Question>,
}

impl Page<'_> {
    /// Its name in the address.
    pub fn code(&self) -> &str {
        self.question.or(self.texts.first().copied()).map_or("", |question| &question.code)
    }
}

/// The screens of a service's questions: one question each, with the texts that stand before it.
pub fn pages<'a>(definition: &'a Definition, answers: &Answers) -> Vec<Page<'a>> {
    let mut pages = Vec::new();
    let mut texts = Vec::new();
    for question in definition.visible(answers) {
        if question.variable {
            pages.push(Page { texts: std::mem::take(&mut texts), question: Some(question) });
        } else {
            texts.push(question);
        }
    }
    if !texts.is_empty() {
        pages.push(Page { texts, question: None });
    }
    pages
}

//! The way through a report follows the answers.

use super::*;
use crate::{
    amount::Style,
    form::{Answers, Condition, Datatype, Definition, Operator, Problem, Question, Spelling},
    place::{Place, Point},
    report::{self, Identity, Uid},
    service::{IdentityKind, PlaceRule, Service, ServiceKind},
    text::Cleaner,
    ticket::Ticket,
    wire,
};

fn question(code: &str, variable: bool) -> Question {
    Question {
        code: code.into(),
        datatype: Datatype::String,
        required: false,
        variable,
        description: String::new(),
        hint: String::new(),
        choices: vec![],
        show_when: vec![],
        pattern: None,
        min: None,
        max: None,
        default: None,
    }
}

fn service(place: PlaceRule) -> Service {
    Service {
        desk: "aspirasi".into(),
        code: "street-light".into(),
        name: String::new(),
        description: String::new(),
        group: String::new(),
        keywords: vec![],
        kind: ServiceKind::Complaint,
        icon: String::new(),
        place,
        identity: vec![IdentityKind::Open, IdentityKind::Anonymous],
        clock: None,
        has_questions: true,
    }
}

fn definition() -> Definition {
    let mut pole = question("pole", true);
    pole.show_when =
        vec![Condition { question: "problem".into(), operator: Operator::Equals, value: "off".into() }];
    Definition {
        version: "1".into(),
        questions: vec![
            question("keep-away", false),
            question("problem", true),
            pole,
            question("thanks", false),
        ],
        ..Definition::default()
    }
}

fn codes(draft: &Draft, place: PlaceRule, photos: bool) -> Vec<String> {
    let name = |step: &Step| match step {
        Step::Question(code) => code.clone(),
        other => format!("{other:?}").to_lowercase(),
    };
    steps(draft, &service(place), &definition(), photos).iter().map(name).collect()
}

#[test]
fn steps_follow_the_answers() {
    let mut draft = Draft::default();
    assert_eq!(
        codes(&draft, PlaceRule::Required, true),
        ["service", "describe", "problem", "thanks", "place", "photos", "identity", "check"]
    );
    (draft.told_first, draft.description) = (true, "Lampu mati".into());
    draft.answers.set("problem", vec!["off".into()]);
    assert_eq!(
        codes(&draft, PlaceRule::None, false),
        ["service", "problem", "pole", "thanks", "identity", "check"]
    );
}

#[test]
fn a_text_stands_on_the_screen_of_the_question_after_it() {
    let definition = definition();
    let pages = pages(&definition, &Answers::default());
    let shown: Vec<_> = pages.iter().map(|page| (page.texts.len(), page.question.is_some())).collect();
    assert_eq!(shown, [(1, true), (1, false)]);
}

fn stamp() -> Stamp {
    Stamp {
        uid: Uid::parse("6f9619ff-8b86-4d01-b42d-00cf4fc964ff").unwrap(),
        ticket: Ticket::from_random(12, || 3),
        key_proof: crate::ticket::Key::from_random(|| 1).proof(),
        media: Vec::new(),
        locale: "id".into(),
        client_time: "2026-11-23T16:43:46Z".into(),
        corrects: None,
    }
}

#[test]
fn only_what_counts_is_sent() {
    let mut draft = Draft { description: " Lampu mati ".into(), ..Draft::default() };
    draft.answers.set("problem", vec!["on".into()]);
    draft.answers.set("pole", vec!["17".into()]);
    draft.place = Place {
        point: Point::new(-6.6, 106.8, None),
        area: String::new(),
        address: " Jl. Pajajaran ".into(),
    };
    draft.identity = Identity {
        kind: IdentityKind::Open,
        name: " Ani ".into(),
        phone: "0812 1234 5678".into(),
        email: String::new(),
    };
    let send = |draft: &Draft, place| {
        let spelling = Spelling { cleaner: Cleaner::COMPOSED, numbers: Style::Comma };
        draft.report(stamp(), &service(place), &definition(), spelling)
    };
    let report = send(&draft, PlaceRule::Required);
    assert_eq!(report.description, "Lampu mati");
    assert_eq!(report.answers.iter().map(|(code, _)| code).collect::<Vec<_>>(), ["problem"]);
    assert_eq!(report.place.unwrap().address, "Jl. Pajajaran");
    assert_eq!((report.identity.name.as_str(), report.identity.phone.as_str()), ("Ani", "+6281212345678"));
    draft.identity.kind = IdentityKind::Anonymous;
    let report = send(&draft, PlaceRule::None);
    assert!(report.place.is_none() && report.identity == Identity::anonymous());
    assert_eq!(draft.identity.name, " Ani ", "a change of mind loses nothing");
}

#[test]
fn what_was_told_first_and_cannot_be_sent_is_asked_again() {
    for (told, is_asked) in
        [("Lampu mati".to_owned(), false), ("x".repeat(4_001), true), ("\u{200b}\u{2800}".into(), true)]
    {
        let draft = Draft { told_first: true, description: told, ..Draft::default() };
        assert_eq!(codes(&draft, PlaceRule::None, false).contains(&"describe".into()), is_asked);
    }
}

#[test]
fn what_is_frozen_is_what_the_server_reads() {
    let cleaner = Cleaner::new(|text| text.replace("e\u{301}", "é").into());
    let spelling = Spelling { cleaner, numbers: Style::Comma };
    let mut definition = definition();
    definition.questions[1].datatype = Datatype::Number;
    for text in [
        "Lampu mati\u{b}sejak Senin",
        "Jl. Pajajaran\tNo. 5\r\nBogor",
        " \u{1b}[31mmerah\u{0} cafe\u{301}\u{200b} ",
        "\u{202a}0812\u{202c}",
        "می\u{200c}خواهم 👩\u{200d}🚒",
    ] {
        let mut draft = Draft { description: text.into(), identity_chosen: true, ..Draft::default() };
        for code in ["problem", "pole", "gone"] {
            draft.answers.set(code, vec![text.into()]);
        }
        draft.place.address = text.into();
        draft.identity = Identity {
            kind: IdentityKind::Secret,
            name: text.into(),
            phone: "\u{200e}+62 812\u{2011}1234\u{2011}5678".into(),
            email: "mailto:ani＠contoh.id\u{200b}".into(),
        };
        let report = draft.report(stamp(), &service(PlaceRule::Required), &definition, spelling);
        let bytes = wire::write_report(&report);
        let read = wire::read_report(&bytes, cleaner).ok().unwrap();
        assert!(read == report, "{text:?}: the server reads it as the phone froze it");
        assert!(!report.description.chars().any(|letter| letter.is_control() && letter != '\n'), "{text:?}");
        let who = &report.identity;
        assert_eq!((who.phone.as_str(), who.email.as_str()), ("+6281212345678", "ani@contoh.id"));
    }
}

#[test]
fn text_that_shows_nothing_is_nothing_before_it_is_frozen() {
    let blank = "\u{200b}\u{2800}\u{3164}";
    let mut draft = Draft { description: blank.into(), identity_chosen: true, ..Draft::default() };
    draft.answers.set("problem", vec![blank.into()]);
    draft.place.address = blank.into();
    draft.identity =
        Identity { kind: IdentityKind::Open, name: blank.into(), phone: blank.into(), email: blank.into() };
    let mut definition = definition();
    definition.questions.iter_mut().for_each(|question| question.required = true);
    let rules = report::Rules {
        definition: &definition,
        place: PlaceRule::Required,
        identity: &[IdentityKind::Open],
    };
    let spelling = Spelling { cleaner: Cleaner::COMPOSED, numbers: Style::Comma };
    let found = report::check_draft(&draft, &rules, spelling, |_, _| None);
    let required: Vec<_> =
        found.iter().map(|found| (found.field.as_str(), found.problem == Problem::Required)).collect();
    let fields = ["description", "answers.problem", "place", "identity.name", "identity.phone"];
    assert_eq!(required, fields.map(|field| (field, true)));
}

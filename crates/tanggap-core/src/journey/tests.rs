//! The way through a report follows the answers.

use super::*;
use crate::{
    form::{Condition, Datatype, Operator},
    place::Point,
    service::ServiceKind,
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
    draft.told_first = true;
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
        let key = crate::ticket::Key::from_random(|| 1);
        let uid = Uid::parse("6f9619ff-8b86-4d01-b42d-00cf4fc964ff").unwrap();
        let stamp = Stamp {
            uid,
            ticket: Ticket::from_random(12, || 3),
            key_proof: key.proof(),
            media: Vec::new(),
            locale: "id".into(),
            client_time: "2026-11-23T16:43:46Z".into(),
            corrects: None,
        };
        draft.report(stamp, &service(place), &definition())
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

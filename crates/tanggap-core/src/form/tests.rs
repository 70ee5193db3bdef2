//! Which questions are asked, and which answers are answers.

use super::*;

fn question(code: &str, datatype: Datatype) -> Question {
    Question {
        code: code.into(),
        datatype,
        required: false,
        variable: true,
        description: String::new(),
        hint: String::new(),
        choices: ["off", "many"]
            .map(|key| Choice { key: key.into(), name: key.to_uppercase(), image: None })
            .into(),
        show_when: vec![],
        pattern: None,
        min: None,
        max: None,
        default: None,
    }
}

fn when(question: &str, operator: Operator, value: &str) -> Condition {
    Condition { question: question.into(), operator, value: value.into() }
}

fn answers(given: &[(&str, &[&str])]) -> Answers {
    let mut answers = Answers::default();
    for (code, values) in given {
        answers.set(code, values.iter().map(|value| (*value).to_owned()).collect());
    }
    answers
}

/// Stands for an expression engine: an answer matches when it is the expression; `(` is a broken one.
fn same(expression: &str, text: &str) -> Option<bool> {
    (expression != "(").then_some(expression == text)
}

#[test]
fn a_question_is_asked_when_its_conditions_hold() {
    for (operator, value, given, asked) in [
        (Operator::Equals, "off", &["off"][..], true),
        (Operator::Equals, "off", &["many"], false),
        (Operator::NotEquals, "off", &["many"], true),
        (Operator::NotEquals, "off", &[], true),
        (Operator::Contains, "an", &["many"], true),
        (Operator::NotEmpty, "", &[], false),
        (Operator::NotEmpty, "", &["x"], true),
    ] {
        let mut second = question("b", Datatype::String);
        second.show_when = vec![when("a", operator, value)];
        let definition =
            Definition { questions: vec![question("a", Datatype::String), second], ..Definition::default() };
        let shown = definition.visible(&answers(&[("a", given)])).len();
        assert_eq!(shown == 2, asked, "{operator:?} {value} {given:?}");
    }
}

#[test]
fn an_answer_to_a_hidden_question_counts_for_nothing() {
    let mut second = question("b", Datatype::String);
    second.show_when = vec![when("a", Operator::Equals, "yes")];
    let mut third = question("c", Datatype::String);
    third.show_when = vec![when("b", Operator::NotEmpty, "")];
    third.required = true;
    let definition = Definition {
        questions: vec![question("a", Datatype::String), second, third],
        ..Definition::default()
    };
    let given = answers(&[("a", &["no"]), ("b", &["left over"]), ("c", &["too"])]);
    assert_eq!(definition.counted(&given), answers(&[("a", &["no"])]));
    assert_eq!(check(&definition, &answers(&[("a", &["no"]), ("b", &["left over"])]), same), vec![]);
}

#[test]
fn answers_are_held_against_their_question() {
    use Datatype::{Datetime, MultiValueList, Number, SingleValueList, String, Text};
    for (datatype, given, expected) in [
        (Number, &["1,5"][..], None),
        (Number, &["-3"], Some(Problem::TooSmall { min: 1.0 })),
        (Number, &["21"], Some(Problem::TooLarge { max: 20.0 })),
        (Number, &["NaN"], Some(Problem::NotANumber)),
        (Number, &["inf"], Some(Problem::NotANumber)),
        (String, &["x"], None),
        (String, &["012345678901234567890"], Some(Problem::TooLong { limit: 20, over: 1 })),
        (Text, &["a\nb"], None),
        (Text, &["a\0b"], Some(Problem::ControlCharacter)),
        (Datetime, &["2026-11-23"], None),
        (Datetime, &["2026-11-23T10:15"], None),
        (Datetime, &["soon"], Some(Problem::NotADate)),
        (SingleValueList, &["off"], None),
        (SingleValueList, &["off", "many"], Some(Problem::TooMany)),
        (SingleValueList, &["gone"], Some(Problem::NotAChoice)),
        (MultiValueList, &["off", "many"], None),
        (MultiValueList, &["off", "gone"], Some(Problem::NotAChoice)),
    ] {
        let mut asked = question("q", datatype);
        (asked.min, asked.max) = (Some(1.0), Some(20.0));
        let given: Vec<_> = given.iter().map(|value| (*value).to_owned()).collect();
        assert_eq!(check_answer(&asked, &given, same), expected, "{datatype:?} {given:?}");
    }
}

#[test]
fn blank_breaks_only_what_is_required() {
    let mut asked = question("q", Datatype::Number);
    assert_eq!(check_answer(&asked, &[" ".into()], same), None);
    asked.required = true;
    assert_eq!(check_answer(&asked, &[], same), Some(Problem::Required));
}

#[test]
fn a_pattern_speaks_for_itself_and_a_broken_one_refuses_nobody() {
    let mut asked = question("q", Datatype::String);
    asked.pattern = Some(Pattern { expression: "17".into(), message: "Digits only".into() });
    assert_eq!(check_answer(&asked, &["17".into()], same), None);
    assert_eq!(
        check_answer(&asked, &["x".into()], same),
        Some(Problem::Pattern { message: "Digits only".into() })
    );
    asked.pattern = Some(Pattern { expression: "(".into(), message: String::new() });
    assert_eq!(check_answer(&asked, &["x".into()], same), None);
}

#[test]
fn a_choice_is_shown_by_its_name() {
    assert_eq!(
        question("q", Datatype::MultiValueList).shown(&["off".into(), "else".into()]),
        ["OFF", "else"]
    );
}

#[test]
fn a_field_counts_against_its_own_limit() {
    use Datatype::{Number, String, Text};
    let pole = || Some(Pattern { expression: "[A-Z0-9]{1,20}".into(), message: "At most 20".into() });
    for (datatype, max, pattern, expected) in [
        (String, None, None, Some(500)),
        (Text, None, None, Some(4_000)),
        (String, Some(30.0), None, Some(30)),
        (String, None, pole(), Some(20)),
        (String, Some(30.0), pole(), Some(20)),
        (String, Some(10.0), pole(), Some(10)),
        (Number, Some(10.0), None, None),
    ] {
        let asked = Question { max, pattern, ..question("q", datatype) };
        assert_eq!(length_limit(&asked), expected, "{datatype:?} {max:?}");
    }
    let asked = Question { pattern: pole(), ..question("q", String) };
    let long = ["A".repeat(525)];
    let refused = |asked: &Question| check_answer(asked, &long, |_, _| Some(false));
    assert_eq!(refused(&asked), Some(Problem::Pattern { message: "At most 20".into() }));
    let silent = Pattern { message: "".into(), ..asked.pattern.clone().unwrap() };
    let asked = Question { pattern: Some(silent), ..asked };
    assert_eq!(refused(&asked), Some(Problem::TooLong { limit: 20, over: 505 }));
}

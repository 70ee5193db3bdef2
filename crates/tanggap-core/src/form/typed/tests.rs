//! What is typed into a form, and what is sent for it.

use super::*;
use crate::text::Cleaner;

const ID: Spelling = Spelling { cleaner: Cleaner::COMPOSED, numbers: Style::Comma };
const EN: Spelling = Spelling { numbers: Style::Point, ..ID };

fn question(datatype: Datatype, min: Option<f64>, max: Option<f64>) -> Question {
    Question {
        code: "q".into(),
        datatype,
        required: true,
        variable: true,
        description: String::new(),
        hint: String::new(),
        choices: Vec::new(),
        show_when: Vec::new(),
        pattern: None,
        min,
        max,
        default: None,
    }
}

fn check(spelling: Spelling, question: &Question, typed: &str) -> Option<Problem> {
    spelling.check_answer(question, &[typed.to_owned()], |_, _| None)
}

#[test]
fn an_amount_is_judged_as_it_was_meant() {
    let amount = question(Datatype::Number, Some(0.0), Some(1e9));
    let example = |text: &str| Some(Problem::NotAnAmount { example: text.into() });
    let unclear = |one: &str, other: &str| {
        Some(Problem::UnclearAmount { readings: [one.to_owned(), other.to_owned()] })
    };
    for (typed, id, en) in [
        ("1.500.000", None, None),
        ("Rp 50.000,-", None, None),
        ("500.000", None, unclear("500,000", "500")),
        ("1,500", unclear("1500", "1,5"), None),
        ("2 miliar", Some(Problem::TooLarge { max: 1e9 }), Some(Problem::TooLarge { max: 1e9 })),
        ("-5", Some(Problem::TooSmall { min: 0.0 }), Some(Problem::TooSmall { min: 0.0 })),
        ("1e5", example("50.000"), example("50,000")),
        ("banyak", example("50.000"), example("50,000")),
        (
            "12345678901234567890",
            Some(Problem::LongAmount { limit: 15 }),
            Some(Problem::LongAmount { limit: 15 }),
        ),
        ("\u{200b}\u{2800}", Some(Problem::Required), Some(Problem::Required)),
    ] {
        assert_eq!((check(ID, &amount, typed), check(EN, &amount, typed)), (id, en), "{typed}");
    }
}

#[test]
fn an_amount_that_was_understood_stays_so_in_another_language() {
    let asked = question(Datatype::Number, None, None);
    for (typed, sent, id, en) in [
        ("500.000", "500000", "500.000", "500,000"),
        ("1,5", "1.5", "1,5", "1.5"),
        ("1,125", "1.1250", "1,1250", "1.1250"),
        ("Rp 50.000,-", "50000", "Rp 50.000,-", "Rp 50.000,-"),
    ] {
        let definition = Definition { questions: vec![asked.clone()], ..Definition::default() };
        let mut answers = Answers::default();
        answers.set("q", ID.typed_amount(typed.into()));
        // Three digits behind the sign may be meant in two ways: then nothing is kept with it.
        if typed == "1,125" {
            assert_eq!(answers.get("q"), [typed]);
            answers.set("q", ID.typed_amount("1,1250".into()));
        }
        for (spelling, shown) in [(ID, id), (EN, en)] {
            assert_eq!(spelling.answers(&definition, &answers).get("q"), [sent], "{typed}");
            assert_eq!(spelling.check_answer(&asked, answers.get("q"), |_, _| None), None, "{typed}");
            assert_eq!(spelling.shown_amount(answers.get("q")), shown, "{typed}");
        }
    }
    // What was not understood in one language may be in the other.
    let unclear = EN.typed_amount("500.000".into());
    assert_eq!(unclear, ["500.000"]);
    assert_eq!(ID.check_answer(&asked, &unclear, |_, _| None), None);
    assert_eq!(EN.shown(&asked, &unclear), ["500.000"]);
    assert_eq!(ID.shown(&asked, &unclear), ["500.000"]);
    assert_eq!(ID.shown(&asked, &["1.5".into()]), ["1.5"], "asked about, and not shown as understood");
}

#[test]
fn an_amount_that_was_sent_comes_back_without_a_question() {
    let asked = question(Datatype::Number, None, None);
    for sent in ["1.5", "12.34", "500000", "1.1250", "-0.5"] {
        let mut answers = Answers::default();
        answers.set("q", vec![sent.into()]);
        let answers = answers.of_sent();
        for spelling in [ID, EN] {
            assert_eq!(spelling.check_answer(&asked, answers.get("q"), |_, _| None), None, "{sent}");
        }
        for datatype in [Datatype::String, Datatype::Text, Datatype::MultiValueList] {
            let other = question(datatype, None, None);
            assert_eq!(ID.answer(&other, answers.get("q")), Ok(vec![sent.to_owned()]), "{datatype:?}");
        }
    }
}

#[test]
fn the_example_is_one_that_would_be_taken() {
    for (min, max, expected) in [
        (None, None, "12"),
        (Some(1.0), Some(7.0), "7"),
        (Some(1945.0), Some(2100.0), "1945"),
        (Some(0.0), Some(1e8), "50.000"),
        (Some(5.0), Some(2000.0), "12"),
        (Some(9.0), Some(3.0), "3"),
    ] {
        let asked = question(Datatype::Number, min, max);
        let expected = Some(Problem::NotAnAmount { example: expected.into() });
        assert_eq!(check(ID, &asked, "banyak"), expected, "{min:?} {max:?}");
    }
}

#[test]
fn answers_are_cleaned_by_the_kind_of_their_question() {
    let mut definition =
        Definition { questions: vec![question(Datatype::Number, None, None)], ..Definition::default() };
    for (code, datatype) in
        [("line", Datatype::String), ("lines", Datatype::Text), ("list", Datatype::SingleValueList)]
    {
        definition.questions.push(Question { code: code.into(), ..question(datatype, None, None) });
    }
    let mut typed = Answers::default();
    for (code, text) in [
        ("q", "Rp 50.000"),
        ("line", "F\t1234 AB\u{202c}"),
        ("lines", "a\u{1b}b\r\nc"),
        ("list", "off"),
        ("gone", "x\0y"),
    ] {
        typed.set(code, vec![text.into()]);
    }
    let read = ID.answers(&definition, &typed);
    let of = |code: &str| read.get(code).join("|");
    assert_eq!(
        [of("q"), of("line"), of("lines"), of("list"), of("gone")],
        ["50000", "F 1234 AB", "a b\nc", "off", "x y"]
    );
    typed.set("q", vec!["1e5".into()]);
    assert_eq!(
        ID.answers(&definition, &typed).get("q"),
        ["1e5"],
        "what cannot be read stays as it was typed"
    );
}

//! The files beside `config.json`.

use super::{City, told};
use serde_json::{Value, json};

#[test]
fn a_holidays_file_without_days_is_a_mistake() {
    for (text, expected) in [
        (r#"[{"date": "2026-12-03", "name": "x"}]"#, vec!["expected an object, found a list"]),
        (
            r#"{"day": [{"date": "2026-12-03", "name": "x"}]}"#,
            vec!["days: expected a list, found nothing", "day: expected days, found a field named day"],
        ),
        (r#"{"days": null}"#, vec!["days: expected a list, found null"]),
        (
            r#"{"days": [{"date": "Natal"}]}"#,
            vec!["days[0].date: expected a day such as 2026-12-25, found \"Natal\""],
        ),
        (
            r#"{"days": [{"date": "2026-12-25"}, {"date": "2026-12-25"}]}"#,
            vec!["days[1].date: expected a day that is not in the list yet, found \"2026-12-25\""],
        ),
        (r#"{"days": [{"date": "2026-12-25", "name": "Natal"}]}"#, vec![]),
    ] {
        let mistakes = City::bogor().with("holidays.json", text).mistakes();
        let expected: Vec<_> = expected.iter().map(|told| format!("holidays.json: {told}")).collect();
        assert_eq!(mistakes, expected, "{text}");
    }
    let empty = City::bogor().with("holidays.json", r#"{"days": []}"#).warnings();
    assert_eq!(empty, ["holidays.json: days: is empty: every Monday to Friday counts as a working day"]);
}

#[test]
fn a_file_that_is_named_is_there() {
    for file in ["holidays.json", "escalations.json", "area-points.json", "lexicon.json", "learned.json"] {
        assert_eq!(City::bogor().without(file).mistakes(), [format!("{file}: there is no such file")]);
    }
}

#[test]
fn bodies_that_come_next_are_what_the_docs_say() {
    let body = "escalations[0]";
    told(
        "escalations.json",
        &[
            ("/escalations", Value::Null, "escalations: expected a list, found nothing"),
            (
                "/escalations/0/from",
                json!({}),
                &format!("{body}.from: expected kinds or desks, found an object"),
            ),
            (
                "/escalations/0/from/desks",
                json!(["x"]),
                &format!("{body}.from.desks[0]: expected the id of a desk, found \"x\""),
            ),
            (
                "/escalations/0/after",
                json!(["x"]),
                &format!("{body}.after[0]: expected the id of a clock, found \"x\""),
            ),
            (
                "/escalations/0/first",
                json!("ppid-superior"),
                &format!("{body}.first: expected the id of another body, found \"ppid-superior\""),
            ),
            (
                "/escalations/0/contacts",
                json!([{"page": "http://a.example"}]),
                &format!("{body}.contacts[0].page: expected an https address, found \"http://a.example\""),
            ),
            (
                "/escalations/0/contacts",
                json!([{"source": "x"}]),
                &format!(
                    "{body}.contacts[0]: expected one of phone, page, email or address, found an object"
                ),
            ),
        ],
    );
}

#[test]
fn middles_belong_to_areas() {
    let code = "32.71.01.1001";
    let points = |value: Value| City::bogor().with("area-points.json", json!({"points": value}).to_string());
    assert_eq!(
        points(json!({"x": [-6.6, 106.8]})).mistakes(),
        ["area-points.json: points.x: expected the code of an area in config.json, found x"]
    );
    let city = points(json!({code: [106.8, -6.6]}));
    let told = "expected latitude and longitude in degrees, such as [-6.59, 106.8], found a list";
    assert!(
        city.mistakes().contains(&format!("area-points.json: points.{code}: {told}")),
        "{:?}",
        city.mistakes()
    );
}

#[test]
fn words_that_are_listened_for_can_be_listened_for() {
    told(
        "lexicon.json",
        &[
            (
                "/dangers/0/words/id",
                json!(["@nobody"]),
                "dangers[0].words.id[0]: expected the name of a set, found \"@nobody\"",
            ),
            ("/dangers/0/firm", json!("yes"), "dangers[0].firm: expected true or false, found \"yes\""),
            (
                "/dangers/0/service",
                json!("x"),
                "dangers[0].service: expected the code of a service, found \"x\"",
            ),
            (
                "/police/otherwise",
                json!("x"),
                "police.otherwise: expected the code of a service, found \"x\"",
            ),
            ("/harmless", json!(["x"]), "harmless: expected a list for each language, found a list"),
            (
                "/sets/person/id",
                json!(["two words"]),
                "sets.person.id[0]: expected one word, found \"two words\"",
            ),
        ],
    );
    let city = City::bogor().set("lexicon.json", "/services/nothing", json!({"id": ["x"]}));
    let told = "lexicon.json: services.nothing: no service has this code, so the words are ignored";
    assert_eq!((city.mistakes(), city.warnings()), (vec![], vec![told.to_owned()]));
}

#[test]
fn what_was_learned_is_whole() {
    let city = City::bogor().set("learned.json", "/weights", json!("gg"));
    let told = "weights: expected a letter for each weight; `cargo x learn` writes it anew";
    assert_eq!(city.mistakes(), [format!("learned.json: {told}")]);
}

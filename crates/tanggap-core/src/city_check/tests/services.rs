//! What can be reported, and what is asked.

use super::{City, told};
use serde_json::{Value, json};

const FILE: &str = "services/aspirasi.json";

#[test]
fn every_field_of_a_service_is_what_the_docs_say() {
    let service = "services[0]";
    told(
        FILE,
        &[
            ("/services/0/code", json!("A B"), "services[0].code: expected 1 to 64 small letters, digits, - or _, found \"A B\""),
            ("/services/0/code", json!("x/../y"), "services[0].code: expected 1 to 64 small letters, digits, - or _, found \"x/../y\""),
            ("/services/1/code", json!("drainage"), "services[3].code: expected a code that no other service has, found \"drainage\""),
            ("/services/0/kind", json!("zoo"), &format!("{service}.kind: expected complaint, aspiration, information, police-service, police-conduct or emergency, found \"zoo\"")),
            ("/services/0/place", json!("maybe"), &format!("{service}.place: expected required, optional or none, found \"maybe\"")),
            ("/services/0/identity", json!([]), &format!("{service}.identity: expected at least one of open, secret and anonymous, found an empty list")),
            ("/services/0/clock", json!("x"), &format!("{service}.clock: expected the id of a clock in config.json, found \"x\"")),
            ("/services/0/publish", json!("no"), &format!("{service}.publish: expected true or false, found \"no\"")),
            ("/services/0/retention_days", json!(0), &format!("{service}.retention_days: expected a whole number of days from 1 to 36525, found 0")),
            ("/services", json!({}), "services: expected a list, found an object"),
        ]
        .map(|(pointer, value, expected)| (pointer, value, expected)),
    );
}

/// What is told of the questions of one service; they stand in for those of the first.
fn asked(questions: Value) -> Vec<String> {
    let told = City::bogor().set(FILE, "/services/0/questions", questions).mistakes();
    told.iter().map(|told| told.replacen("services/aspirasi.json: services[0].questions", "", 1)).collect()
}

fn question(code: &str, order: u32, more: &Value) -> Value {
    let mut question = json!({"code": code, "order": order, "datatype": "string", "required": true,
        "variable": true, "description": {"id": "Apa?"}});
    for (name, value) in more.as_object().unwrap() {
        question[name] = value.clone();
    }
    question
}

#[test]
fn a_question_that_nobody_can_answer_is_a_mistake() {
    let list = |more: Value| question("a", 1, &more);
    for (wrong, expected) in [
        (
            list(json!({"datatype": "bool"})),
            "[0].datatype: expected string, number, datetime, text, singlevaluelist or multivaluelist, found \"bool\"",
        ),
        (
            list(json!({"datatype": "singlevaluelist", "values": []})),
            "[0].values: expected at least one choice, found an empty list",
        ),
        (
            list(json!({"datatype": "multivaluelist"})),
            "[0].values: expected at least one choice, found nothing",
        ),
        (
            list(json!({"datatype": "singlevaluelist", "values": [{"key": "a"}, {"key": "a"}]})),
            "[0].values[1].key: expected a key that no other choice has, found \"a\"",
        ),
        (
            list(json!({"datatype": "singlevaluelist", "values": [{"key": "a"}], "default_value": "b"})),
            "[0].default_value: expected the key of a choice, found \"b\"",
        ),
        (
            list(json!({"values": [{"key": "a"}]})),
            "[0].values: expected no choices, which only a list that is asked has, found a list",
        ),
        (
            list(json!({"validation": {"min": 5, "max": 1}})),
            "[0].validation.max: expected min or more, found 1",
        ),
        (
            list(json!({"datatype": "number", "validation": {"min": 5, "max": 1}})),
            "[0].validation.max: expected min or more, found 1",
        ),
        (
            list(json!({"validation": {"pattern": "("}})),
            "[0].validation.pattern: expected a regular expression, found \"(\"",
        ),
        (list(json!({"code": "a b"})), "[0].code: expected 1 to 64 letters, digits, - or _, found \"a b\""),
        (
            list(json!({"description": {}})),
            "[0].description: expected something for at least one language, found an object",
        ),
        (
            list(json!({"conditions": {"show_when": [{"attribute_code": "z", "operator": "not_empty"}]}})),
            "[0].conditions.show_when[0].attribute_code: expected the code of a question that is asked before this \
             one, found \"z\"",
        ),
    ] {
        assert_eq!(asked(json!([wrong])), [expected]);
    }
    let twice = json!([question("a", 1, &json!({})), question("a", 2, &json!({}))]);
    assert_eq!(
        asked(twice),
        ["[1].code: expected a code that no other question of this service has, found \"a\""]
    );
    let second = |condition: Value, order: u32| {
        let choices = json!({"datatype": "singlevaluelist", "values": [{"key": "a"}, {"key": "b"}]});
        let shown = json!({"conditions": {"show_when": [condition]}});
        json!([question("one", 2, &choices), question("two", order, &shown)])
    };
    let of =
        |operator: &str, value: &str| json!({"attribute_code": "one", "operator": operator, "value": value});
    let place = "[1].conditions.show_when[0]";
    for (questions, expected) in [
        (second(of("equals", "a"), 3), None),
        (second(of("equals", "c"), 3), Some("value: expected a key of that question, found \"c\"")),
        (
            second(of("matches", "a"), 3),
            Some("operator: expected equals, not_equals, contains or not_empty, found \"matches\""),
        ),
        (
            second(of("equals", "a"), 1),
            Some(
                "attribute_code: expected the code of a question that is asked before this one, found \"one\"",
            ),
        ),
    ] {
        let expected: Vec<_> = expected.iter().map(|told| format!("{place}.{told}")).collect();
        assert_eq!(asked(questions), expected);
    }
}

#[test]
fn only_a_desk_of_another_server_may_be_without_services() {
    let city = City::bogor().without("services/polresta.json");
    assert!(city.mistakes().contains(&"services/polresta.json: there is no such file".to_owned()));
    let city = city.set("config.json", "/desks/1/api", json!("https://police.example"));
    assert_eq!(city.mistakes(), Vec::<String>::new());
}

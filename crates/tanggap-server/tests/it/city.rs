//! The first city's data holds together: every form can be drawn, filled in and sent.

use crate::town::Town;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tanggap_core::{form::Datatype, wire};
use tanggap_server::{city::Source, demo};

const DESKS: [&str; 3] = ["aspirasi", "polresta", "pengawasan"];

#[tokio::test]
async fn every_service_has_its_form_in_every_language() {
    let town = Town::new();
    let mut services = 0;
    for desk in DESKS {
        let mut per_language = Vec::new();
        for language in ["id", "su", "en"] {
            let list = town.get(&format!("/api/{desk}/services.json?locale={language}")).await;
            let list = wire::services(desk, &list.body).unwrap();
            let codes: BTreeSet<_> = list.iter().map(|service| service.code.clone()).collect();
            assert_eq!(codes.len(), list.len(), "{desk}: codes are unique");
            for service in &list {
                assert!(
                    !service.name.is_empty() && !service.description.is_empty() && !service.icon.is_empty(),
                    "{desk} {}",
                    service.code
                );
                let definition =
                    town.get(&format!("/api/{desk}/services/{}.json?locale={language}", service.code)).await;
                check_definition(&definition.json(), &format!("{desk} {}", service.code));
            }
            per_language.push(codes);
        }
        assert!(per_language.iter().all(|codes| *codes == per_language[0]), "{desk}");
        services += per_language[0].len();
    }
    assert!(services >= 25, "only {services} services");
}

/// What is written must read back whole: a reader drops what it doesn't understand, and then nobody asks it.
fn check_definition(answer: &Value, what: &str) {
    let definition = wire::definition(answer.to_string().as_bytes()).unwrap();
    let mut asked: BTreeSet<&str> = BTreeSet::new();
    for question in &definition.questions {
        let what = format!("{what} {}", question.code);
        assert!(asked.insert(&question.code), "{what}: codes are unique");
        assert!(!question.description.is_empty(), "{what}: a question asks something");
        let is_list = matches!(question.datatype, Datatype::SingleValueList | Datatype::MultiValueList);
        assert_eq!(
            is_list && question.variable,
            question.choices.len() >= 2,
            "{what}: lists have choices, others none"
        );
        for condition in &question.show_when {
            let other = definition
                .question(&condition.question)
                .unwrap_or_else(|| panic!("{what}: asks for an unknown question"));
            assert!(asked.contains(other.code.as_str()), "{what}: its condition looks at a later question");
            let known = other.choices.is_empty()
                || condition.value.is_empty()
                || other.choices.iter().any(|choice| choice.key == condition.value);
            assert!(known, "{what}: {} is no choice of {}", condition.value, other.code);
        }
        if let Some(pattern) = &question.pattern {
            assert!(regex::Regex::new(&pattern.expression).is_ok(), "{what}: its pattern is broken");
        }
    }
}

#[test]
fn the_data_says_nothing_that_is_not_understood() {
    for desk in DESKS {
        let text = Source::Embedded.read(&format!("services/{desk}.json")).unwrap().unwrap();
        let data: Value = serde_json::from_str(&text).unwrap();
        for service in data["services"].as_array().unwrap() {
            for question in service["questions"].as_array().unwrap_or(&Vec::new()) {
                let what = format!("{desk} {} {}", service["code"], question["code"]);
                let known = ["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"];
                assert!(known.contains(&question["datatype"].as_str().unwrap()), "{what}: datatype");
                for condition in question["conditions"]["show_when"].as_array().unwrap_or(&Vec::new()) {
                    let known = ["equals", "not_equals", "contains", "not_empty"];
                    assert!(known.contains(&condition["operator"].as_str().unwrap()), "{what}: operator");
                }
            }
        }
    }
}

#[tokio::test]
async fn the_demo_reports_go_the_way_of_every_report() {
    let town = Town::new();
    demo::seed(&town.portal, &Source::Embedded).await.unwrap();
    let text = Source::Embedded.read("demo.json").unwrap().unwrap();
    let expected = serde_json::from_str::<Value>(&text).unwrap().as_array().unwrap().len();
    assert_eq!(town.portal.store.all().await.unwrap().len(), expected);
    assert_ne!(town.get("/api/aspirasi/requests.json").await.json(), json!([]));
}

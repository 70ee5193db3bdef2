//! What a service asks. Whatever the phone's reader would drop or take for something else is told here: a form that
//! nobody can send helps nobody.

use super::{
    finding::FileFindings,
    leaf,
    shape::{Field, Shape, is_left_out, items, needed, optional, unique},
};
use crate::json::Node;

const FLAG: Shape = Shape::One(leaf::flag);
const NUMBER: Shape = Shape::One(leaf::any_number);
const WORDS: Shape = Shape::One(leaf::words);

pub static QUESTION: [Field; 11] = [
    needed("code", &Shape::One(leaf::id)),
    optional("order", &Shape::One(leaf::order)),
    needed("datatype", &Shape::One(leaf::datatype)),
    optional("required", &FLAG),
    optional("variable", &FLAG),
    needed("description", &Shape::Text),
    optional("datatype_description", &Shape::Text),
    optional("values", &Shape::Filled(&Shape::Object(&CHOICE), "at least one choice")),
    optional("conditions", &Shape::Object(&CONDITIONS)),
    optional("validation", &Shape::Object(&VALIDATION)),
    optional("default_value", &WORDS),
];
static CHOICE: [Field; 3] =
    [needed("key", &WORDS), optional("name", &Shape::Text), optional("image", &WORDS)];
static CONDITIONS: [Field; 1] = [needed("show_when", &Shape::List(&Shape::Object(&CONDITION)))];
static CONDITION: [Field; 3] = [
    needed("attribute_code", &WORDS),
    needed("operator", &Shape::One(leaf::operator)),
    optional("value", &Shape::One(leaf::note)),
];
static VALIDATION: [Field; 4] = [
    optional("pattern", &WORDS),
    optional("pattern_message", &Shape::Text),
    optional("min", &NUMBER),
    optional("max", &NUMBER),
];

pub fn check(node: &Node, is_pattern: fn(&str) -> bool, findings: &mut FileFindings) {
    let questions = items(node);
    unique(
        questions.iter().map(|one| one.get("code")),
        "a code that no other question of this service has",
        findings,
    );
    unique(
        questions.iter().map(|one| one.get("order")),
        "an order that no other question of this service has",
        findings,
    );
    for question in &questions {
        choices(question, findings);
        validation(question, is_pattern, findings);
        for condition in items(&question.get("conditions").get("show_when")) {
            self::condition(&condition, question, &questions, findings);
        }
    }
}

fn is_list(question: &Node) -> bool {
    matches!(&*question.get("datatype").lenient_text(), "singlevaluelist" | "multivaluelist")
}

/// Whether it is asked, and not only shown.
fn is_asked(question: &Node) -> bool {
    question.get("variable").flag().unwrap_or(true)
}

fn keys(question: &Node) -> Vec<String> {
    items(&question.get("values")).iter().map(|choice| choice.get("key").lenient_text()).collect()
}

fn choices(question: &Node, findings: &mut FileFindings) {
    let (values, default) = (question.get("values"), question.get("default_value"));
    unique(items(&values).iter().map(|choice| choice.get("key")), "a key that no other choice has", findings);
    if is_list(question) && is_asked(question) {
        if is_left_out(&values) {
            findings.expected(&values, "at least one choice");
        }
        if !is_left_out(&default) && !keys(question).contains(&default.lenient_text()) {
            findings.expected(&default, "the key of a choice");
        }
    } else if !is_left_out(&values) {
        findings.expected(&values, "no choices, which only a list that is asked has");
    }
    if question.get("datatype").lenient_text() == "number"
        && !is_left_out(&default)
        && leaf::number(&default).is_none()
    {
        findings.expected(&default, "a number");
    }
}

fn validation(question: &Node, is_pattern: fn(&str) -> bool, findings: &mut FileFindings) {
    let rules = question.get("validation");
    let (least, most) = (rules.get("min"), rules.get("max"));
    if let (Some(min), Some(max)) = (leaf::number(&least), leaf::number(&most))
        && min > max
    {
        findings.expected(&most, "min or more");
    }
    if matches!(&*question.get("datatype").lenient_text(), "string" | "text") {
        for (bound, from) in [(&least, 0.0), (&most, 1.0)] {
            if leaf::number(bound).is_some_and(|count| count.fract() != 0.0 || count < from) {
                findings.expected(bound, "a whole number of characters");
            }
        }
    }
    let pattern = rules.get("pattern");
    if !is_left_out(&pattern) && !is_pattern(&pattern.lenient_text()) {
        findings.expected(&pattern, "a regular expression");
    }
}

/// A condition looks at an answer that was given before.
fn condition(node: &Node, question: &Node, questions: &[Node], findings: &mut FileFindings) {
    let code = node.get("attribute_code");
    let order = |one: &Node| {
        let place = questions.iter().position(|other| other.path() == one.path()).unwrap_or_default();
        leaf::number(&one.get("order")).unwrap_or(place as f64 + 1.0)
    };
    let is_before = |other: &&Node| {
        other.get("code").lenient_text() == code.lenient_text()
            && order(other) < order(question)
            && is_asked(other)
    };
    let Some(other) = questions.iter().find(is_before) else {
        return findings.expected(&code, "the code of a question that is asked before this one");
    };
    let value = node.get("value");
    if node.get("operator").lenient_text() == "not_empty" {
        return;
    }
    let keys = keys(other);
    let given = value.lenient_text();
    let is_key = match &*node.get("operator").lenient_text() {
        "contains" => keys.iter().any(|key| key.contains(&given)),
        _ => keys.contains(&given),
    };
    if given.is_empty() || (is_list(other) && !is_key) {
        findings.expected(&value, "a key of that question");
    }
}

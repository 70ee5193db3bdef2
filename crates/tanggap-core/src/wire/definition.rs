//! `GET services/{code}`: what a service asks.

use super::envelope::{extension, parse};
use crate::{
    form::{Choice, Condition, Datatype, Definition, Operator, Pattern, Question},
    json::Node,
};
use serde_json::{Map, Value, json};

/// Reads a definition; questions without a code are dropped, an unknown datatype is asked as plain text.
/// `None` when it is no definition.
pub fn definition(bytes: &[u8]) -> Option<Definition> {
    let value = parse(bytes)?;
    let root = Node::root(&value);
    // Some servers wrap it, some send a list of one, older ones say `attribute` (peers.md §4.4, §4.10).
    let root = ["service_definition", "definition"]
        .iter()
        .map(|name| root.get(name))
        .find(|node| !node.is_absent())
        .unwrap_or(root);
    let root = root.list_or_one().into_iter().next()?;
    let mut attributes = root.get("attributes").list_or_one();
    if attributes.is_empty() {
        attributes = root.get("attribute").list_or_one();
    }
    root.value()?.as_object()?;
    let mut questions: Vec<(f64, Question)> = attributes.iter().enumerate().filter_map(question).collect();
    questions.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    Some(Definition {
        service_code: root.get("service_code").lenient_text(),
        version: extension(&root).get("version").lenient_text(),
        questions: questions.into_iter().map(|(_, question)| question).collect(),
    })
}

fn question((index, node): (usize, &Node)) -> Option<(f64, Question)> {
    let code = node.get("code").optional_text().ok().flatten()?;
    let order = node.get("order").optional_number().ok().flatten().unwrap_or(index as f64 + 1.0);
    let rules = node.get("validation");
    let bound = |name: &str| rules.get(name).optional_number().ok().flatten();
    let pattern = rules.get("pattern").optional_text().ok().flatten();
    let question = Question {
        code,
        datatype: datatype(&node.get("datatype").lenient_text()),
        required: node.get("required").flag().unwrap_or(false),
        variable: node.get("variable").flag().unwrap_or(true),
        description: node.get("description").lenient_text(),
        hint: node.get("datatype_description").lenient_text(),
        choices: node.get("values").list_or_one().iter().filter_map(choice).collect(),
        show_when: node
            .get("conditions")
            .get("show_when")
            .list_or_one()
            .iter()
            .filter_map(condition)
            .collect(),
        pattern: pattern
            .map(|expression| Pattern { expression, message: rules.get("pattern_message").lenient_text() }),
        min: bound("min"),
        max: bound("max"),
        default: node.get("default_value").optional_text().ok().flatten(),
    };
    Some((order, question))
}

fn choice(node: &Node) -> Option<Choice> {
    let key = node.get("key").optional_text().ok().flatten()?;
    let name = node.get("name").optional_text().ok().flatten().unwrap_or_else(|| key.clone());
    Some(Choice { key, name, image: node.get("image").optional_text().ok().flatten() })
}

fn condition(node: &Node) -> Option<Condition> {
    let operator = match node.get("operator").lenient_text().as_str() {
        "equals" => Operator::Equals,
        "not_equals" => Operator::NotEquals,
        "contains" => Operator::Contains,
        "not_empty" => Operator::NotEmpty,
        // Unknown conditions are ignored: better one question too many than one never asked.
        _ => return None,
    };
    let question = node.get("attribute_code").optional_text().ok().flatten()?;
    Some(Condition { question, operator, value: node.get("value").lenient_text() })
}

fn datatype(word: &str) -> Datatype {
    match word {
        "number" => Datatype::Number,
        "datetime" => Datatype::Datetime,
        "text" => Datatype::Text,
        "singlevaluelist" | "imagelist" => Datatype::SingleValueList,
        "multivaluelist" => Datatype::MultiValueList,
        _ => Datatype::String,
    }
}

/// Writes a definition as `GET services/{code}` has it; what a question doesn't have is left out.
pub fn definition_json(definition: &Definition) -> Value {
    let attributes: Vec<Value> = definition.questions.iter().zip(1u32..).map(attribute_json).collect();
    json!({
        "service_code": definition.service_code,
        "attributes": attributes,
        "extended_attributes": {"tanggap": {"version": definition.version}},
    })
}

fn attribute_json((question, order): (&Question, u32)) -> Value {
    let word = match question.datatype {
        Datatype::String => "string",
        Datatype::Number => "number",
        Datatype::Datetime => "datetime",
        Datatype::Text => "text",
        Datatype::SingleValueList => "singlevaluelist",
        Datatype::MultiValueList => "multivaluelist",
    };
    let mut attribute = Map::new();
    let mut put = |name: &str, value: Value| attribute.insert(name.to_owned(), value);
    put("variable", question.variable.into());
    put("code", question.code.clone().into());
    put("datatype", word.into());
    put("required", question.required.into());
    put("datatype_description", question.hint.clone().into());
    put("order", order.into());
    put("description", question.description.clone().into());
    if !question.choices.is_empty() {
        put("values", question.choices.iter().map(choice_json).collect());
    }
    if !question.show_when.is_empty() {
        put(
            "conditions",
            json!({"show_when": question.show_when.iter().map(condition_json).collect::<Vec<_>>()}),
        );
    }
    let mut rules = Map::new();
    if let Some(pattern) = &question.pattern {
        rules.insert("pattern".into(), pattern.expression.clone().into());
        rules.insert("pattern_message".into(), pattern.message.clone().into());
    }
    for (name, bound) in [("min", question.min), ("max", question.max)] {
        if let Some(bound) = bound {
            rules.insert(name.into(), bound.into());
        }
    }
    if !rules.is_empty() {
        put("validation", rules.into());
    }
    if let Some(default) = &question.default {
        put("default_value", default.clone().into());
    }
    attribute.into()
}

fn choice_json(choice: &Choice) -> Value {
    let mut value = json!({"key": choice.key, "name": choice.name});
    if let Some(image) = &choice.image {
        value["image"] = image.clone().into();
    }
    value
}

fn condition_json(condition: &Condition) -> Value {
    let operator = match condition.operator {
        Operator::Equals => "equals",
        Operator::NotEquals => "not_equals",
        Operator::Contains => "contains",
        Operator::NotEmpty => "not_empty",
    };
    json!({"attribute_code": condition.question, "operator": operator, "value": condition.value})
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: &str = r#"{"service_code": "x", "attributes": [
        {"variable": "true", "code": 2, "datatype": "multivaluelist", "required": "false", "order": 2, "description": "B?",
         "values": [{"key": 1, "name": "One", "image": "lamp"}, {"key": "2"}, {"name": "no key"}],
         "conditions": {"show_when": [{"attribute_code": "a", "operator": "equals", "value": "1"}, {"operator": "who-knows"}]}},
        {"variable": false, "code": "a", "datatype": "string", "required": true, "order": 1, "description": "Read this",
         "validation": {"pattern": "[0-9]+", "pattern_message": "Digits", "min": 1, "max": "5"}, "default_value": "7"},
        {"description": "no code"}], "extended_attributes": {"tanggap": {"version": 3}}}"#;

    #[test]
    fn a_definition_with_everything_reads_and_writes_back() {
        let read = definition(FULL.as_bytes()).unwrap();
        assert_eq!(read.version, "3");
        assert_eq!(
            read.questions.iter().map(|question| question.code.as_str()).collect::<Vec<_>>(),
            ["a", "2"]
        );
        assert_eq!(read.questions[0].max, Some(5.0));
        assert_eq!(read.questions[1].choices.len(), 2);
        assert_eq!(read.questions[1].show_when.len(), 1);
        let written = serde_json::to_vec(&definition_json(&read)).unwrap();
        assert_eq!(definition(&written).unwrap(), read);
    }

    #[test]
    fn definitions_of_sloppy_servers_are_read() {
        for body in [
            r#"{"service_code": "x", "attribute": {"code": "a", "datatype": "string"}}"#,
            r#"[{"service_code": "x", "attributes": [{"code": "a", "datatype": "new-kind"}]}]"#,
            r#"{"service_definition": {"service_code": "x", "attributes": [{"code": "a"}]}}"#,
        ] {
            let read = definition(body.as_bytes()).unwrap();
            assert_eq!((read.questions.len(), read.questions[0].datatype), (1, Datatype::String), "{body}");
        }
        assert_eq!(definition(b"<html>"), None);
        assert_eq!(definition(b"[]"), None);
    }
}

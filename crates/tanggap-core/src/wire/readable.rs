//! What can still be read of a report on this device whose body does not read as a whole, such as one that a newer app has
//! frozen before an older one came back: its words are shown and can be corrected all the same.

use super::envelope::parse;
use crate::{json::Node, text::Cleaner};
use serde_json::Value;

/// The report's words as the fields of a plain form; see `write_plain`. Empty only where nothing is a text.
pub fn readable_fields(bytes: &[u8], cleaner: Cleaner) -> Vec<(String, String)> {
    let Some(value) = parse(bytes) else { return Vec::new() };
    let root = Node::root(&value);
    let (place, identity) = (root.get("place"), root.get("identity"));
    let mut fields = Vec::new();
    let mut add = |name: &str, node: &Node| {
        let text = match node.value() {
            Some(Value::String(text)) => cleaner.lines(text),
            Some(Value::Number(number)) => number.to_string(),
            _ => return,
        };
        if !text.is_empty() {
            fields.push((name.to_owned(), text));
        }
    };
    add("description", &root.get("description"));
    add("service_code", &root.get("service_code"));
    for (code, answer) in root.get("answers").entries() {
        for value in answer.list_or_one() {
            add(&format!("attribute[{code}]"), &value);
        }
    }
    for (name, node) in [
        ("lat", place.get("lat")),
        ("long", place.get("long")),
        ("address_string", place.get("address")),
        ("first_name", identity.get("name")),
        ("phone", identity.get("phone")),
        ("email", identity.get("email")),
    ] {
        add(name, &node);
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{journey::Draft, wire::read_report};

    fn read(body: &str) -> Vec<(String, String)> {
        readable_fields(body.as_bytes(), Cleaner::COMPOSED)
    }

    #[test]
    fn the_words_come_back_whatever_else_is_odd() {
        let golden = include_str!("../../../../tests/fixtures/report-v1.json");
        let mut whole: Value = serde_json::from_str(golden).unwrap();
        for (pointer, odd) in [
            ("/v", Value::from(0)),
            ("/identity/kind", "guardian".into()),
            ("/place/lat", "north".into()),
            ("/media", Value::from(7)),
            ("/key_proof", Value::Null),
            ("/answers", Value::from(vec![1])),
        ] {
            let kept = whole.pointer(pointer).unwrap().clone();
            *whole.pointer_mut(pointer).unwrap() = odd;
            assert!(read_report(whole.to_string().as_bytes(), Cleaner::COMPOSED).is_err(), "{pointer}");
            let draft = Draft::of_form(&read(&whole.to_string()), "aspirasi");
            assert_eq!(draft.description, whole["description"].as_str().unwrap(), "{pointer}");
            assert_eq!(draft.service, Some(("aspirasi".into(), "street-light".into())), "{pointer}");
            *whole.pointer_mut(pointer).unwrap() = kept;
        }
    }

    #[test]
    fn control_characters_are_blanks_and_what_is_no_report_is_nothing() {
        let fields = read(
            r#"{"description": "a\u001bb", "answers": {"x": ["1\t2", 3], "y": {"z": 1}}, "place": {"address": "\u200b"}}"#,
        );
        let expected = [("description", "a b"), ("attribute[x]", "1 2"), ("attribute[x]", "3")];
        assert_eq!(fields, expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
        for body in ["", "{", "[]", "7", "{}"] {
            assert!(read(body).is_empty(), "{body}");
        }
    }
}

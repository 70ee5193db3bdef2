//! A reader for JSON of others: it knows where it is, so a fault names the field, and it is as tolerant as
//! GeoReport servers are sloppy (numbers for texts, `"true"` for true, empty for absent; peers' deviations).

use serde_json::Value;
use std::fmt;

/// One value with the way to it. A value that is not there is a node too: asking on is never a panic.
#[derive(Debug, Clone)]
pub struct Node<'a> {
    value: Option<&'a Value>,
    path: String,
}

/// What was expected where something else stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// As people write it: `desks[2].api`.
    pub path: String,
    /// What should be there, in plain English.
    pub expected: &'static str,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: expected {}", if self.path.is_empty() { "(top)" } else { &self.path }, self.expected)
    }
}

impl std::error::Error for Fault {}

impl<'a> Node<'a> {
    pub fn root(value: &'a Value) -> Self {
        Self { value: Some(value), path: String::new() }
    }

    pub fn get(&self, key: &str) -> Node<'a> {
        let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
        Node { value: self.value.and_then(|value| value.get(key)), path }
    }

    pub fn path(&self) -> &str {
        &self.path
    }

    /// The value itself, for what is only passed on.
    pub fn value(&self) -> Option<&'a Value> {
        self.value
    }

    /// Missing, null or an empty text: GeoReport treats them alike.
    pub fn is_absent(&self) -> bool {
        matches!(self.value, None | Some(Value::Null)) || self.value.and_then(Value::as_str) == Some("")
    }

    /// A text; numbers count, because several servers send ids and codes as numbers.
    pub fn text(&self) -> Result<String, Fault> {
        match self.value {
            Some(Value::String(text)) => Ok(text.clone()),
            Some(Value::Number(number)) => Ok(number.to_string()),
            _ => Err(self.fault("text")),
        }
    }

    pub fn optional_text(&self) -> Result<Option<String>, Fault> {
        if self.is_absent() { Ok(None) } else { self.text().map(Some) }
    }

    /// A text, or an empty one where nothing or something else stands.
    pub fn lenient_text(&self) -> String {
        self.text().unwrap_or_default()
    }

    /// A number; also one written as text, as for `lat` and `long`. Never NaN or infinite.
    pub fn optional_number(&self) -> Result<Option<f64>, Fault> {
        let number = match self.value {
            _ if self.is_absent() => return Ok(None),
            Some(Value::Number(number)) => number.as_f64(),
            Some(Value::String(text)) => text.trim().parse().ok(),
            _ => None,
        };
        number.filter(|number| number.is_finite()).map(Some).ok_or_else(|| self.fault("a number"))
    }

    /// A yes or no in any of the spellings seen in the wild; `None` when it is absent or something else.
    pub fn flag(&self) -> Option<bool> {
        match self.value? {
            Value::Bool(flag) => Some(*flag),
            Value::String(text) if ["true", "True", "TRUE", "1"].contains(&text.as_str()) => Some(true),
            Value::String(text) if ["false", "False", "FALSE", "0"].contains(&text.as_str()) => Some(false),
            Value::Number(number) => number.as_u64().map(|number| number != 0),
            _ => None,
        }
    }

    /// A list; absent is empty, anything else but a list is a fault.
    pub fn list(&self) -> Result<Vec<Node<'a>>, Fault> {
        match self.value {
            Some(Value::Array(items)) => Ok(self.items(items)),
            _ if self.is_absent() => Ok(Vec::new()),
            _ => Err(self.fault("a list")),
        }
    }

    /// A list, or a single value taken as a list of one (XML turned to JSON does that).
    pub fn list_or_one(&self) -> Vec<Node<'a>> {
        match self.value {
            Some(Value::Array(items)) => self.items(items),
            _ if self.is_absent() => Vec::new(),
            _ => vec![self.clone()],
        }
    }

    fn items(&self, items: &'a [Value]) -> Vec<Node<'a>> {
        let item = |(index, value)| Node { value: Some(value), path: format!("{}[{index}]", self.path) };
        items.iter().enumerate().map(item).collect()
    }

    /// The entries of an object whose names do not begin with `_`; none for anything else.
    pub fn entries(&self) -> Vec<(String, Node<'a>)> {
        let Some(Value::Object(map)) = self.value else { return Vec::new() };
        let shown = map.keys().filter(|key| !key.starts_with('_'));
        shown.map(|key| (key.clone(), self.get(key))).collect()
    }

    pub fn fault(&self, expected: &'static str) -> Fault {
        Fault { path: self.path.clone(), expected }
    }
}

/// Whether JSON nests deeper than `limit`, told without parsing it: a parser may be hurt by what it reads.
pub fn is_deeper_than(limit: usize, bytes: &[u8]) -> bool {
    let (mut depth, mut in_text, mut escaped) = (0usize, false, false);
    for &byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > limit {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_fault_names_the_field() {
        let value = json!({"desks": [{"api": "a"}, {"api": 1}, {"api": []}]});
        let desks = Node::root(&value).get("desks").list().unwrap();
        assert_eq!(desks[1].get("api").text().unwrap(), "1");
        assert_eq!(desks[2].get("api").text().unwrap_err().to_string(), "desks[2].api: expected text");
        assert_eq!(desks[0].get("x").get("y").text().unwrap_err().path, "desks[0].x.y");
    }

    #[test]
    fn sloppy_values_are_understood() {
        let value = json!({"t": "true", "f": "False", "n": 1, "lat": "-6.59", "bad": "x", "empty": ""});
        let node = Node::root(&value);
        assert_eq!(
            [node.get("t").flag(), node.get("f").flag(), node.get("n").flag()],
            [Some(true), Some(false), Some(true)]
        );
        assert_eq!(node.get("lat").optional_number(), Ok(Some(-6.59)));
        assert!(node.get("bad").optional_number().is_err());
        assert_eq!(node.get("empty").optional_text(), Ok(None));
        assert_eq!(node.get("lat").list_or_one().len(), 1);
    }

    #[test]
    fn depth_counts_brackets_outside_texts_only() {
        assert!(!is_deeper_than(2, br#"{"a":["[[[[\"[[["]}"#));
        assert!(is_deeper_than(2, b"[[[]]]"));
        assert!(is_deeper_than(32, "[".repeat(3_000).as_bytes()));
    }
}

//! What a backend can do, from its `discovery.json`. What isn't said there, it cannot.

use super::envelope::parse;
use crate::json::Node;
use serde_json::Value;

/// Whether it takes `PUT reports/{uid}`; `None` where this is no discovery at all.
pub fn takes_reports(body: &[u8]) -> Option<bool> {
    let value = parse(body).filter(Value::is_object)?;
    let root = Node::root(&value);
    // A login page in JSON's clothes has neither.
    if root.get("endpoints").is_absent() && root.get("extensions").is_absent() {
        return None;
    }
    let said = root.get("extensions").get("tanggap").get("reports");
    Some(said.value().and_then(Value::as_bool).unwrap_or(false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_put_only_where_it_is_said() {
        for (body, said) in [
            (r#"{"endpoints":[],"extensions":{"tanggap":{"reports":true}}}"#, Some(true)),
            (r#"{"endpoints":[],"extensions":{"tanggap":{"reports":false}}}"#, Some(false)),
            (r#"{"endpoints":[],"extensions":{"tanggap":{"reports":"yes"}}}"#, Some(false)),
            (r#"{"changeset":"1","endpoints":[]}"#, Some(false)),
            (r#"{"ok":true}"#, None),
            ("[]", None),
            ("<html>", None),
        ] {
            assert_eq!(takes_reports(body.as_bytes()), said, "{body}");
        }
    }
}

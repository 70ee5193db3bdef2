//! The answers of a plain GeoReport server to a `POST`: a number, a token, or neither. There is no echo of our
//! report in them, so they prove less than a receipt does.

use super::envelope::{parse, unwrapped};
use crate::json::Node;
use serde_json::Value;

/// What a plain server gave for a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlainProof {
    /// Its own number, as it wrote it (B20).
    Number(String),
    /// The number comes later, ask with this (B31).
    Token(String),
}

/// Reads `[{"service_request_id"}]` or `[{"token"}]`; empty or zero numbers are none.
pub fn plain_proof(body: &[u8]) -> Option<PlainProof> {
    let value = parse(body)?;
    entries(&value).iter().find_map(|node| {
        let named = |name| node.get(name).text().ok().filter(|text| !matches!(text.as_str(), "" | "0"));
        named("service_request_id").map(PlainProof::Number).or_else(|| named("token").map(PlainProof::Token))
    })
}

/// The number of the request in a list whose text carries the reference (R9).
pub fn number_for_reference(body: &[u8], reference: &str) -> Option<String> {
    let value = parse(body)?;
    entries(&value).iter().find_map(|node| {
        let carries = node.get("description").lenient_text().contains(reference);
        let number = node.get("service_request_id").text().ok().filter(|text| !text.is_empty());
        number.filter(|_| carries)
    })
}

fn entries(value: &Value) -> Vec<Node<'_>> {
    unwrapped(&Node::root(value), &["service_requests", "requests", "request"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_or_a_token_is_found_whatever_the_envelope() {
        let number = |text: &str| Some(PlainProof::Number(text.to_owned()));
        for (body, proof) in [
            (r#"[{"service_request_id":"293944"}]"#, number("293944")),
            (r#"[{"service_request_id":293944,"service_notice":"x"}]"#, number("293944")),
            (r#"{"service_requests":[{"service_request_id":"A-1"}]}"#, number("A-1")),
            (r#"{"service_request_id":"A-1"}"#, number("A-1")),
            (r#"[{"token":"t1"}]"#, Some(PlainProof::Token("t1".to_owned()))),
            (r#"[{"service_request_id":"","token":"t1"}]"#, Some(PlainProof::Token("t1".to_owned()))),
            (r#"[{"service_request_id":0}]"#, None),
            (r#"[{"code":400,"description":"no"}]"#, None),
            ("[]", None),
            ("<html>", None),
        ] {
            assert_eq!(plain_proof(body.as_bytes()), proof, "{body}");
        }
    }

    #[test]
    fn the_reference_finds_its_own_report_only() {
        let list = br#"[{"service_request_id":1,"description":"a [ref AAAA2222]"},{"service_request_id":2,"description":"b [ref BBBB3333]"}]"#;
        assert_eq!(number_for_reference(list, "BBBB3333").as_deref(), Some("2"));
        assert_eq!(number_for_reference(list, "CCCC4444"), None);
    }
}

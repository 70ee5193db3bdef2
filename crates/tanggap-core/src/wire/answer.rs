//! What came back after sending: a proof of acceptance (R3), or why not. A 2xx alone proves nothing:
//! truncated answers, captive portals and broken proxies all say 200 (reliability.md §0).

use super::envelope::parse;
use crate::{json::Node, report::Uid, ticket::Ticket};
use serde_json::{Value, json};

/// The proof that a report arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The number that counts from now on.
    pub ticket: Ticket,
    /// Another number than the device's: the server allots one when two devices made the same.
    pub renumbered: bool,
    /// RFC 3339.
    pub received_at: String,
}

/// Why a report is not known to have arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// No usable answer: the network, a captive portal, a broken proxy. It may or may not have arrived.
    NoProof,
    /// The server asks to come back; after so many seconds where it says so.
    Busy { retry_after_s: Option<u32> },
    /// The server read it and said no, with reasons by field.
    Refused(Vec<ApiError>),
}

/// One of GeoReport's errors, with the field where Tanggap's extension names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiError {
    pub code: String,
    /// Meant to be seen by the user.
    pub description: String,
    pub field: Option<String>,
    /// The rule that it breaks, in Tanggap's extension; whoever knows the rule has words of their own for it.
    pub rule: Option<String>,
}

impl Receipt {
    /// The body a server answers with; `missing` are the slots of the photos that it still lacks.
    pub fn json(
        uid: &Uid,
        asked: &Ticket,
        allotted: &Ticket,
        received_at: &str,
        missing: &[String],
    ) -> Value {
        json!({
            "uid": uid.as_str(),
            "ticket": asked.digits(),
            "service_request_id": allotted.digits(),
            "received_at": received_at,
            "missing_media": missing,
        })
    }
}

/// Judges an answer to `PUT reports/{uid}`: accepted only when it is 2xx, JSON, whole, and speaks of this report.
pub fn accepted(
    status: u16,
    content_type: &str,
    body: &[u8],
    uid: &Uid,
    ticket: &Ticket,
) -> Result<Receipt, Failure> {
    if !is_json(content_type) {
        return Err(if is_busy(status) { Failure::Busy { retry_after_s: None } } else { Failure::NoProof });
    }
    match status {
        200 | 201 => receipt(body, uid, ticket).ok_or(Failure::NoProof),
        _ if is_busy(status) => Err(Failure::Busy { retry_after_s: None }),
        400..=499 => Err(Failure::Refused(api_errors(body))),
        _ => Err(Failure::NoProof),
    }
}

/// Whether an error names this rule, in Tanggap's extension of GeoReport's errors.
pub fn says(body: &[u8], rule: &str) -> bool {
    let value = parse(body);
    let errors = value.as_ref().map(|value| Node::root(value).list_or_one()).unwrap_or_default();
    errors.iter().any(|error| extension(error, "rule").as_deref() == Some(rule))
}

/// Come back later: nothing is wrong with the report.
fn is_busy(status: u16) -> bool {
    matches!(status, 408 | 409 | 425 | 429 | 500..=599)
}

/// Whether an answer says that it is JSON. A login page does not.
pub fn is_json(content_type: &str) -> bool {
    const NAME: &str = "application/json";
    content_type.trim_start().get(..NAME.len()).is_some_and(|start| start.eq_ignore_ascii_case(NAME))
}

/// Whether an answer to `PUT reports/{uid}/media/{slot}` proves that this photo is there: it is the report's
/// receipt, and the slot is no longer among what is missing.
pub fn media_accepted(body: &[u8], uid: &Uid, slot: &str) -> bool {
    missing_media(body, uid).is_some_and(|missing| !missing.iter().any(|listed| listed == slot))
}

/// The slots that a receipt for this report lists as missing; `None` where it is no such receipt. An entry is the
/// slot itself or an object with it.
pub fn missing_media(body: &[u8], uid: &Uid) -> Option<Vec<String>> {
    let value = parse(body)?;
    let root = Node::root(&value);
    let list = root.get("missing_media");
    if !list.value().is_some_and(Value::is_array) || root.get("uid").text().ok()? != uid.as_str() {
        return None;
    }
    let slot = |node: &Node| node.text().unwrap_or_else(|_| node.get("slot").lenient_text());
    Some(list.list().ok()?.iter().map(slot).collect())
}

/// The receipt in a body, if it is one for this very report.
pub fn receipt(body: &[u8], uid: &Uid, asked: &Ticket) -> Option<Receipt> {
    let value = parse(body)?;
    let root = Node::root(&value);
    let echoed =
        root.get("uid").text().ok()? == uid.as_str() && root.get("ticket").text().ok()? == asked.digits();
    let ticket = Ticket::parse(&root.get("service_request_id").text().ok()?).ok()?;
    echoed.then(|| Receipt {
        renumbered: ticket != *asked,
        ticket,
        received_at: root.get("received_at").lenient_text(),
    })
}

/// Reads an error body in any of the shapes servers have (peers.md §4.9). Empty when it says nothing.
pub fn api_errors(body: &[u8]) -> Vec<ApiError> {
    let Some(value) = parse(body) else { return Vec::new() };
    let root = Node::root(&value);
    let inner =
        ["errors", "error"].iter().map(|name| root.get(name)).find(|node| !node.is_absent()).unwrap_or(root);
    inner.list_or_one().iter().filter_map(api_error).collect()
}

fn api_error(node: &Node) -> Option<ApiError> {
    let description = ["description", "message"]
        .iter()
        .map(|name| node.get(name).lenient_text())
        .find(|text| !text.is_empty());
    let code = node.get("code").lenient_text();
    (description.is_some() || !code.is_empty()).then(|| ApiError {
        code,
        description: description.unwrap_or_default(),
        field: extension(node, "field"),
        rule: extension(node, "rule"),
    })
}

fn extension(error: &Node, name: &str) -> Option<String> {
    error.get("extensions").get("tanggap").get(name).optional_text().ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = "application/json; charset=utf-8";

    fn judge(status: u16, content_type: &str, body: &str) -> Result<Receipt, Failure> {
        let uid = Uid::parse("6f9619ff-8b86-4d01-b42d-00cf4fc964ff").unwrap();
        accepted(status, content_type, body.as_bytes(), &uid, &Ticket::parse("482719305543").unwrap())
    }

    fn body(uid: &str, ticket: &str, id: &str) -> String {
        json!({"uid": uid, "ticket": ticket, "service_request_id": id, "received_at": "2026-11-23T16:43:46Z", "missing_media": []}).to_string()
    }

    #[test]
    fn only_a_proof_counts_as_received() {
        let uid = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
        let good = body(uid, "482719305543", "482719305543");
        assert!(judge(201, JSON, &good).is_ok_and(|receipt| !receipt.renumbered));
        assert!(
            judge(200, JSON, &body(uid, "482719305543", "100000000093"))
                .is_ok_and(|receipt| receipt.renumbered)
        );
        let other = "00000000-0000-4000-8000-000000000000";
        for (status, content_type, answer) in [
            (200, "text/html", "<html>Log in to this network"),
            (200, "text/html", good.as_str()),
            (200, JSON, &good[..good.len() - 9]),
            (200, JSON, "{}"),
            (200, JSON, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["),
            (201, JSON, &body(other, "482719305543", "482719305543")),
            (201, JSON, &body(uid, "482719305543", "482719305544")),
            (204, JSON, &good),
            (302, JSON, &good),
            (404, "text/html", "Not found"),
        ] {
            assert_eq!(
                judge(status, content_type, answer),
                Err(Failure::NoProof),
                "{status} {content_type} {answer}"
            );
        }
    }

    #[test]
    fn busy_is_not_refused() {
        for status in [408, 409, 425, 429, 500, 502, 503, 504] {
            assert_eq!(judge(status, JSON, "[]"), Err(Failure::Busy { retry_after_s: None }), "{status}");
            assert_eq!(
                judge(status, "text/html", ""),
                Err(Failure::Busy { retry_after_s: None }),
                "{status}"
            );
        }
    }

    #[test]
    fn errors_of_every_make_are_read() {
        let none = (None, None);
        for (body, code, description, (field, rule)) in [
            (r#"[{"code":400,"description":"Bad"}]"#, "400", "Bad", none),
            (r#"{"errors":{"code":400,"description":"Bad"}}"#, "400", "Bad", none),
            (r#"{"error":{"code":404,"description":"Gone"}}"#, "404", "Gone", none),
            (r#"[{"description":"clients/unknown"}]"#, "", "clients/unknown", none),
            (r#"{"message":"Bad","logref":"ab12c"}"#, "", "Bad", none),
            (
                r#"[{"code":400,"description":"Bad","extensions":{"tanggap":{"field":"answers.a","rule":"required"}}}]"#,
                "400",
                "Bad",
                (Some("answers.a"), Some("required")),
            ),
        ] {
            let found = api_errors(body.as_bytes());
            let expected = ApiError {
                code: code.into(),
                description: description.into(),
                field: field.map(Into::into),
                rule: rule.map(Into::into),
            };
            assert_eq!(found, [expected], "{body}");
        }
        assert_eq!(api_errors(b"<html>"), []);
    }
}

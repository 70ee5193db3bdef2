//! `POST track`: number and proof of the key, for a short session. Every kind of no is one answer: a wrong key, an
//! unknown number, an erased report.

use super::{answer::is_json, envelope::parse, retry_after::retry_after_s};
use crate::{json::Node, media::is_sha256, ports::RawAnswer};
use std::fmt;

/// The header that carries a session. Never an address: addresses stand in logs.
pub const SESSION_HEADER: &str = "x-report-session";

/// What opens the private part for a while. `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// 64 lower-case hex digits.
    pub token: String,
    pub expires_in_s: u32,
}

/// What came of asking for a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    Opened(Session),
    /// Number and key do not belong together, or there is no such report: nobody is told which.
    NoMatch,
    /// Too many wrong keys from here; when to come back, where it is said.
    TooMany {
        retry_after_s: Option<u32>,
    },
    /// The server has no such door.
    NotOffered,
    /// The network, a login page, a server in trouble: it says nothing about the key.
    NoAnswer,
}

/// Where a session is asked for.
pub fn track_address(api: &str) -> String {
    [api, "/track"].concat()
}

/// Reads what came back. Only JSON is believed: a login page may answer 403 too.
pub fn opening(answer: &RawAnswer) -> Opening {
    let json = is_json(&answer.content_type);
    match answer.status {
        200 if json => session(&answer.body).map_or(Opening::NoAnswer, Opening::Opened),
        401 | 403 if json => Opening::NoMatch,
        404 | 405 => Opening::NotOffered,
        429 => {
            let asked = answer.retry_after.as_deref();
            Opening::TooMany {
                retry_after_s: asked.and_then(|text| retry_after_s(text, answer.date.as_deref())),
            }
        }
        _ => Opening::NoAnswer,
    }
}

/// The shortest and longest life that is believed, and the one taken where none is said.
const LIFE_S: (f64, f64, f64) = (1.0, 86_400.0, 1_800.0);

fn session(body: &[u8]) -> Option<Session> {
    let value = parse(body)?;
    let root = Node::root(&value);
    let token = root.get("session").text().ok().filter(|token| is_sha256(token))?;
    let life = root.get("expires_in_s").optional_number().ok().flatten().unwrap_or(LIFE_S.2);
    Some(Session { token, expires_in_s: life.clamp(LIFE_S.0, LIFE_S.1) as u32 })
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Session(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::{Key, Ticket};

    const JSON: &str = "application/json";
    const TOKEN: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    fn opened(expires_in_s: u32) -> Opening {
        Opening::Opened(Session { token: TOKEN.into(), expires_in_s })
    }

    #[test]
    fn only_a_session_opens_and_only_json_says_no() {
        let good = format!(r#"{{"session":"{TOKEN}","expires_in_s":1800}}"#);
        let endless = format!(r#"{{"session":"{TOKEN}","expires_in_s":1e99}}"#);
        let silent = format!(r#"{{"session":"{TOKEN}"}}"#);
        let upper = good.to_uppercase().replace("SESSION", "session");
        for (status, content_type, body, meaning) in [
            (200, JSON, good.as_str(), opened(1_800)),
            (200, JSON, &endless, opened(86_400)),
            (200, JSON, &silent, opened(1_800)),
            (200, JSON, &upper, Opening::NoAnswer),
            (200, "text/html", &good, Opening::NoAnswer),
            (200, JSON, "{}", Opening::NoAnswer),
            (403, JSON, r#"[{"code":403,"description":"no"}]"#, Opening::NoMatch),
            (422, JSON, "[]", Opening::NoAnswer),
            (403, "text/html", "<html>", Opening::NoAnswer),
            (404, JSON, "[]", Opening::NotOffered),
            (429, JSON, "[]", Opening::TooMany { retry_after_s: Some(60) }),
            (500, JSON, "[]", Opening::NoAnswer),
            (0, "", "", Opening::NoAnswer),
        ] {
            let answer = RawAnswer {
                status,
                content_type: content_type.into(),
                retry_after: Some("60".into()),
                date: None,
                body: body.into(),
            };
            assert_eq!(opening(&answer), meaning, "{status} {content_type} {body}");
        }
    }

    #[test]
    fn the_key_itself_is_not_sent_and_a_session_is_not_printed() {
        let (ticket, key) = (Ticket::parse("482719305543").unwrap(), Key::from_random(|| 4));
        let body = String::from_utf8(crate::wire::write_track(&ticket, &key.proof())).unwrap();
        assert!(body.contains(key.proof().hex()) && !body.contains(key.digits()));
        assert_eq!(format!("{:?}", opened(9)), "Opened(Session(…))");
    }
}

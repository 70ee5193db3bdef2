//! Open311 calls a ticket `service_request_id`. Its words stand where they are read and written; inside, things have our
//! names (*Report*, *Ticket*, *Service*, *Desk*).

use super::source::{Source, lines};

const WORDS: [&str; 13] = [
    "account_id",
    "address_id",
    "address_string",
    "agency_responsible",
    "expected_datetime",
    "jurisdiction_id",
    "media_url",
    "requested_datetime",
    "service_code",
    "service_notice",
    "service_request_id",
    "status_notes",
    "updated_datetime",
];
const INSIDE: [&str; 3] = ["crates/tanggap-core/src/", "crates/tanggap-server/src/", "src/"];
const READ_AND_WRITTEN: [&str; 2] = ["crates/tanggap-core/src/wire", "crates/tanggap-server/src/api"];
/// Files that still have such a word. The list only grows shorter.
const STILL: [&str; 8] = [
    "crates/tanggap-core/src/journey/again.rs",
    "crates/tanggap-server/src/city/service.rs",
    "crates/tanggap-server/src/demo.rs",
    "src/form/refusal.rs",
    "src/pages/outbox/content.rs",
    "src/pages/report/check/wrong.rs",
    "src/state/outbox/correction.rs",
    "src/state/outbox/freeze.rs",
];

pub fn check(source: &Source) -> Vec<String> {
    let path = source.path.as_str();
    let is_below = |places: &[&str]| places.iter().any(|place| path.starts_with(place));
    if !path.ends_with(".rs") || !is_below(&INSIDE) || is_below(&READ_AND_WRITTEN) || path.contains("/tests")
    {
        return Vec::new();
    }
    let text = source.text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let said = lines(text).filter_map(|(number, line)| Some((number, word(line)?)));
    let faults =
        said.map(|(number, word)| format!("{number}: {word} is Open311's; it stands in wire and api"));
    match (STILL.contains(&path), faults.collect::<Vec<_>>()) {
        (true, faults) if faults.is_empty() => {
            vec!["1: has no word of Open311's any more; strike it off xtask/src/tidy/open311.rs".into()]
        }
        (true, _) => Vec::new(),
        (false, faults) => faults,
    }
}

/// A word that is a string of its own or a parameter of an address; columns and variables may have its name.
fn word(line: &str) -> Option<&'static str> {
    let is_said = |word: &str| {
        line.match_indices(word).any(|(at, _)| {
            let (before, after) = (&line[..at], &line[at + word.len()..]);
            (before.ends_with('"') && after.starts_with('"'))
                || (before.ends_with(['?', '&']) && after.starts_with('='))
        })
    };
    WORDS.iter().find(|word| is_said(word)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_open311_are_found_where_they_are_not_read_or_written() {
        for (path, text, expected) in [
            ("src/state/a.rs", "let a = \"service_code\";", 1),
            ("src/state/a.rs", "format!(\"{base}/requests.json?service_code={a}\")", 1),
            ("src/state/a.rs", "let service_code = 1;", 0),
            ("src/state/a.rs", "let a = \"SELECT service_code FROM reports\";", 0),
            ("src/state/a.rs", "a\n#[cfg(test)]\nmod tests { \"service_code\" }", 0),
            ("crates/tanggap-core/src/wire/a.rs", "\"service_code\"", 0),
            ("crates/tanggap-server/src/api/a.rs", "\"service_code\"", 0),
            ("crates/tanggap-server/src/store/a.rs", "\"service_code\"", 1),
            ("crates/tanggap-server/src/store/tests.rs", "\"service_code\"", 0),
        ] {
            assert_eq!(
                check(&Source { path: path.into(), text: text.into() }).len(),
                expected,
                "{path}: {text}"
            );
        }
    }

    #[test]
    fn a_file_that_has_none_any_more_is_struck_off() {
        for (text, expected) in [("\"service_code\"", 0), ("a", 1)] {
            assert_eq!(check(&Source { path: STILL[0].into(), text: text.into() }).len(), expected, "{text}");
        }
    }
}

//! Where in a body a broken text stands: the parser only tells the line.

/// The field whose text has an escaped half of a surrogate pair: `\ud83d` alone is no character. The parser
/// only says the line, people want the field.
pub fn lone_surrogate(body: &[u8]) -> Option<String> {
    let mut path: Vec<Place> = Vec::new();
    let mut at = 0;
    while at < body.len() {
        match body[at] {
            b'{' => path.push(Place::Field(String::new())),
            b'[' => path.push(Place::Item(0)),
            b'}' | b']' => drop(path.pop()),
            b',' => {
                if let Some(Place::Item(index)) = path.last_mut() {
                    *index += 1;
                }
            }
            b'"' => {
                let end = at + 1 + text_length(&body[at + 1..]);
                let text = &body[at + 1..end.min(body.len())];
                let is_name =
                    body[end.min(body.len())..].iter().skip(1).find(|byte| !byte.is_ascii_whitespace())
                        == Some(&b':');
                if let (true, Some(Place::Field(name))) = (is_name, path.last_mut()) {
                    *name = String::from_utf8_lossy(text).into_owned();
                }
                if has_lone_surrogate(text) {
                    return Some(
                        path.iter().map(Place::text).collect::<String>().trim_start_matches('.').to_owned(),
                    );
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

enum Place {
    Field(String),
    Item(usize),
}

impl Place {
    fn text(&self) -> String {
        match self {
            Self::Field(name) => format!(".{name}"),
            Self::Item(index) => format!("[{index}]"),
        }
    }
}

/// Bytes until the closing quote.
fn text_length(rest: &[u8]) -> usize {
    let mut length = 0;
    while length < rest.len() && rest[length] != b'"' {
        length += if rest[length] == b'\\' { 2 } else { 1 };
    }
    length
}

fn has_lone_surrogate(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() {
        if text[at] != b'\\' {
            at += 1;
            continue;
        }
        match (unit(&text[at..]), text.get(at + 6..).and_then(unit)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => at += 12,
            (Some(0xD800..=0xDFFF), _) => return true,
            _ => at += 2,
        }
    }
    false
}

/// The UTF-16 unit of a `\uXXXX` that stands first.
fn unit(text: &[u8]) -> Option<u16> {
    let digits = text.strip_prefix(b"\\u")?.get(..4)?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_character_is_found_by_its_field() {
        for (body, expected) in [
            (r#"{"description": "a\ud83d b"}"#, Some("description")),
            (r#"{"answers": {"days": ["mon", "\udc00"]}}"#, Some("answers.days[1]")),
            (r#"{"a": "\ud83d\ude00", "b": "\\ud83d", "c": "x"}"#, None),
            (r#"{"a": "\ud83d\ud83d\ude00"}"#, Some("a")),
            (r#"{"a": "\ud8"#, None),
            (r#"{"a\"\ud800": 1}"#, Some("a\\\"\\ud800")),
            ("\"", None),
            ("\"\\", None),
        ] {
            assert_eq!(lone_surrogate(body.as_bytes()).as_deref(), expected, "{body}");
        }
    }
}

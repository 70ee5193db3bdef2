//! A Rust text as names and signs: without comments and literals, and without what only tests have.

/// The names and signs of a text in their order; `::` is one sign.
pub fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        if let Some(length) = silent(rest) {
            rest = &rest[length..];
        } else {
            let (token, after) = rest.split_at(token(rest));
            found.push(token);
            rest = after;
        }
    }
    without_tests(&found)
}

pub fn is_name(token: &str) -> bool {
    token.starts_with(is_of_name)
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn token(text: &str) -> usize {
    match text.find(|letter| !is_of_name(letter)) {
        Some(0) if text.starts_with("::") => 2,
        Some(0) => text.chars().next().map_or(0, char::len_utf8),
        Some(length) => length,
        None => text.len(),
    }
}

/// The length of the space, comment, literal or lifetime that the text begins with.
fn silent(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if first.is_whitespace() {
        return Some(first.len_utf8());
    }
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return Some(comment(text));
    }
    if first == '\'' { Some(letter_or_lifetime(text)) } else { string(text) }
}

/// Comments of this form stand in each other.
fn comment(text: &str) -> usize {
    let (mut at, mut depth) = (0, 0usize);
    while let Some(letter) = text[at..].chars().next() {
        if text[at..].starts_with("/*") {
            (at, depth) = (at + 2, depth + 1);
        } else if text[at..].starts_with("*/") {
            (at, depth) = (at + 2, depth - 1);
            if depth == 0 {
                return at;
            }
        } else {
            at += letter.len_utf8();
        }
    }
    text.len()
}

fn string(text: &str) -> Option<usize> {
    let plain = text.trim_start_matches(['b', 'c']);
    let raw = plain.strip_prefix('r');
    let marks = raw.map_or(0, |raw| raw.len() - raw.trim_start_matches('#').len());
    let inside = raw.unwrap_or(plain)[marks..].strip_prefix('"')?;
    let length = if raw.is_some() {
        let close = ["\"", &"#".repeat(marks)].concat();
        inside.find(&close).map(|at| at + close.len())
    } else {
        closed_by(inside, '"')
    };
    Some(length.map_or(text.len(), |length| text.len() - inside.len() + length))
}

fn letter_or_lifetime(text: &str) -> usize {
    let inside = &text[1..];
    if inside.starts_with('\\') || inside.chars().nth(1) == Some('\'') {
        closed_by(inside, '\'').map_or(text.len(), |length| length + 1)
    } else {
        inside.find(|letter| !is_of_name(letter)).map_or(text.len(), |length| length + 1)
    }
}

/// How long it is with the mark that closes it, which no backslash stands before.
fn closed_by(inside: &str, mark: char) -> Option<usize> {
    let mut is_escaped = false;
    let close = inside.char_indices().find(|(_, letter)| {
        let is_close = *letter == mark && !is_escaped;
        is_escaped = *letter == '\\' && !is_escaped;
        is_close
    });
    close.map(|(at, letter)| at + letter.len_utf8())
}

fn without_tests<'a>(tokens: &[&'a str]) -> Vec<&'a str> {
    let mut kept = Vec::new();
    let mut rest = tokens;
    while let [first, others @ ..] = rest {
        if matches!(rest, ["#", "[", "cfg", "(", "test", ..] | ["#", "[", "cfg", "(", "all", "(", "test", ..])
        {
            rest = &rest[item(rest)..];
        } else {
            kept.push(*first);
            rest = others;
        }
    }
    kept
}

/// How many tokens an item has, from its first attribute to its `;` or its last brace.
fn item(tokens: &[&str]) -> usize {
    let mut depth = 0usize;
    for (index, token) in tokens.iter().enumerate() {
        match *token {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" if depth == 0 => return index,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 && matches!(*token, "}" | ";") {
            return index + 1;
        }
    }
    tokens.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_runs_outside_tests_is_read() {
        for (text, expected) in [
            ("a::b(c)", "a :: b ( c )"),
            ("a // b\nc /* d /* e */ f */ g", "a c g"),
            (r##"a "b\" c" d r#"e " f"# g b"h" i"##, "a d g i"),
            ("a '\\'' b 'c' d 'é' e", "a b d e"),
            ("fn a<'b>(c: &'b str)", "fn a < > ( c : & str )"),
            ("crate r#type", "crate r # type"),
            ("a #[cfg(test)] use b::{c, d}; e", "a ; e"),
            ("a #[cfg(test)]\n#[allow(x)]\nmod tests { fn b() { c() } } d", "a d"),
            ("#[cfg(all(test, unix))] mod tests; a", "a"),
            ("#[cfg(test)] fn a(b: [u8; 3]) -> C { d } e", "e"),
            ("#[cfg(unix)] fn a() {}", "# [ cfg ( unix ) ] fn a ( ) { }"),
            ("\"never closed", ""),
        ] {
            assert_eq!(tokens(text).join(" "), expected, "{text}");
        }
    }
}

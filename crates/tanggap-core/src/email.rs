//! E-mail addresses as people paste them: out of a contact, a message, a link.

use crate::text;

/// The longest address, in bytes.
/// The longest address, in characters.
pub const LIMIT: usize = 200;

/// Reads an address; `None` when it can't be one.
pub fn normalise(typed: &str) -> Option<String> {
    let plain: String = typed.chars().filter(|letter| !text::is_mark(*letter)).map(plain).collect();
    // `Budi <budi@contoh.id>`
    let inside =
        plain.rsplit_once('<').map_or(plain.as_str(), |(_, rest)| rest.split('>').next().unwrap_or_default());
    let address = inside.trim_matches(|end: char| end.is_whitespace() || end.is_control() || is_around(end));
    let address = strip_scheme(address).split('?').next().unwrap_or_default();
    let address = address.trim_matches(|end: char| end.is_whitespace() || is_around(end));
    is_address(address).then(|| address.to_owned())
}

/// What a server takes from other programs: one `@` with something before it and a dot after it.
pub fn is_plausible(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= LIMIT
        && !text.chars().any(|letter| letter.is_whitespace() || letter.is_control())
        && text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && !host.contains('@')
                && host.split_once('.').is_some_and(|(first, rest)| !first.is_empty() && !rest.is_empty())
        })
}

/// Enough to catch slips: one `@` with something before it and a dot after it. More would refuse real ones.
fn is_address(text: &str) -> bool {
    let has_ends = |part: &str| {
        !part.is_empty() && !part.starts_with('.') && !part.ends_with('.') && !part.contains("..")
    };
    text.chars().count() <= LIMIT
        && !text.chars().any(|letter| text::is_invisible(letter) || matches!(letter, ',' | ';' | '<' | '>'))
        && text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && !host.contains('@') && host.contains('.') && has_ends(host)
        })
}

fn strip_scheme(address: &str) -> &str {
    let scheme = address.get(..7).filter(|start| start.eq_ignore_ascii_case("mailto:"));
    scheme.map_or(address, |scheme| &address[scheme.len()..])
}

/// What stands round an address in a sentence or a list, and is no part of one.
fn is_around(letter: char) -> bool {
    matches!(letter, '.' | ',' | ';' | ':' | '!' | '"' | '\'' | '“' | '”' | '(' | ')' | '[' | ']' | '<' | '>')
}

/// Full-width letters, as Asian keyboards have them.
fn plain(letter: char) -> char {
    match letter {
        '\u{fe6b}' => '@',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_in_what_is_pasted() {
        for typed in [
            "budi@contoh.id",
            " budi@contoh.id\u{200b}",
            "\u{202a}budi@contoh.id\u{202c}",
            "budi＠contoh.id",
            "ｂｕｄｉ＠ｃｏｎｔｏｈ．ｉｄ",
            "budi@contoh.id.",
            "budi@contoh.id,",
            "mailto:budi@contoh.id",
            "MAILTO:budi@contoh.id?subject=Lampu",
            "Budi <budi@contoh.id>",
            "\"Budi, S.T.\" <budi@contoh.id>;",
            "<mailto:budi@contoh.id>",
            "(budi@contoh.id)\n",
        ] {
            assert_eq!(normalise(typed).as_deref(), Some("budi@contoh.id"), "{typed:?}");
        }
        for typed in ["siti+lapor@mail.bogor.go.id", "o'neil@contoh.id", "用户@例子.公司"] {
            assert_eq!(normalise(typed).as_deref(), Some(typed));
        }
    }

    #[test]
    fn what_is_no_single_address_is_none() {
        for typed in [
            "",
            "budi",
            "budi(at)contoh.id",
            "budi@contoh",
            "@contoh.id",
            "budi@",
            "budi@.id",
            "budi@contoh..id",
            "budi @contoh.id",
            "budi@contoh.id, siti@contoh.id",
            "budi@contoh.id siti",
            "a@b@c.id",
        ] {
            assert_eq!(normalise(typed), None, "{typed:?}");
        }
        assert_eq!(normalise(&format!("{}@contoh.id", "b".repeat(200))), None);
    }
}

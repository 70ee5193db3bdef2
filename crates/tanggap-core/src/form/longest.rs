//! How long a text can be that a pattern matches: `^[A-Z]{1,2} ?[0-9]{1,4}$` takes seven characters at most. So a field
//! counts against its own limit where only its pattern says one.

/// In characters. `None` where nothing bounds it, or where the expression has more in it than is read here: classes,
/// escapes, groups, alternatives and the usual quantifiers.
pub(super) fn longest(expression: &str) -> Option<usize> {
    let mut rest = Rest(expression.chars().collect(), 0);
    let longest = alternatives(&mut rest)?;
    rest.next().is_none().then_some(longest)
}

/// What is not read yet.
struct Rest(Vec<char>, usize);

impl Rest {
    fn peek(&self) -> Option<char> {
        self.0.get(self.1).copied()
    }

    fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.1 += 1;
        Some(character)
    }

    fn takes(&mut self, wanted: char) -> bool {
        let is_there = self.peek() == Some(wanted);
        self.1 += usize::from(is_there);
        is_there
    }
}

fn alternatives(rest: &mut Rest) -> Option<usize> {
    let mut longest = sequence(rest)?;
    while rest.takes('|') {
        longest = longest.max(sequence(rest)?);
    }
    Some(longest)
}

fn sequence(rest: &mut Rest) -> Option<usize> {
    let mut length = 0_usize;
    while let Some(next) = rest.peek().filter(|next| !matches!(next, '|' | ')')) {
        rest.next();
        let one = match next {
            '^' | '$' => continue,
            '[' => class(rest)?,
            '(' => group(rest)?,
            '\\' => escape(rest)?,
            '*' | '+' | '?' | '{' => return None,
            _ => 1,
        };
        length = length.checked_add(one.checked_mul(times(rest)?)?)?;
    }
    Some(length)
}

fn group(rest: &mut Rest) -> Option<usize> {
    if rest.takes('?') && !rest.takes(':') {
        return None;
    }
    let longest = alternatives(rest)?;
    rest.takes(')').then_some(longest)
}

fn class(rest: &mut Rest) -> Option<usize> {
    loop {
        match rest.next()? {
            ']' => return Some(1),
            '\\' => drop(rest.next()?),
            _ => {}
        }
    }
}

/// Letters and digits behind a backslash may mean anything; of those that people use, these are one character.
fn escape(rest: &mut Rest) -> Option<usize> {
    let escaped = rest.next()?;
    (!escaped.is_ascii_alphanumeric() || "dDwWsStnr".contains(escaped)).then_some(1)
}

/// How often at most what stands before may come.
fn times(rest: &mut Rest) -> Option<usize> {
    let most = match rest.peek() {
        Some('?') => 1,
        Some('*' | '+') => return None,
        Some('{') => {
            let inside: String = rest.0[rest.1 + 1..].iter().take_while(|next| **next != '}').collect();
            rest.1 += inside.chars().count() + 1;
            inside.rsplit(',').next()?.parse().ok()?
        }
        _ => return Some(1),
    };
    rest.next()?;
    // `{1,5}?` takes as much where it has to.
    rest.takes('?');
    Some(most)
}

#[cfg(test)]
mod tests {
    use super::longest;

    #[test]
    fn the_longest_text_that_a_pattern_takes_is_reckoned() {
        for (expression, expected) in [
            (r"^[A-Za-z0-9 .\/\-]{1,20}$", Some(20)),
            ("^[0-9]{1,2}[A-Za-z]?$", Some(3)),
            ("^[A-Za-z]{1,2} ?[0-9]{1,4} ?[A-Za-z]{0,3}$", Some(11)),
            (r"\d{4}-\d{2}", Some(7)),
            ("(?:ab|c)(de){2}", Some(6)),
            ("a|bcd|", Some(3)),
            (r"[\]x]{3}", Some(3)),
            ("[0-9]{5}?", Some(5)),
            ("", Some(0)),
            ("[0-9]+", None),
            ("[0-9]{3,}", None),
            (".*", None),
            (r"\u0041", None),
            ("(?=.{1,5}$)a", None),
            ("(ab", None),
            ("ab)", None),
            ("[ab", None),
            ("a{", None),
            ("{2}", None),
            ("(a{99999999999}){99999999999}", None),
        ] {
            assert_eq!(longest(expression), expected, "{expression}");
        }
    }
}

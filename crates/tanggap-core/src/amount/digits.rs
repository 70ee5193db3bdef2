//! The digits of an amount with the signs between them, and what those can mean.

use super::style::Style;

/// Digits before and behind the decimal sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Digits {
    pub whole: String,
    pub decimals: String,
}

/// What else the text says about the signs between the digits.
#[derive(Clone, Copy)]
pub(super) enum Context {
    Plain,
    /// Rupiah have no thousandths: three digits behind one sign are a group.
    Money,
    /// *1.500 juta* is said by people who mean one and a half.
    Multiplied,
}

/// The decimal sign that Arabic digits have for themselves.
const DECIMAL: char = '\u{66b}';

/// What the digits mean; the second where others mean that by the same signs. `None` where it is no number.
pub(super) fn readings(text: &str, style: Style, context: Context) -> Option<(Digits, Option<Digits>)> {
    let (groups, signs) = split(text)?;
    let whole = || Digits { whole: groups.concat(), decimals: String::new() };
    let with_decimals = || {
        let (last, first) = groups.split_last()?;
        (!last.is_empty()).then(|| Digits { whole: first.concat(), decimals: last.clone() })
    };
    let (last, before) = match signs.split_last() {
        Some(ends) => ends,
        None => return (!groups[0].is_empty()).then(|| (whole(), None)),
    };
    let is_decimal = |sign: char| matches!(sign, '.' | ',' | DECIMAL);
    if !before.is_empty() && before.iter().any(|sign| sign != last) {
        // Two kinds of signs: the last one begins the decimals.
        let is_grouped = before.iter().all(|sign| *sign == before[0]) && are_groups(&groups[..signs.len()]);
        // `1 500.000` is neither way of writing.
        let is_odd = !is_decimal(before[0]) && groups[signs.len()].len() == 3;
        return (is_grouped && is_decimal(*last) && !is_odd).then(|| Some((with_decimals()?, None)))?;
    }
    if !is_decimal(*last) || !before.is_empty() {
        return are_groups(&groups).then(|| (whole(), None));
    }
    let (decimals, is_group_sign) = (with_decimals()?, style.signs().0 == *last);
    // No group begins with 0, and the Arabic decimal sign is never anything else.
    let is_clear = groups[0].starts_with('0') || *last == DECIMAL;
    Some(match (are_groups(&groups), context) {
        _ if is_clear => (decimals, None),
        (true, Context::Money) => (whole(), None),
        (true, Context::Plain) if is_group_sign => (whole(), None),
        (true, _) => (whole(), Some(decimals)),
        // `12.34` where points group: a slip in the group, or the other habit.
        (false, Context::Plain | Context::Money) if is_group_sign => (decimals, Some(whole())),
        (false, _) => (decimals, None),
    })
}

/// Groups of digits and the single signs between them.
fn split(text: &str) -> Option<(Vec<String>, Vec<char>)> {
    let (mut groups, mut signs) = (vec![String::new()], Vec::new());
    for character in text.chars() {
        match (character, groups.last_mut()) {
            ('0'..='9', Some(group)) => group.push(character),
            // Nothing before the first sign is a decimal without its zero; else a sign stands between digits.
            (' ' | '\'' | '’' | '.' | ',' | DECIMAL | '\u{66c}', Some(group)) => {
                if group.is_empty() && !signs.is_empty() {
                    return None;
                }
                signs.push(match character {
                    '’' | '\u{66c}' => '\'',
                    sign => sign,
                });
                groups.push(String::new());
            }
            _ => return None,
        }
    }
    Some((groups, signs))
}

/// Whether all but the first have three digits, and the first at most as many.
fn are_groups(groups: &[String]) -> bool {
    let rest = groups.iter().skip(1).all(|group| group.len() == 3);
    rest && groups.first().is_some_and(|first| (1..=3).contains(&first.len()))
}

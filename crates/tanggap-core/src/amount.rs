//! Amounts as people write them: `Rp 1.500.000,-`, `1 500 000`, `1,5 juta`. A number that can be meant in two ways is not
//! guessed: a report that says 500 where 500,000 were asked for is worse than a question (docs/adr/0020).

mod digits;
mod style;

pub use style::Style;

use crate::{numerals, text};
use digits::{Context, Digits};

/// A number in the form in which it is sent: digits, a point before its decimals, a minus before all of it. It is never
/// written with exactly three decimals, so that [`Amount::sent`] can tell it from `1.500`, a group: `1.1250`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount(String);

/// Why a text is no amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AmountFault {
    /// Nothing that is a number, or more than one.
    NotANumber,
    /// Both are meant by it, by different people.
    Unclear([Amount; 2]),
    /// More digits than [`DIGITS`].
    TooLong,
}

/// The most digits that a number of JavaScript and JSON tells apart.
pub const DIGITS: usize = 15;

/// Names of the rupiah, before or behind. They have no thousandths, so that one point or comma before three digits groups.
const CURRENCY: [&str; 5] = ["rupiah", "idr", "rp.", "rp", "perak"];
/// Words that multiply, with their power of ten. *M* is left out: a million for some, a thousand millions for others.
const WORDS: [(&str, usize); 13] = [
    ("ribu", 3),
    ("rebu", 3),
    ("rébu", 3),
    ("rb", 3),
    ("k", 3),
    ("thousand", 3),
    ("juta", 6),
    ("jt", 6),
    ("million", 6),
    ("miliar", 9),
    ("milyar", 9),
    ("triliun", 12),
    ("billion", 9),
];

impl Amount {
    /// Reads what was typed.
    pub fn read(typed: &str, style: Style) -> Result<Self, AmountFault> {
        let plain = plain(typed);
        let (rest, is_money) = without_currency(&plain);
        // `50.000,-` and `50.000.--`: prices are written so.
        let (of_price, rest) = (rest.len(), rest.trim_end_matches(['-', '=']));
        let is_money = is_money || rest.len() < of_price;
        let rest = rest.trim_end_matches([',', '.']).trim();
        let (rest, power) = without_word(rest);
        let (is_negative, rest) = match rest.strip_prefix(['-', '+']) {
            Some(unsigned) => (rest.starts_with('-'), unsigned.trim_start()),
            None => (false, rest),
        };
        let context = match (power, is_money) {
            (0, true) => Context::Money,
            (0, false) => Context::Plain,
            _ => Context::Multiplied,
        };
        let of = |digits: Digits| Self::of(digits, power, is_negative);
        match digits::readings(rest, style, context).ok_or(AmountFault::NotANumber)? {
            (one, None) => of(one),
            (one, Some(other)) => match (of(one)?, of(other)?) {
                (one, other) if one == other => Ok(one),
                both => Err(AmountFault::Unclear(both.into())),
            },
        }
    }

    /// Reads what was sent; `None` where that has another form.
    pub fn sent(text: &str) -> Option<Self> {
        Self::read(text, Style::Point).ok().filter(|amount| amount.0 == text)
    }

    fn of(digits: Digits, power: usize, is_negative: bool) -> Result<Self, AmountFault> {
        let Digits { mut whole, mut decimals } = digits;
        for _ in 0..power {
            whole.push(if decimals.is_empty() { '0' } else { decimals.remove(0) });
        }
        let whole = whole.trim_start_matches('0');
        let decimals = decimals.trim_end_matches('0');
        if whole.len() + decimals.len() > DIGITS {
            return Err(AmountFault::TooLong);
        }
        let whole = if whole.is_empty() { "0" } else { whole };
        let sign = if is_negative && (whole, decimals) != ("0", "") { "-" } else { "" };
        Ok(Self(match decimals.len() {
            0 => format!("{sign}{whole}"),
            3 => format!("{sign}{whole}.{decimals}0"),
            _ => format!("{sign}{whole}.{decimals}"),
        }))
    }

    /// A number of a rule, such as a bound.
    pub fn of_number(number: f64) -> Self {
        let text = number.to_string();
        let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        Self(if decimals == 3 { text + "0" } else { text })
    }

    /// As it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As people of a language read it, and may type it again. From ten thousand on it is grouped: a year is not.
    pub fn shown(&self, style: Style) -> String {
        let (group, decimal) = style.signs();
        let (sign, number) = self.0.strip_prefix('-').map_or(("", self.0.as_str()), |number| ("-", number));
        let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
        let mut shown = sign.to_owned();
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && whole.len() > 4 && (whole.len() - place) % 3 == 0 {
                shown.push(group);
            }
            shown.push(digit);
        }
        let decimals = decimals.trim_end_matches('0');
        if !decimals.is_empty() {
            shown.push(decimal);
            shown += decimals;
        }
        if decimals.len() == 3 && whole.len() <= 3 && whole != "0" {
            shown.push('0');
        }
        shown
    }
}

/// A number that was sent, as people of a language read it; what is no number stays as it is.
pub fn shown(sent: &str, style: Style) -> String {
    Amount::sent(sent).map_or_else(|| sent.to_owned(), |amount| amount.shown(style))
}

/// In lower case, with the digits, minus signs and blanks of ASCII, without marks.
fn plain(typed: &str) -> String {
    let plain = |letter: char| match letter {
        _ if letter == numerals::TURNS => letter,
        _ if letter.is_whitespace() => ' ',
        '\u{2212}' | '\u{2010}'..='\u{2015}' | '\u{ff0d}' => '-',
        '\u{ff0c}' => ',',
        '\u{ff0e}' => '.',
        '\u{ff0b}' => '+',
        _ => numerals::true_digit(letter).unwrap_or(letter),
    };
    let kept = typed.chars().filter(|letter| *letter == numerals::TURNS || !text::is_mark(*letter));
    kept.map(plain).collect::<String>().trim().to_lowercase()
}

fn without_currency(text: &str) -> (&str, bool) {
    for name in CURRENCY {
        if let Some(rest) = text.strip_prefix(name).or_else(|| text.strip_suffix(name)) {
            return (rest.trim(), true);
        }
    }
    (text, false)
}

fn without_word(text: &str) -> (&str, usize) {
    for (word, power) in WORDS {
        // Only behind a digit or a blank: `tujuhribu` is a word.
        let rest = text
            .strip_suffix(word)
            .filter(|rest| rest.ends_with(|end: char| end.is_ascii_digit() || end == ' '));
        if let Some(rest) = rest {
            return (rest.trim_end(), power);
        }
    }
    (text, 0)
}

#[cfg(test)]
mod tests;

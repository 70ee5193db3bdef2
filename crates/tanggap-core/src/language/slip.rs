//! One slip of the finger: a letter missing, one too many, another one, or two in the wrong order; and words without
//! their vowels, as in chat (*rsk*, *kbkrn*).

/// How likely a slip is, the likeliest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// Two letters changed places, a key held or not held twice, the key beside it, *o* for *u*.
    Near,
    /// Any one letter.
    Far,
}

/// Shorter words have too many neighbours.
pub const SHORTEST: usize = 4;
/// In shorter words another letter makes another word: *bakar*, *bayar*.
const SHORTEST_FAR: usize = 6;
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
const ALIKE: [(char, char); 5] = [('o', 'u'), ('e', 'i'), ('a', 'e'), ('f', 'p'), ('v', 'p')];

/// What leads from `word` to what was typed; `None` for more than one slip. The first letter must hold.
pub fn slip(typed: &str, word: &str) -> Option<Slip> {
    if typed.len() < SHORTEST || word.len() < 3 || typed.len().abs_diff(word.len()) > 1 {
        return None;
    }
    let (typed, word) = (typed.as_bytes(), word.as_bytes());
    let same = typed.iter().zip(word).take_while(|(one, other)| one == other).count();
    let (typed_rest, word_rest) = (&typed[same..], &word[same..]);
    let end = typed_rest.iter().rev().zip(word_rest.iter().rev());
    let end = end.take_while(|(one, other)| one == other).count();
    let (typed_rest, word_rest) =
        (&typed_rest[..typed_rest.len() - end], &word_rest[..word_rest.len() - end]);
    let far = || (typed.len() >= SHORTEST_FAR).then_some(Slip::Far);
    match (same, typed_rest, word_rest) {
        (0, ..) => None,
        (_, [], [_]) => Some(Slip::Near),
        (_, [more], []) if *more == typed[same - 1] => Some(Slip::Near),
        (_, [_], []) => far(),
        (_, [one], [other]) if are_near(char::from(*one), char::from(*other)) => Some(Slip::Near),
        (_, [_], [_]) => far(),
        (_, [first, second], [third, fourth]) if first == fourth && second == third => Some(Slip::Near),
        _ => None,
    }
}

/// Whether `typed` is `word` without at least two of its vowels.
pub fn lacks_vowels(typed: &str, word: &str) -> bool {
    if typed.len() < 3 || word.len() < typed.len() + 2 || !typed.is_ascii() {
        return false;
    }
    let mut letters = typed.chars();
    let mut next = letters.next();
    for (place, letter) in word.chars().enumerate() {
        if next == Some(letter) {
            next = letters.next();
        } else if place == 0 || !matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u') {
            return false;
        }
    }
    next.is_none()
}

/// Whether the keys of two letters touch, or the letters are said alike.
fn are_near(one: char, other: char) -> bool {
    let place = |letter| {
        ROWS.iter().enumerate().find_map(|(row, keys)| Some((row as i32, keys.find(letter)? as i32)))
    };
    let (Some((row, column)), Some((other_row, other_column))) = (place(one), place(other)) else {
        return false;
    };
    // Each row is shifted to the right of the one above it by about half a key.
    let across = other_column - column;
    let touches = match other_row - row {
        0 => across.abs() == 1,
        1 => across == 0 || across == -1,
        -1 => across == 0 || across == 1,
        _ => false,
    };
    touches || ALIKE.contains(&(one, other)) || ALIKE.contains(&(other, one))
}

//! Cuts a text into words and brings their letters to one spelling: lower case, no accents, no letter held down, the
//! Sundanese *eu* as *e* (half of all people type it so), no digits in the place of letters or of a doubled word.

/// A word as it is compared, and in which sentence it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    /// Counts from 0.
    pub sentence: u16,
}

/// Before these a full stop is no end of a sentence.
const SHORTENED: [&str; 14] =
    ["jl", "jln", "no", "rt", "rw", "gg", "kp", "kel", "kec", "st", "dr", "rp", "bpk", "pk"];

/// The words of a text in the order in which they were written.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let (mut word, mut sentence) = (String::new(), 0);
    let letters: Vec<char> = text.chars().collect();
    for (place, letter) in letters.iter().enumerate() {
        match letter {
            // Ma'af, don't, Jum'at: one word.
            '\'' | '’' | '‘' | '`' if !word.is_empty() => {}
            letter if letter.is_alphanumeric() => word.push(*letter),
            _ => {
                let stops = ends(*letter, letters.get(place + 1), &word);
                take(&mut word, sentence, &mut found);
                sentence += u16::from(stops && found.last().is_some_and(|last| last.sentence == sentence));
            }
        }
    }
    take(&mut word, sentence, &mut found);
    found
}

fn ends(letter: char, next: Option<&char>, word: &str) -> bool {
    match letter {
        '!' | '?' | ';' | '\n' | '…' => true,
        '.' => {
            next.is_none_or(|next| !next.is_alphanumeric())
                && !SHORTENED.contains(&word.to_lowercase().as_str())
        }
        _ => false,
    }
}

fn take(word: &mut String, sentence: u16, found: &mut Vec<Token>) {
    let text = spelling(&std::mem::take(word));
    if !text.is_empty() {
        found.push(Token { text, sentence });
    }
}

/// Lower case without accents. Some letters become two.
fn plain(letter: char) -> impl Iterator<Item = char> {
    letter.to_lowercase().map(|letter| match letter {
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'á' | 'à' | 'â' | 'ä' => 'a',
        'í' | 'ì' | 'î' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        other => other,
    })
}

/// The one spelling of a word.
pub(super) fn spelling(word: &str) -> String {
    let mut letters: Vec<char> = Vec::new();
    let given: Vec<char> = word.chars().flat_map(plain).collect();
    let is_number = given.iter().all(char::is_ascii_digit);
    for (place, letter) in given.iter().enumerate() {
        let letter = if is_number { Some(*letter) } else { as_letter(&given, place) };
        // A key held down: *tolooong*. Doubled letters are often right: *street*, *saat*.
        let run = given[..place].iter().rev().take_while(|before| *before == &given[place]).count();
        let held = !is_number
            && (run >= 2 || (run == 1 && given.get(place + 1).is_some_and(|next| *next == given[place])));
        letters.extend(letter.filter(|_| is_number || run == 0 || !held));
    }
    let text: String = letters.into_iter().collect();
    text.replace("eu", "e").replace("sya", "sa").replace("kh", "k")
}

/// Digits among letters: `lubang2` is a doubled word, `s4mpah` spelled for fun. In `rt05` and `110` they are digits.
fn as_letter(word: &[char], place: usize) -> Option<char> {
    let letter = word[place];
    let is_alphabetic = |at: Option<&char>| at.is_some_and(|letter| letter.is_alphabetic());
    let after_letter = place > 0 && is_alphabetic(word.get(place - 1));
    if !letter.is_ascii_digit() || !after_letter {
        return Some(letter);
    }
    let last_or_letter = place + 1 == word.len() || is_alphabetic(word.get(place + 1));
    match letter {
        '2' if place >= 3 && last_or_letter => None,
        '0' | '1' | '3' | '4' | '5' if is_alphabetic(word.get(place + 1)) => Some(match letter {
            '0' => 'o',
            '1' => 'i',
            '3' => 'e',
            '4' => 'a',
            _ => 's',
        }),
        other => Some(other),
    }
}

//! Every form that a word's affixes leave of it. Nobody knows which language a word is in, nor where its root ends: the
//! forms are only offered, and a dictionary says which of them is a word.

use super::{english, indonesian, sundanese};

/// A word with some of its affixes off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    pub text: String,
    /// How many affixes are off.
    pub steps: u8,
}

/// *ngegebukinnya* has three: nge-, -in, -nya.
const MOST_STEPS: u8 = 3;
/// So many are looked at, whatever somebody types.
const MOST_FORMS: usize = 80;

/// The word itself first, then what fewer affixes leave, nearest first.
pub fn forms(word: &str) -> Vec<Form> {
    forms_within(MOST_STEPS, word)
}

/// The same with at most so many affixes off.
pub fn forms_within(most_steps: u8, word: &str) -> Vec<Form> {
    let mut found = vec![Form { text: word.to_owned(), steps: 0 }];
    // A root of other letters has no affixes known here.
    if !word.is_ascii() {
        return found;
    }
    let (mut at, mut shorter) = (0, Vec::new());
    while at < found.len() && found.len() < MOST_FORMS {
        let Form { text, steps } = found[at].clone();
        at += 1;
        if steps == most_steps {
            continue;
        }
        shorter.clear();
        indonesian::stripped(&text, &mut shorter);
        sundanese::stripped(&text, &mut shorter);
        english::stripped(&text, &mut shorter);
        for text in shorter.drain(..) {
            if !found.iter().any(|form| form.text == text) {
                found.push(Form { text, steps: steps + 1 });
            }
        }
    }
    found
}

//! Sundanese affixes: *diteunggeulan*, *kahuruan*, *ngalewer*, *barolong* (many holes), *mamabokan*. Spelled with *e* for
//! *eu*, as [`super::tokens`] does.

const ENDINGS: [&str; 6] = ["ana", "na", "ken", "en", "ing", "ning"];
const BEGINNINGS: [&str; 9] = ["ka", "pang", "pa", "pi", "ti", "sa", "nga", "di", "mang"];

/// What one affix less leaves of a word.
pub fn stripped(word: &str, found: &mut Vec<String>) {
    for ending in ENDINGS {
        found.extend(word.strip_suffix(ending).filter(|rest| rest.len() >= 3).map(str::to_owned));
    }
    for beginning in BEGINNINGS {
        found.extend(word.strip_prefix(beginning).filter(|rest| rest.len() >= 4).map(str::to_owned));
    }
    found.extend(without_plural(word));
    found.extend(without_first_syllable(word));
}

/// The plural's *ar* (*al* before l) behind the first sound: *garelap* is *gelap*.
fn without_plural(word: &str) -> Option<String> {
    if word.len() < 6 {
        return None;
    }
    let first = if word.starts_with("ng") || word.starts_with("ny") { 2 } else { 1 };
    let (sound, rest) = word.split_at_checked(first)?;
    let rest = rest.strip_prefix("ar").or_else(|| rest.strip_prefix("al"))?;
    let is_vowel = |text: &str| text.starts_with(['a', 'e', 'i', 'o', 'u']);
    (!is_vowel(sound) && is_vowel(rest)).then(|| format!("{sound}{rest}"))
}

/// A doubled first syllable: *babaturan*, *bebenah*.
fn without_first_syllable(word: &str) -> Option<String> {
    let (first, rest) = word.split_at_checked(2)?;
    (rest.len() >= 4 && rest.starts_with(first)).then(|| rest.to_owned())
}

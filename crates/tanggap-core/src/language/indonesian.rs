//! Indonesian affixes and the sounds that they change: *memukul* and *mukulin* are *pukul*, *penerangan* is *terang*,
//! *kebanjiran* is *banjir*. One step takes one affix off.

/// The particles, pronouns and endings, longest first; `ny` and `x` are chat for *nya*, `in` the speech of Jakarta.
const ENDINGS: [&str; 13] =
    ["nya", "kan", "lah", "kah", "pun", "ny", "an", "in", "ku", "mu", "i", "x", "nih"];
/// Beginnings that change no sound.
const BEGINNINGS: [&str; 8] = ["di", "ter", "ber", "per", "ke", "be", "te", "se"];
/// Beginnings that swallow a sound, and what may have stood there; `""` for a vowel that stayed.
const NASALS: [(&str, &[&str]); 16] = [
    ("menge", &["", "ke"]),
    ("penge", &["", "ke"]),
    ("meng", &["", "k"]),
    ("peng", &["", "k"]),
    ("meny", &["s", "c"]),
    ("peny", &["s", "c"]),
    ("mem", &["", "p"]),
    ("pem", &["", "p"]),
    ("men", &["", "t"]),
    ("pen", &["", "t"]),
    ("nge", &["", "ke"]),
    ("ng", &["", "k"]),
    ("ny", &["s", "c", "j"]),
    ("me", &[""]),
    ("pe", &[""]),
    ("n", &["t"]),
];

/// What one affix less leaves of a word.
pub fn stripped(word: &str, found: &mut Vec<String>) {
    for ending in ENDINGS {
        found.extend(word.strip_suffix(ending).filter(|rest| rest.len() >= 3).map(str::to_owned));
    }
    for beginning in BEGINNINGS {
        // *dibom*, but not *terapi*.
        let least = if beginning == "di" { 3 } else { 4 };
        found.extend(word.strip_prefix(beginning).filter(|rest| rest.len() >= least).map(str::to_owned));
    }
    for (nasal, sounds) in NASALS {
        let Some(rest) = word.strip_prefix(nasal).filter(|rest| rest.len() >= 2) else { continue };
        // In speech a nasal alone stands before a vowel: *nendang*, *ngamuk*, *nyuri*.
        if nasal.starts_with('n') && !starts_with_vowel(rest) {
            continue;
        }
        let roots = sounds.iter().map(|sound| format!("{sound}{rest}"));
        found.extend(roots.filter(|root| root.len() >= 4));
    }
    // *mukul*, *macul*: the speech of Jakarta and Sundanese swallow p and b behind m alone.
    if let Some(rest) = word.strip_prefix('m').filter(|rest| rest.len() >= 3 && starts_with_vowel(rest)) {
        found.extend(["p", "b"].map(|sound| format!("{sound}{rest}")));
    }
    found.extend(halved(word));
    spoken(word, found);
}

/// As it is written for what people say: *malem* (malam), *gimane* (gimana), *sampe* (sampai).
fn spoken(word: &str, found: &mut Vec<String>) {
    if word.len() < 4 {
        return;
    }
    if let Some(rest) = word.strip_suffix('e') {
        found.extend([format!("{rest}a"), format!("{rest}ai")]);
    } else if let Some((rest, last)) = word.rsplit_once('e')
        && !last.contains(['a', 'i', 'o', 'u'])
    {
        found.push(format!("{rest}a{last}"));
    }
}

fn starts_with_vowel(text: &str) -> bool {
    text.starts_with(['a', 'e', 'i', 'o', 'u'])
}

/// *lubanglubang* is *lubang*.
fn halved(word: &str) -> Option<String> {
    let (first, second) = word.split_at_checked(word.len() / 2)?;
    (first.len() >= 3 && first == second).then(|| first.to_owned())
}

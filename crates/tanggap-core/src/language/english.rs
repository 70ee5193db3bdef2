//! English inflections: *potholes*, *flooded*, *robbed*, *stabbing*, and the verbs that change their vowel.

const IRREGULAR: [(&str, &str); 34] = [
    ("ate", "eat"),
    ("beaten", "beat"),
    ("bitten", "bite"),
    ("bit", "bite"),
    ("bleeds", "bleed"),
    ("bled", "bleed"),
    ("blew", "blow"),
    ("blown", "blow"),
    ("broke", "break"),
    ("broken", "break"),
    ("brought", "bring"),
    ("built", "build"),
    ("burnt", "burn"),
    ("buses", "bus"),
    ("caught", "catch"),
    ("children", "child"),
    ("drove", "drive"),
    ("drunk", "drink"),
    ("dying", "die"),
    ("fallen", "fall"),
    ("fell", "fall"),
    ("found", "find"),
    ("hung", "hang"),
    ("lit", "light"),
    ("lost", "lose"),
    ("men", "man"),
    ("paid", "pay"),
    ("people", "person"),
    ("shot", "shoot"),
    ("stole", "steal"),
    ("stolen", "steal"),
    ("stuck", "stick"),
    ("took", "take"),
    ("women", "woman"),
];
const ENDINGS: [&str; 7] = ["s", "es", "ed", "d", "ing", "er", "ers"];

/// What one inflection less leaves of a word.
pub fn stripped(word: &str, found: &mut Vec<String>) {
    found.extend(IRREGULAR.iter().filter(|(form, _)| *form == word).map(|(_, verb)| (*verb).to_owned()));
    for ending in ENDINGS {
        let Some(rest) = word.strip_suffix(ending).filter(|rest| rest.len() >= 3) else { continue };
        found.push(rest.to_owned());
        if matches!(ending, "ed" | "ing" | "er") {
            // *driving* is *drive*, *robbed* is *rob*.
            found.push(format!("{rest}e"));
            let mut letters = rest.chars().rev();
            if letters.next() == letters.next() {
                found.push(rest[..rest.len() - 1].to_owned());
            }
        }
    }
    if let Some(rest) = word.strip_suffix("ies").or_else(|| word.strip_suffix("ied")) {
        found.push(format!("{rest}y"));
    }
}

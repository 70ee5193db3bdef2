//! Words that nobody shows any more.

use super::source::Source;

/// Where a word can be used: by its constant in the app, by its name in the page or in data.
const USERS: [&str; 4] = ["src/", "crates/", "public/", "index.html"];

pub fn unused<'a>(known: impl Iterator<Item = &'a str>, sources: &[Source]) -> Vec<&'a str> {
    let users: Vec<_> =
        sources.iter().filter(|source| USERS.iter().any(|user| source.path.starts_with(user))).collect();
    let is_used = |key: &str| {
        let constant = constant(key);
        // English plurals are asked for by the part before the dot.
        let plural = key.strip_suffix(".one").or_else(|| key.strip_suffix(".other"));
        let names = [Some(key), Some(constant.as_str()), plural];
        names.into_iter().flatten().any(|name| users.iter().any(|user| has_whole(&user.text, name)))
    };
    known.filter(|key| !key.starts_with('_') && !is_used(key)).collect()
}

/// As `build.rs` names it.
fn constant(key: &str) -> String {
    key.replace(['.', '-'], "_").to_uppercase()
}

fn has_whole(text: &str, name: &str) -> bool {
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        !before.ends_with(goes_on) && !after.starts_with(goes_on)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nobody_names_is_unused() {
        let source = |path: &str, text: &str| Source { path: path.into(), text: text.into() };
        let sources = [
            source("src/a.rs", "t(key::HOME_TITLE); plural(\"days\", 2)"),
            source("index.html", "{{t:home.go}} {{t:home.gone}}"),
            source("docs/a.md", "home.other"),
        ];
        let known = [
            "home.title",
            "home.go",
            "home.gon",
            "home.title-two",
            "days.one",
            "days.other",
            "home.other",
            "_n",
        ];
        assert_eq!(unused(known.into_iter(), &sources), ["home.gon", "home.title-two", "home.other"]);
    }
}

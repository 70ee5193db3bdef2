//! The words of every language, as the arrays the app indexes: `build.rs` numbers the keys of `id.json` in
//! byte order, and these arrays have that same order. The words of `locales/more` are no first visitor's: they come
//! in a file of their own, whose address stands among the first words.

use super::output::Output;
use crate::files;
use anyhow::{Context, Result, bail};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// The language that has every word; Sundanese may lack some and then shows these.
pub const COMPLETE: &str = "id";
const MAY_LACK: [&str; 1] = ["su"];

/// The first word that is none: the address of the others.
const MORE: &str = "page.more";

pub type Words = BTreeMap<String, String>;

/// The words of every language, and the addresses of their first lists.
pub struct Put {
    /// Those of the first screen.
    pub first: BTreeMap<String, Words>,
    /// These and those that come later.
    pub all: BTreeMap<String, Words>,
    pub urls: BTreeMap<String, String>,
}

/// Puts the lists where pages find them.
pub fn put(folder: &Path, base: &str, output: &mut Output) -> Result<Put> {
    let mut first = read(folder)?;
    let more = read(&folder.join("more"))?;
    let (mut all, mut urls) = (first.clone(), BTreeMap::new());
    for (language, words) in &mut first {
        if let Some(more) = more.get(language) {
            let url = output.put_hashed(&format!("words-more-{language}.json"), &array(more)?)?;
            words.insert(MORE.to_owned(), format!("{base}{url}"));
            all.entry(language.clone()).or_default().extend(more.clone());
        }
        let url = output.put_hashed(&format!("words-{language}.json"), &array(words)?)?;
        urls.insert(language.clone(), url);
    }
    Ok(Put { first, all, urls })
}

/// Language → key → text, complete in every language.
fn read(folder: &Path) -> Result<BTreeMap<String, Words>> {
    let mut languages = BTreeMap::new();
    for path in files::below(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Folders below hold words of their own.
        if let Some(language) = name.strip_suffix(".json").filter(|_| path.parent() == Some(folder)) {
            languages.insert(language.to_owned(), parse(&name, &files::read_text(&path)?)?);
        }
    }
    complete(languages)
}

fn parse(name: &str, text: &str) -> Result<Words> {
    let words: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(text).with_context(|| format!("locales/{name} is not a flat JSON object"))?;
    let words = words.into_iter().filter(|(key, _)| !key.starts_with('_'));
    words
        .map(|(key, text)| match text {
            serde_json::Value::String(text) => Ok((key, text)),
            _ => bail!("locales/{name}: {key} is not a text"),
        })
        .collect()
}

fn complete(mut languages: BTreeMap<String, Words>) -> Result<BTreeMap<String, Words>> {
    let all = languages.get(COMPLETE).with_context(|| format!("locales/{COMPLETE}.json is missing"))?.clone();
    let mut faults = Vec::new();
    for (language, words) in &mut languages {
        let unknown: Vec<_> = words.keys().filter(|key| !all.contains_key(*key)).cloned().collect();
        let lacking: Vec<_> = all.keys().filter(|key| !words.contains_key(*key)).cloned().collect();
        if !unknown.is_empty() {
            faults
                .push(format!("{language}.json has keys that {COMPLETE}.json lacks: {}", unknown.join(", ")));
        }
        if !lacking.is_empty() && !MAY_LACK.contains(&language.as_str()) {
            faults.push(format!("{language}.json lacks keys: {}", lacking.join(", ")));
        }
        for (key, text) in &all {
            let own = words.entry(key.clone()).or_insert_with(|| text.clone());
            if placeholders(own) != placeholders(text) {
                faults
                    .push(format!("{language}.json: {key} has other {{placeholders}} than {COMPLETE}.json"));
            }
        }
    }
    if !faults.is_empty() {
        bail!("the words in locales/ do not fit together:\n  {}", faults.join("\n  "));
    }
    Ok(languages)
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

/// One language as the browser gets it.
fn array(words: &Words) -> Result<Vec<u8>> {
    Ok(serde_json::to_vec(&words.values().collect::<Vec<_>>())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn languages(texts: &[(&str, &str)]) -> Result<BTreeMap<String, Words>> {
        complete(
            texts
                .iter()
                .map(|(name, text)| Ok(((*name).to_owned(), parse(name, text)?)))
                .collect::<Result<_>>()?,
        )
    }

    #[test]
    fn words_are_an_array_in_byte_order_and_sundanese_falls_back() {
        let all = languages(&[
            ("id", r#"{"_note":"x","b.b":"dua","b":"satu","a-z":"nol"}"#),
            ("su", r#"{"b":"hiji"}"#),
        ])
        .unwrap();
        assert_eq!(array(&all["id"]).unwrap(), br#"["nol","satu","dua"]"#);
        assert_eq!(array(&all["su"]).unwrap(), br#"["nol","hiji","dua"]"#);
    }

    #[test]
    fn languages_that_do_not_fit_are_refused_by_key() {
        for (other, text, expected) in [
            ("en", r#"{}"#, "en.json lacks keys: a"),
            ("en", r#"{"a":"{n} x","b":"y"}"#, "en.json has keys that id.json lacks: b"),
            ("su", r#"{"a":"{m}"}"#, "su.json: a has other {placeholders}"),
            ("su", r#"{"a":1}"#, "a is not a text"),
        ] {
            let fault = languages(&[("id", r#"{"a":"{n}"}"#), (other, text)]).unwrap_err();
            assert!(format!("{fault:#}").contains(expected), "{fault:#}");
        }
    }
}

//! The HTML pages, all from `index.html`: `shell.html` for the server to fill at its start, `index.html` and
//! `app.html` filled in the first language for a host that only serves files.

use crate::build::words::Words;
use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tanggap_core::shell;

/// The words of the page's own language; the server knows which those are.
const WORDS: &str = "words";

/// What the bundler knows and nobody later does.
pub struct Bundled<'a> {
    pub base: &'a str,
    pub css: &'a str,
    /// Name as in `{{a:…}}` → URL without the base.
    pub assets: &'a BTreeMap<String, String>,
}

/// Fills asset URLs, base and the inline stylesheet; leaves words, config and language as they are.
pub fn shell(template: &str, bundled: &Bundled) -> Result<String> {
    let template = without_comments(template)?;
    let mut page = String::with_capacity(template.len() * 2);
    let mut rest = &*template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (tag, after) = after.split_once("}}").context("index.html opens {{ and never closes it")?;
        page.push_str(before);
        rest = after;
        match tag.split_once(':') {
            Some(("v", "base")) => page.push_str(bundled.base),
            Some(("a", name)) if name != WORDS => {
                let url = bundled.assets.get(name).with_context(|| {
                    let known: Vec<_> = bundled.assets.keys().map(String::as_str).collect();
                    format!("index.html asks for {{{{a:{name}}}}}; there are: {WORDS}, {}", known.join(", "))
                })?;
                page.push_str(&format!("{}{url}", bundled.base));
            }
            _ => page.push_str(&format!("{{{{{tag}}}}}")),
        }
    }
    page.push_str(rest);
    with_css(&page, bundled.css)
}

/// Comments are for whoever edits `index.html`; they may even show template syntax.
fn without_comments(template: &str) -> Result<String> {
    let mut page = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("<!--") {
        page.push_str(before);
        rest = after.split_once("-->").context("index.html opens <!-- and never closes it")?.1.trim_start();
    }
    page.push_str(rest);
    Ok(page)
}

/// Puts the first screen's CSS into the page's only `<style>` element.
fn with_css(page: &str, css: &str) -> Result<String> {
    let Some((before, rest)) = page.split_once("<style>") else { return Ok(page.to_owned()) };
    let (_, after) = rest.split_once("</style>").context("index.html opens <style> and never closes it")?;
    if after.contains("<style>") {
        bail!("index.html has two <style> elements; the policy knows one hash: leave one, empty");
    }
    if css.contains("</style") || css.contains("{{") {
        bail!(
            "style/: the inlined stylesheets contain `</style` or `{{{{`, which would end the style element"
        );
    }
    Ok(format!("{before}<style>{css}</style>{after}"))
}

/// Everything of one language that fills the shell.
pub struct Filling<'a> {
    pub language: &'a str,
    pub languages: &'a BTreeMap<String, Words>,
    pub config: &'a Value,
    /// Where this language's words are, with the base.
    pub words_url: &'a str,
}

impl Filling<'_> {
    pub fn page(&self, shell: &str) -> Result<String> {
        shell::render(shell, &|name| self.lookup(name), &|name| self.list(name))
            .map_err(|fault| anyhow!("{fault}"))
            .context(
                "cannot fill index.html; t: names are in locales/id.json, c: names in public/config.json",
            )
    }

    fn lookup(&self, name: &str) -> Option<String> {
        match name.split_once(':')? {
            ("t", key) => self.languages.get(self.language)?.get(key).cloned(),
            ("c", path) => text(path.split('.').try_fold(self.config, member)?, self.language),
            ("v", "lang") => Some(self.language.to_owned()),
            ("a", WORDS) => Some(self.words_url.to_owned()),
            _ => None,
        }
    }

    fn list(&self, name: &str) -> Option<Vec<shell::Row>> {
        let emergency = &self.config["emergency"];
        match name {
            "languages" => {
                Some(self.config["languages"].as_array()?.iter().filter_map(|id| self.choice(id)).collect())
            }
            "numbers" => {
                let others = emergency["others"].as_array().into_iter().flatten();
                let first = json!({"number": emergency["number"], "name": emergency["title"]});
                Some(std::iter::once(&first).chain(others).map(|row| fields(row, self.language)).collect())
            }
            name => {
                Some(self.config[name].as_array()?.iter().map(|row| fields(row, self.language)).collect())
            }
        }
    }

    /// A language to choose, under its own name.
    fn choice(&self, id: &Value) -> Option<shell::Row> {
        let id = id.as_str()?;
        let name = self.languages.get(id)?.get("home.language-name")?;
        let row = [
            ("d:id", id),
            ("d:name", name),
            ("d:current", if id == self.language { "true" } else { "false" }),
        ];
        Some(row.map(|(name, value)| (name.to_owned(), value.to_owned())).into())
    }
}

/// The same page for every other address: home stays hidden there.
pub fn other(page: &str) -> String {
    page.replacen("<html", "<html data-page=\"other\"", 1)
}

fn member<'a>(value: &'a Value, part: &str) -> Option<&'a Value> {
    part.parse::<usize>().ok().and_then(|index| value.get(index)).or_else(|| value.get(part))
}

/// A row of the config for `{{#each …}}`: its fields as `d:field`.
fn fields(row: &Value, language: &str) -> shell::Row {
    let fields = row.as_object().into_iter().flatten();
    fields.filter_map(|(name, value)| Some((format!("d:{name}"), text(value, language)?))).collect()
}

/// A text, a number, or an object of texts by language with Indonesian as the fallback.
fn text(value: &Value, language: &str) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(texts) => texts.get(language).or_else(|| texts.get("id"))?.as_str().map(str::to_owned),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn filled(template: &str) -> Result<String> {
        let assets = BTreeMap::from([("boot.js".to_owned(), "assets/boot.1.js".to_owned())]);
        shell(template, &Bundled { base: "/lapor/", css: "p{margin:0}@media x{p{top:0}}", assets: &assets })
    }

    #[test]
    fn the_shell_keeps_what_the_server_fills() {
        for (template, expected) in [
            ("<a href=\"{{v:base}}t\">{{t:home.title}}", "<a href=\"/lapor/t\">{{t:home.title}}"),
            ("{{a:boot.js}} {{a:words}}", "/lapor/assets/boot.1.js {{a:words}}"),
            ("{{#each doors}}{{d:id}}{{/each}}", "{{#each doors}}{{d:id}}{{/each}}"),
            ("<!-- {{like this}} -->\n<html>", "<html>"),
            ("<style>{{css}}</style>", "<style>p{margin:0}@media x{p{top:0}}</style>"),
        ] {
            assert_eq!(filled(template).unwrap(), expected);
        }
    }

    #[test]
    fn a_shell_that_cannot_be_filled_says_why() {
        for (template, expected) in [
            ("{{a:bot.js}}", "index.html asks for {{a:bot.js}}; there are: words, boot.js"),
            ("{{t:home", "never closes"),
            ("<style></style><style></style>", "two <style>"),
        ] {
            let fault = format!("{:#}", filled(template).unwrap_err());
            assert!(fault.contains(expected), "{fault}");
        }
    }

    #[test]
    fn a_page_has_the_words_and_the_config_of_its_language() {
        let words = |title: &str, name: &str| {
            Words::from([("home.title".into(), title.into()), ("home.language-name".into(), name.into())])
        };
        let languages = BTreeMap::from([
            ("id".to_owned(), words("Ceritakan", "Indonesia")),
            ("su".to_owned(), words("Carita", "Sunda")),
        ]);
        let config = json!({
            "name": {"id": "Lapor", "su": "Lapor Bogor"},
            "languages": ["id", "su"],
            "emergency": {"number": 112, "title": "Darurat", "others": [{"number": "110", "name": "Polisi"}]},
            "doors": [{"id": "complaint", "name": {"id": "Keluhan"}, "desks": []}],
        });
        let filling =
            Filling { language: "su", languages: &languages, config: &config, words_url: "/assets/w.json" };
        for (template, expected) in [
            ("{{v:lang}} {{t:home.title}} {{a:words}}", "su Carita /assets/w.json"),
            ("{{c:name}} {{c:emergency.number}}", "Lapor Bogor 112"),
            ("{{c:emergency.others.0.number}}", "110"),
            ("{{#each doors}}{{d:id}}={{d:name}}{{/each}}", "complaint=Keluhan"),
            ("{{#each numbers}}{{d:number}}={{d:name}};{{/each}}", "112=Darurat;110=Polisi;"),
            (
                "{{#each languages}}{{d:id}} {{d:name}} {{d:current}};{{/each}}",
                "id Indonesia false;su Sunda true;",
            ),
        ] {
            assert_eq!(filling.page(template).unwrap(), expected);
        }
        let fault = format!("{:#}", filling.page("{{t:home.titel}}").unwrap_err());
        assert!(fault.contains("locales/id.json") && fault.contains("{{t:home.titel}}"), "{fault}");
    }

    #[test]
    fn the_other_page_is_marked() {
        assert_eq!(
            other("<!doctype html><html lang=id>"),
            "<!doctype html><html data-page=\"other\" lang=id>"
        );
    }
}

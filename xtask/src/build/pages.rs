//! The HTML pages, all from `index.html`: `shell.html` for the server to fill at its start, `index.html` and
//! `app.html` filled in the first language for a host that only serves files.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;

/// The words of the page's own language; the server knows which those are.
const WORDS: &str = "words";

/// What the bundler knows and nobody later does.
pub struct Bundled<'a> {
    pub base: &'a str,
    pub css: &'a str,
    /// `public/early.js`.
    pub early: &'a str,
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
    let page = inlined(&page, "style", bundled.css)?;
    inlined(&page, "script", bundled.early)
}

/// Comments are for whoever edits `index.html`; they may even show template syntax.
pub fn without_comments(template: &str) -> Result<String> {
    let mut page = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("<!--") {
        page.push_str(before);
        rest = after.split_once("-->").context("index.html opens <!-- and never closes it")?.1.trim_start();
    }
    page.push_str(rest);
    Ok(page)
}

/// Puts text into the page's only `<style>` or `<script>` without attributes. The policy knows it by its hash.
fn inlined(page: &str, tag: &str, inside: &str) -> Result<String> {
    let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
    let Some((before, rest)) = page.split_once(&open) else { return Ok(page.to_owned()) };
    let (_, after) =
        rest.split_once(&close).with_context(|| format!("index.html opens {open} and never closes it"))?;
    if after.contains(&open) {
        bail!("index.html has two {open} elements; the policy knows one hash: leave one");
    }
    if inside.contains(&format!("</{tag}")) || inside.contains("{{") {
        bail!("what is inlined into {open} contains `</{tag}` or `{{{{`, which would end it or be filled in");
    }
    Ok([before, &open, inside, &close, after].concat())
}

/// The same page for every other address: home stays hidden there.
pub fn other(page: &str) -> Result<String> {
    let (home, elsewhere) = ("data-page=\"home\"", "data-page=\"other\"");
    let (before, after) =
        page.split_once(home).with_context(|| format!("index.html: <html> lacks {home}"))?;
    Ok(format!("{before}{elsewhere}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(template: &str) -> Result<String> {
        let assets = BTreeMap::from([("boot.js".to_owned(), "assets/boot.1.js".to_owned())]);
        let (css, early) = ("p{margin:0}@media x{p{top:0}}", "(function(){})()");
        shell(template, &Bundled { base: "/lapor/", css, early, assets: &assets })
    }

    #[test]
    fn the_shell_keeps_what_the_server_fills() {
        for (template, expected) in [
            ("<a href=\"{{v:base}}t\">{{t:home.title}}", "<a href=\"/lapor/t\">{{t:home.title}}"),
            ("{{a:boot.js}} {{a:words}}", "/lapor/assets/boot.1.js {{a:words}}"),
            ("{{#each doors}}{{d:id}}{{/each}}", "{{#each doors}}{{d:id}}{{/each}}"),
            ("<!-- {{like this}} -->\n<html>", "<html>"),
            ("<style>{{css}}</style>", "<style>p{margin:0}@media x{p{top:0}}</style>"),
            (
                "<script>{{early}}</script><script src=\"{{a:boot.js}}\"></script>",
                "<script>(function(){})()</script><script src=\"/lapor/assets/boot.1.js\"></script>",
            ),
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
            ("<script></script><script></script>", "two <script>"),
        ] {
            let fault = format!("{:#}", filled(template).unwrap_err());
            assert!(fault.contains(expected), "{fault}");
        }
    }

    #[test]
    fn the_other_page_is_marked() {
        assert_eq!(other("<html data-page=\"home\">").unwrap(), "<html data-page=\"other\">");
        assert!(other("<html>").unwrap_err().to_string().contains("lacks data-page"));
    }
}

//! The service worker: one `sw.js` from the files in `public/worker/`, with the list of what this build's pages need.
//! A build that differs in anything gives other bytes, and other bytes are how a browser knows of an update.

use super::{minify::Minifier, output::Output, pages, words::Words};
use crate::{files, profile::Profile, project::Project};
use anyhow::{Context, Result, anyhow};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tanggap_core::{
    config::PortalConfig,
    shell::{PageData, page},
};

/// Below `public/`; its files are no pages' files.
pub const FOLDER: &str = "worker/";
const PARTS: [&str; 4] = ["shell.js", "fresh.js", "carrier.js", "events.js"];
const VERSION: &str = "{{v:version}}";
/// Few people ask for them, and what they serve needs a line: a map its tiles, a scanned number its answer.
const NOT_OFFLINE: [&str; 2] = ["assets/map-", "assets/scan-"];

/// The shell with its build's name in it, and that name: page and cache know by it whether they belong together.
pub fn marked(shell: &str, assets: &Value) -> (String, String) {
    let hash = files::hex(&files::sha256([shell, &assets.to_string()].concat().as_bytes()));
    let version: String = hash.chars().take(12).collect();
    (shell.replace(VERSION, &version), version)
}

pub struct Worker<'a> {
    pub base: &'a str,
    pub version: &'a str,
    pub assets: &'a Value,
    pub config: &'a PortalConfig,
    pub languages: &'a BTreeMap<String, Words>,
}

impl Worker<'_> {
    /// `sw.js`, and beside it `sw-kill.js`, which takes its place when a worker must go. While somebody develops there
    /// is none: a page from the cache would hide every change.
    pub fn put(
        &self,
        project: &Project,
        profile: Profile,
        minifier: &Minifier,
        output: &mut Output,
    ) -> Result<()> {
        let read = |name: &str| files::read_text(&project.path("public").join(FOLDER).join(name));
        let kill = minifier.minify("kill.js", read("kill.js")?.as_bytes(), false)?;
        if profile == Profile::Dev {
            output.put("sw.js", &kill)?;
        } else {
            let mut script = format!("const BUILD = {};\n", self.build(&read("last-resort.html")?)?);
            for part in PARTS {
                script.push_str(&read(part)?);
            }
            output.put("sw.js", &minifier.minify("sw.js", script.as_bytes(), false)?)?;
        }
        output.put("sw-kill.js", &kill)
    }

    fn build(&self, last_resort: &str) -> Result<Value> {
        let is_needed = |asset: &&Value| {
            asset["url"].as_str().is_some_and(|url| !NOT_OFFLINE.iter().any(|folder| url.starts_with(folder)))
        };
        let needed = self.assets.as_array().into_iter().flatten().filter(is_needed);
        let files: Vec<_> =
            needed.map(|asset| json!({"url": asset["url"], "sha256": asset["sha256"]})).collect();
        Ok(json!({
            "base": self.base, "version": self.version, "files": files, "lost": self.lost(last_resort)?,
        }))
    }

    /// The page without anything, in every language of the portal: no cookie can be read where it is made.
    fn lost(&self, section: &str) -> Result<String> {
        let mut html = String::from(
            "<!doctype html><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">",
        );
        html.push_str(&format!("<title>{}</title><main>", self.config.name.replace(['<', '&'], "")));
        let section = pages::without_comments(section)?;
        for language in &self.config.languages {
            let words = self
                .languages
                .get(language)
                .with_context(|| format!("public/config.json: there is no locales/{language}.json"))?;
            let data = PageData {
                language,
                words,
                config: self.config,
                base: self.base,
                words_urls: &BTreeMap::new(),
            };
            html.push_str(&page(&section, &data).map_err(|fault| anyhow!("last-resort.html: {fault}"))?);
        }
        html.push_str("</main>");
        Ok(html)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_page_or_another_asset_is_another_version() {
        let assets = json!([{"url": "assets/a.js", "sha256": "1"}]);
        let (shell, version) = marked("<script data-version=\"{{v:version}}\">", &assets);
        assert_eq!(shell, format!("<script data-version=\"{version}\">"));
        let others = [marked("<p data-version=\"{{v:version}}\">", &assets), marked(&shell, &json!([]))];
        assert!(others.iter().all(|(_, other)| *other != version && other.len() == 12));
    }

    #[test]
    fn the_worker_lists_what_pages_need_and_can_call_for_help() {
        let config = PortalConfig::parse(include_str!("../../../public/config.json")).unwrap();
        let words: Words = [("offline.wiped", "Kosong"), ("boot.again", "Lagi")]
            .map(|(key, word)| (key.to_owned(), word.to_owned()))
            .into();
        let languages = config.languages.iter().map(|language| (language.clone(), words.clone())).collect();
        let assets = json!([
            {"url": "assets/a.js", "sha256": "1", "bytes": 2}, {"url": "assets/map-1/map.js", "sha256": "2", "bytes": 3},
        ]);
        let worker =
            Worker { base: "/x/", version: "v", assets: &assets, config: &config, languages: &languages };
        let build = worker.build(include_str!("../../../public/worker/last-resort.html")).unwrap();
        assert_eq!(build["files"], json!([{"url": "assets/a.js", "sha256": "1"}]));
        let lost = build["lost"].as_str().unwrap();
        for language in &config.languages {
            assert!(lost.contains(&format!("<section lang=\"{language}\">")), "{lost}");
        }
        assert!(lost.contains("href=\"tel:112\"") && !lost.contains("<!--"), "{lost}");
    }
}

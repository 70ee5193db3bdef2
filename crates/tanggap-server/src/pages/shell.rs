//! Fills the shell in one language: the home page, and the same page for every other address.

use super::dist::{Build, DistError, Files, text};
use std::collections::BTreeMap;
use tanggap_core::{
    config::PortalConfig,
    shell::{PageData, manifest, page},
};

pub const MANIFEST: &str = "manifest.webmanifest";

/// Home as the build marks it; on every other address it stays hidden.
const HOME: &str = "data-page=\"home\"";
const OTHER: &str = "data-page=\"other\"";

pub struct Shell<'a> {
    pub template: &'a str,
    pub config: &'a PortalConfig,
    pub build: &'a Build,
    pub files: &'a Files,
}

/// What the portal says of itself.
const ABOUT: &str = "home.about";

impl Shell<'_> {
    /// The web app manifest with the city's name as it is now; `None` where the portal has none.
    pub fn manifest(&self) -> Result<Option<String>, DistError> {
        if !self.files.contains_key(MANIFEST) {
            return Ok(None);
        }
        let Some(language) = self.config.languages.first() else { return Ok(None) };
        let words = self.build.words(language, self.files)?;
        let about = words.get(ABOUT).map_or("", String::as_str);
        let filled = manifest(&text(self.files, MANIFEST)?, self.config, about);
        filled.map(Some).ok_or_else(|| DistError::Mismatch(MANIFEST.to_owned()))
    }

    /// The home page and the other one.
    pub fn pages(&self, language: &str) -> Result<(String, String), DistError> {
        let base = &self.build.base;
        let words_urls: BTreeMap<_, _> = self
            .build
            .words
            .iter()
            .map(|(language, url)| (language.clone(), format!("{base}{url}")))
            .collect();
        let words = self.build.words(language, self.files)?;
        let data = PageData { language, words: &words, config: self.config, base, words_urls: &words_urls };
        let home = page(self.template, &data)?;
        let other = home.replacen(HOME, OTHER, 1);
        Ok((home, other))
    }
}

//! The pages as a start reads them.

use super::{
    dist::{self, Build, DistError, File},
    notes, shell,
};
use crate::http::Encoded;
use std::{collections::BTreeMap, path::Path};
use tanggap_core::{config::PortalConfig, shell::InlineHashes};

pub struct Pages {
    /// The path the portal is served under; begins and ends with `/`.
    pub base: String,
    /// For the content security policy.
    pub hashes: InlineHashes,
    pub(super) files: BTreeMap<String, File>,
    /// By language.
    pub(super) home: BTreeMap<String, Encoded>,
    pub(super) other: BTreeMap<String, Encoded>,
}

/// What a start needs from `dist/`.
pub struct Loaded {
    pub pages: Pages,
    pub config: PortalConfig,
    /// The holidays file, where the config names one.
    pub holidays: Option<String>,
}

impl Pages {
    pub fn load(folder: &Path) -> Result<Loaded, DistError> {
        let mut files = dist::read(folder)?;
        let build = Build::read(&files)?;
        let text = dist::text(&files, "config.json")?;
        let config = PortalConfig::parse(&text).map_err(DistError::Config)?;
        let holidays = config.holidays.as_deref().map(|name| dist::text(&files, name)).transpose()?;
        let template = dist::text(&files, "shell.html")?;
        let shell = shell::Shell { template: &template, config: &config, build: &build, files: &files };
        let (mut home, mut other) = (BTreeMap::new(), BTreeMap::new());
        for language in &config.languages {
            let (of_home, of_others) = shell.pages(language)?;
            home.insert(language.clone(), Encoded::new(of_home.into_bytes()));
            other.insert(language.clone(), Encoded::new(of_others.into_bytes()));
        }
        let manifest = shell.manifest()?;
        if let Some((file, text)) = files.get_mut(shell::MANIFEST).zip(manifest) {
            file.content = Encoded::new(text.into_bytes());
        }
        if let Some(file) = files.get_mut("config.json") {
            file.content = Encoded::new(notes::left_out(&text));
        }
        // Made from others, or only for other servers: nobody asks for these.
        for name in ["shell.html", "index.html", "app.html", "_headers"] {
            files.remove(name);
        }
        let pages = Self { base: build.base, hashes: build.hashes, files, home, other };
        Ok(Loaded { pages, config, holidays })
    }
}

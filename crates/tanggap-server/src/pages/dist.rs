//! Reads `dist/` into memory: a portal is a few megabytes, and what is in memory cannot change under a visitor
//! half-way through loading it.

use crate::{http::Encoded, named_file};
use serde_json::Value;
use std::{collections::BTreeMap, fs, io, path::Path};
use tanggap_core::{city_check::decode, config::ConfigError, json::Fault, json::Node, shell::InlineHashes};

pub struct File {
    pub content: Encoded,
    pub kind: &'static str,
    pub immutable: bool,
}

pub type Files = BTreeMap<String, File>;

#[derive(Debug, thiserror::Error)]
pub enum DistError {
    #[error("cannot read {path}: {cause}")]
    Read { path: String, cause: io::Error },
    #[error("{0} is missing in the portal's files: build them with `cargo x build`")]
    Missing(String),
    #[error("{name}: {why}")]
    Encoding { name: String, why: String },
    #[error("config.json: {0}")]
    Config(ConfigError),
    #[error("holidays: {0}")]
    Holidays(ConfigError),
    #[error("build.json: {0}")]
    Build(Fault),
    #[error("{0} is not what this server expects: build portal and server from the same source")]
    Mismatch(String),
    #[error("shell.html: {0}")]
    Shell(#[from] tanggap_core::shell::RenderError),
}

/// What the bundler says about its output.
pub struct Build {
    pub base: String,
    /// Of what the pages have inside.
    pub hashes: InlineHashes,
    /// Language → URL without the base.
    pub words: BTreeMap<String, String>,
    /// The names of the words, in the order in which the build numbers them.
    keys: Vec<String>,
}

impl Build {
    pub fn read(files: &Files) -> Result<Self, DistError> {
        let text = text(files, "build.json")?;
        let value: Value =
            serde_json::from_str(&text).map_err(|_| DistError::Mismatch("build.json".into()))?;
        let root = Node::root(&value);
        let base = root.get("base");
        let read = || -> Result<Self, Fault> {
            let path = base.text()?;
            if !path.starts_with('/') || !path.ends_with('/') {
                return Err(base.fault("a path that begins and ends with /"));
            }
            let words = root.get("words").entries();
            let words = words
                .into_iter()
                .map(|(language, url)| Ok((language, url.text()?)))
                .collect::<Result<_, Fault>>()?;
            let keys = root.get("keys").list()?.iter().map(Node::text).collect::<Result<_, _>>()?;
            let hash = |name: &str| root.get(name).text();
            let hashes = InlineHashes { css: hash("css_hash")?, script: hash("script_hash")? };
            Ok(Self { base: path, hashes, words, keys })
        };
        read().map_err(DistError::Build)
    }

    /// A language's words by name.
    pub fn words(&self, language: &str, files: &Files) -> Result<BTreeMap<String, String>, DistError> {
        let url =
            self.words.get(language).ok_or_else(|| DistError::Missing(format!("the language {language}")))?;
        let mismatch = || DistError::Mismatch(url.clone());
        let words: Vec<String> = serde_json::from_str(&text(files, url)?).map_err(|_| mismatch())?;
        if self.keys.len() != words.len() {
            return Err(mismatch());
        }
        Ok(self.keys.iter().cloned().zip(words).collect())
    }
}

pub fn text(files: &Files, name: &str) -> Result<String, DistError> {
    let file = files.get(name).ok_or_else(|| DistError::Missing(name.to_owned()))?;
    let text = decode(file.content.plain());
    text.map(str::to_owned).map_err(|why| DistError::Encoding { name: name.to_owned(), why })
}

/// Every file by its path below the folder, with its compressed twins.
pub fn read(folder: &Path) -> Result<Files, DistError> {
    if !folder.join("build.json").is_file() {
        return Err(DistError::Missing(folder.join("build.json").display().to_string()));
    }
    let mut contents = BTreeMap::new();
    collect(folder, "", &mut contents)?;
    let mut files = Files::new();
    let twins: Vec<_> = contents
        .keys()
        .filter(|name| original(name).is_some_and(|name| contents.contains_key(name)))
        .cloned()
        .collect();
    let mut twins: BTreeMap<_, _> =
        twins.into_iter().filter_map(|name| Some((name.clone(), contents.remove(&name)?))).collect();
    for (name, plain) in contents {
        let kind = kind(&name);
        let content = match (twins.remove(&format!("{name}.br")), twins.remove(&format!("{name}.gz"))) {
            // The build leaves alone what a city edits later.
            (None, None) if is_text(kind) => Encoded::new(without_mark(plain)),
            (brotli, gzip) => Encoded::built(plain, brotli, gzip),
        };
        let file = File { content, kind, immutable: name.starts_with("assets/") };
        files.insert(name, file);
    }
    Ok(files)
}

/// Some editors put a byte order mark before a text, and not every reader takes that for nothing.
fn without_mark(mut bytes: Vec<u8>) -> Vec<u8> {
    if bytes.starts_with(BYTE_ORDER_MARK) {
        bytes.drain(..BYTE_ORDER_MARK.len());
    }
    bytes
}

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

fn original(name: &str) -> Option<&str> {
    name.strip_suffix(".br").or_else(|| name.strip_suffix(".gz"))
}

fn collect(folder: &Path, prefix: &str, contents: &mut BTreeMap<String, Vec<u8>>) -> Result<(), DistError> {
    let failed = |path: &Path| {
        let path = path.display().to_string();
        move |cause| DistError::Read { path, cause }
    };
    for entry in fs::read_dir(folder).map_err(failed(folder))? {
        let path = entry.map_err(failed(folder))?.path();
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), contents)?;
        } else {
            contents.insert(name, named_file::read(&path, named_file::BUILT).map_err(failed(&path))?);
        }
    }
    Ok(())
}

fn is_text(kind: &str) -> bool {
    kind.ends_with("charset=utf-8") || kind.ends_with("json") || kind.ends_with("+xml")
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("ico") => "image/x-icon",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json" | "map") => "application/json; charset=utf-8",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        Some("webp") => "image/webp",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

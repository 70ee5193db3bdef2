//! The folder under construction: every file that goes to `dist/`, and the names by which pages ask for the
//! hashed ones. It is written beside `dist/` and renamed at the end, so nobody ever sees half of it.

use crate::files;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

const HASH_LETTERS: usize = 12;

pub struct Output {
    folder: PathBuf,
    written: Vec<PathBuf>,
    /// Name as in `{{a:…}}` → URL without the base.
    pub urls: BTreeMap<String, String>,
    manifest: Vec<Value>,
}

impl Output {
    pub fn new(dist: &Path) -> Result<Self> {
        let folder = dist.with_extension("tmp");
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
        }
        Ok(Self { folder, written: Vec::new(), urls: BTreeMap::new(), manifest: Vec::new() })
    }

    /// A file under its own name.
    pub fn put(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.folder.join(name);
        files::write(&path, bytes)?;
        self.written.push(path);
        Ok(())
    }

    /// An asset whose name carries its content: `words-id.json` → `assets/words-id.<hash>.json`.
    pub fn put_hashed(&mut self, name: &str, bytes: &[u8]) -> Result<String> {
        let (stem, kind) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let url = format!("assets/{stem}.{}.{kind}", short_hash(bytes));
        self.put_asset(&url, bytes)?;
        self.urls.insert(name.to_owned(), url.clone());
        Ok(url)
    }

    /// Files that import each other by relative names: they keep those, in a folder named by all their content.
    pub fn put_together(&mut self, name: &str, group: &BTreeMap<String, Vec<u8>>) -> Result<String> {
        let mut all = Vec::new();
        for (name, bytes) in group {
            all.extend_from_slice(name.as_bytes());
            all.extend_from_slice(&files::sha256(bytes));
        }
        let folder = format!("assets/{name}-{}", short_hash(&all));
        for (name, bytes) in group {
            self.put_asset(&format!("{folder}/{name}"), bytes)?;
        }
        Ok(folder)
    }

    fn put_asset(&mut self, url: &str, bytes: &[u8]) -> Result<()> {
        self.put(url, bytes)?;
        let sha256 = files::hex(&files::sha256(bytes));
        self.manifest.push(json!({"url": url, "sha256": sha256, "bytes": bytes.len()}));
        Ok(())
    }

    pub fn manifest(&mut self) -> Value {
        Value::Array(std::mem::take(&mut self.manifest))
    }

    pub fn written(&self) -> &[PathBuf] {
        &self.written
    }

    /// Swaps the finished folder in.
    pub fn finish(self, dist: &Path) -> Result<()> {
        let old = dist.with_extension("old");
        let _ = fs::remove_dir_all(&old);
        if dist.exists() {
            fs::rename(dist, &old).with_context(|| format!("cannot move {} away", dist.display()))?;
        }
        fs::rename(&self.folder, dist).with_context(|| format!("cannot put {} in place", dist.display()))?;
        let _ = fs::remove_dir_all(&old);
        Ok(())
    }
}

fn short_hash(bytes: &[u8]) -> String {
    files::hex(&files::sha256(bytes)).chars().take(HASH_LETTERS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_seen_whole_or_not_at_all() {
        let dist = std::env::temp_dir().join(format!("tanggap-output-{}", std::process::id())).join("dist");
        let mut output = Output::new(&dist).unwrap();
        let url = output.put_hashed("words-id.json", b"[]").unwrap();
        assert_eq!(url, "assets/words-id.4f53cda18c2b.json");
        let group =
            BTreeMap::from([("app.js".to_owned(), b"x".to_vec()), ("app_bg.wasm".to_owned(), b"y".to_vec())]);
        let folder = output.put_together("app", &group).unwrap();
        assert!(!dist.exists());
        assert_eq!(output.manifest().as_array().map(Vec::len), Some(3));
        output.finish(&dist).unwrap();
        assert!(dist.join(url).exists() && dist.join(folder).join("app.js").exists());
        fs::remove_dir_all(dist.parent().unwrap()).unwrap();
    }
}

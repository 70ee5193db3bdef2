//! What the checks look at: every text of the project, read once.

use crate::{files, project::Project};
use anyhow::Result;
use std::path::Path;

/// A file as the checks see it: its path from the project's root, with `/`, and its text.
pub struct Source {
    pub path: String,
    pub text: String,
}

const FOLDERS: [&str; 10] =
    [".cargo", ".ci", "cities", "crates", "docs", "locales", "public", "src", "style", "tests"];
const TEXTS: [&str; 12] =
    ["css", "html", "js", "json", "md", "mjs", "rs", "sh", "sql", "toml", "ts", "webmanifest"];
const NOT_OURS: [&str; 4] = ["node_modules", "test-results", "playwright-report", "package-lock.json"];

/// Every text that is ours, sorted by its path.
pub fn sources(project: &Project) -> Result<Vec<Source>> {
    let mut paths: Vec<_> =
        std::fs::read_dir(&project.root)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.is_file());
    for folder in FOLDERS.iter().chain(&["xtask"]) {
        paths.extend(files::below(&project.path(folder))?);
    }
    let mut sources = Vec::new();
    for path in paths {
        let name = path.strip_prefix(&project.root)?.to_string_lossy().replace('\\', "/");
        if !NOT_OURS.iter().any(|other| name.contains(other)) && is_text(&path) {
            sources.push(Source { text: files::read_text(&path)?, path: name });
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

fn is_text(path: &Path) -> bool {
    let kind = path.extension().unwrap_or_default().to_string_lossy();
    TEXTS.contains(&&*kind) || path.ends_with(".ci/run")
}

/// Line numbers as people count them.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line))
}

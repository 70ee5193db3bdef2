//! `cargo x tidy`: the rules of this code base that a program can check, each a pure function over a file's text.

mod arrows;
mod form;
mod fresh;
mod keys;
mod markup;

use crate::{files, project::Project};
use anyhow::{Context, Result};
use std::{path::Path, process::ExitCode};

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

pub fn command(project: &Project) -> Result<ExitCode> {
    let faults = check(project)?;
    for fault in &faults {
        println!("{fault}");
    }
    println!("tidy: {} to mend", faults.len());
    Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

pub fn check(project: &Project) -> Result<Vec<String>> {
    let sources = sources(project)?;
    let mut faults: Vec<String> = Vec::new();
    for source in &sources {
        for check in [form::check, markup::check, fresh::check, arrows::words] {
            faults.extend(check(source).into_iter().map(|fault| format!("{}:{fault}", source.path)));
        }
    }
    let core = files::read_text(&project.path("crates/tanggap-core/Cargo.toml"))?;
    faults.extend(arrows::core_dependencies(&core).map(|name| {
        format!("crates/tanggap-core/Cargo.toml: {name} is no dependency of the ground floor (docs: ARCHITECTURE.md)")
    }));
    for name in ["locales/id.json", "locales/more/id.json"] {
        let words = files::read_text(&project.path(name))?;
        let words: serde_json::Value =
            serde_json::from_str(&words).with_context(|| format!("{name} is not JSON"))?;
        let known = words.as_object().into_iter().flatten().map(|(key, _)| key.as_str());
        let unused = keys::unused(known, &sources);
        faults.extend(unused.into_iter().map(|key| format!("{name}: nothing uses {key}")));
    }
    if has_tokio(project)? {
        faults.push("Cargo.toml: the app draws in tokio; `cargo tree -i tokio` says by whom".into());
    }
    Ok(faults)
}

fn sources(project: &Project) -> Result<Vec<Source>> {
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

/// An async runtime in the browser's binary would be a mistake of some feature flag, and a large one.
fn has_tokio(project: &Project) -> Result<bool> {
    let mut tree = project.cargo();
    tree.args(["tree", "--invert", "tokio", "--target", "wasm32-unknown-unknown", "--package", "tanggap"]);
    let output = tree.args(["--edges", "normal"]).output().context("cargo tree cannot be started")?;
    Ok(output.status.success() && !output.stdout.is_empty())
}

/// Line numbers as people count them.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line))
}

//! `cargo x tidy`: the rules of this code base that a program can check, each a pure function over a file's text.

mod arrows;
mod circles;
mod form;
mod fresh;
mod keys;
mod markup;
mod needs;
mod open311;
mod source;
mod supply;

use crate::{files, project::Project};
use anyhow::{Context, Result};
use source::sources;
use std::process::ExitCode;

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
        for check in [form::check, markup::check, fresh::check, arrows::words, arrows::world, open311::check]
        {
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
    faults.extend(arrows::rooms(&sources));
    faults.extend(circles::check(&sources));
    faults.extend(supply::check(project)?);
    if has_tokio(project)? {
        faults.push("Cargo.toml: the app draws in tokio; `cargo tree -i tokio` says by whom".into());
    }
    Ok(faults)
}

/// An async runtime in the browser's binary would be a mistake of some feature flag, and a large one.
fn has_tokio(project: &Project) -> Result<bool> {
    let mut tree = project.cargo();
    tree.args(["tree", "--invert", "tokio", "--target", "wasm32-unknown-unknown", "--package", "tanggap"]);
    let output = tree.args(["--edges", "normal"]).output().context("cargo tree cannot be started")?;
    Ok(output.status.success() && !output.stdout.is_empty())
}

//! Makes JavaScript shorter by terser, from npm in a pinned version: a quarter of the glue's bytes on the wire.
//! A machine without npm or without a network builds all the same, with the JavaScript as it is.

use crate::{files, project::Project, steps};
use anyhow::{Context, Result};
use std::{
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
};

pub struct Minifier {
    terser: Option<PathBuf>,
}

impl Minifier {
    pub fn none() -> Self {
        Self { terser: None }
    }

    /// Installs terser at the first time and after a change of its version.
    pub fn ready(project: &Project) -> Self {
        let terser = install(project);
        if let Err(fault) = &terser {
            eprintln!(
                "      the JavaScript stays as it is, some 2 KB larger, because terser is missing: {fault:#}"
            );
        }
        Self { terser: terser.ok() }
    }

    /// Whether what npm installs is there.
    pub fn is_ready(&self) -> bool {
        self.terser.is_some()
    }

    pub fn minify(&self, name: &str, script: &[u8], is_module: bool) -> Result<Vec<u8>> {
        let Some(terser) = &self.terser else { return Ok(script.to_owned()) };
        let mut command = Command::new("node");
        command.arg(terser).args(["--compress", "--mangle"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        if is_module {
            command.arg("--module");
        }
        let mut running = command.spawn().context("cannot start node")?;
        running.stdin.take().context("node takes no input")?.write_all(script)?;
        let output = running.wait_with_output()?;
        anyhow::ensure!(output.status.success(), "terser cannot read {name}; its own words stand above");
        Ok(output.stdout)
    }
}

/// Whether a script is one that others import: its top-level names are then nobody else's.
pub fn is_module(script: &[u8]) -> bool {
    String::from_utf8_lossy(script)
        .lines()
        .any(|line| line.starts_with("export ") || line.starts_with("import "))
}

fn install(project: &Project) -> Result<PathBuf> {
    let (wanted, tools) = (project.path("xtask/tools"), project.path(".tools"));
    let terser = tools.join("node_modules/terser/bin/terser");
    let lock = files::read_text(&wanted.join("package-lock.json"))?;
    let installed = tools.join("installed-lock.json");
    if terser.exists() && files::read_text(&installed).is_ok_and(|known| known == lock) {
        return Ok(terser);
    }
    for name in ["package.json", "package-lock.json"] {
        files::write(&tools.join(name), files::read_text(&wanted.join(name))?.as_bytes())?;
    }
    let quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
    let impatient = ["--fetch-retries=1", "--fetch-timeout=20000"];
    steps::run(Command::new(npm()).arg("ci").args(quiet).args(impatient).current_dir(&tools))?;
    files::write(&installed, lock.as_bytes())?;
    Ok(terser)
}

fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_terser_scripts_stay_as_they_are() {
        assert_eq!(Minifier::none().minify("a.js", b"let a = 1;", true).unwrap(), b"let a = 1;");
    }

    #[test]
    fn a_module_is_known_by_what_it_exports_or_imports() {
        for (script, expected) in [
            ("// export\n(function () {})();", false),
            ("// Why.\nexport function pin() {}", true),
            ("import { a } from './a.js';", true),
        ] {
            assert_eq!(is_module(script.as_bytes()), expected, "{script}");
        }
    }
}

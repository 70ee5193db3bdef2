//! `cargo x look`: pictures of every screen on contact sheets, for eyes. What is right or wrong with them no program says.

use crate::{
    browser::Browser,
    build,
    profile::Profile,
    project::Project,
    steps::{self, Steps},
};
use anyhow::{Context, Result, bail};
use lexopt::{Arg, Parser, ValueExt};
use std::{fs, process::ExitCode};

/// Which pictures are taken: every language × scheme × size.
#[derive(Debug, PartialEq)]
pub struct Look {
    /// Codes, comma-separated.
    pub languages: String,
    /// `light`, `dark` or both, comma-separated.
    pub schemes: String,
    /// Windows in CSS pixels as `360x640`, comma-separated.
    pub sizes: String,
    /// The size of the browser's text in percent of the usual.
    pub text: u32,
}

impl Default for Look {
    fn default() -> Self {
        Self { languages: "id".into(), schemes: "light".into(), sizes: "360x640,1280x800".into(), text: 100 }
    }
}

/// Reads the options of the command.
pub fn parse(parser: &mut Parser) -> Result<Look> {
    let mut look = Look::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("languages") => look.languages = listed(parser, "a language such as id", is_language)?,
            Arg::Long("schemes") => {
                look.schemes = listed(parser, "light or dark", |scheme| matches!(scheme, "light" | "dark"))?
            }
            Arg::Long("sizes") => look.sizes = listed(parser, "a size such as 360x640", is_size)?,
            Arg::Long("text") => look.text = parser.value()?.parse()?,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(look)
}

fn is_language(code: &str) -> bool {
    !code.is_empty() && code.chars().all(|sign| sign.is_ascii_alphabetic() || sign == '-')
}

fn is_size(size: &str) -> bool {
    size.split_once('x').is_some_and(|(width, height)| {
        [width, height]
            .iter()
            .all(|side| side.parse().is_ok_and(|pixels: u32| (100..=8_000).contains(&pixels)))
    })
}

/// A comma-separated list, each entry as `fits` wants it.
fn listed(parser: &mut Parser, expected: &str, fits: impl Fn(&str) -> bool) -> Result<String> {
    let list = parser.value()?.string()?;
    match list.split(',').find(|entry| !fits(entry)) {
        Some(wrong) => bail!("expected {expected}, not {wrong:?}"),
        None => Ok(list),
    }
}

pub fn command(project: &Project, look: &Look) -> Result<ExitCode> {
    let mut steps = Steps::new(build::STEPS + 2);
    build::portal(project, &build::Options::release("/"), &mut steps)?;
    steps.step("compiling the server", || build::server(project, Profile::Release))?;
    steps.step("taking pictures in Chromium", || take(project, look))?;
    Ok(ExitCode::SUCCESS)
}

fn take(project: &Project, look: &Look) -> Result<()> {
    let folder = project.target.join("look");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    let mut playwright = Browser::ready(project)?.command("npx", project);
    playwright
        .args(["--no-install", "playwright", "test", "--config", "look.config.mjs"])
        .env("LOOK_FOLDER", &folder)
        .env("LOOK_LANGUAGES", &look.languages)
        .env("LOOK_SCHEMES", &look.schemes)
        .env("LOOK_SIZES", &look.sizes)
        .env("LOOK_TEXT", look.text.to_string());
    steps::run(&mut playwright)
}

//! `cargo x bench`: figures for people, printed and never judged, because machines differ: what the server holds, and how
//! long a page is busy at a stretch while a thousand reports leave it.

use crate::{
    browser::Browser,
    build,
    profile::Profile,
    project::Project,
    steps::{self, Steps},
};
use anyhow::Result;
use std::process::ExitCode;

const DRAIN: &str = "journeys/faults/drain";

pub fn command(project: &Project) -> Result<ExitCode> {
    let mut steps = Steps::new(build::STEPS + 3);
    let options = build::Options::release("/");
    build::portal(project, &options, &mut steps)?;
    steps.step("compiling the server", || build::server(project, Profile::Release))?;
    steps.step("the server under load", || {
        steps::run(project.cargo().args(["bench", "--package", "tanggap-server", "--bench", "load"]))
    })?;
    steps.step("a thousand reports leave a page", || {
        let browser = Browser::ready(project)?;
        let mut playwright = browser.command("npx", project);
        steps::run(playwright.args(["--no-install", "playwright", "test", DRAIN, "--workers", "1"]))
    })?;
    Ok(ExitCode::SUCCESS)
}

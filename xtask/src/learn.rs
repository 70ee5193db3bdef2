//! `cargo x learn`: the weights of the classifier that runs on the phone (docs/adr/0023-learned-words.md). Built for speed, so
//! that all of it takes seconds.

use crate::{project::Project, steps};
use anyhow::Result;
use std::process::ExitCode;

pub fn command(project: &Project) -> Result<ExitCode> {
    let mut cargo = project.cargo();
    steps::run(cargo.args(["run", "--release", "--package", "tanggap-core", "--example", "learn"]))?;
    Ok(ExitCode::SUCCESS)
}

//! The device's adapters as a page of the browser tests: `crates/tanggap-browser/in-chromium`, built quickly rather
//! than small, beside the portal and never part of it.

use crate::{project::Project, steps};
use anyhow::{Context, Result};
use std::path::PathBuf;

/// Where the page's script and wasm are.
pub fn folder(project: &Project) -> PathBuf {
    project.target.join("in-chromium")
}

pub fn build(project: &Project) -> Result<()> {
    project.need_wasm_target()?;
    let mut cargo = project.cargo();
    cargo.args(["build", "--target", "wasm32-unknown-unknown", "--package", "tanggap-browser"]);
    cargo.args(["--example", "device", "--features", "in-chromium"]);
    // As `cargo x dev` builds, so that each finds the other's work.
    steps::run(cargo.env("CARGO_PROFILE_DEV_DEBUG", "none"))?;
    let wasm = project.target.join("wasm32-unknown-unknown/debug/examples/device.wasm");
    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(wasm)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(false)
        .out_name("device")
        .generate(folder(project))
        .context("wasm-bindgen failed for the device's page")
}

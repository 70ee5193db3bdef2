//! Reading QR codes: our own script with the library `qr` beside it, from npm in a pinned version. Browsers with a
//! detector of their own never load the library, and nobody loads either before asking for it.

use crate::{
    build::{minify::Minifier, output::Output},
    project::Project,
};
use anyhow::{Context, Result};
use std::collections::BTreeMap;

/// Our script, as `index.html` asks for it.
pub const SCRIPT: &str = "scan.js";
/// The decoder, and what it shares with the encoder, by the names that they know each other by.
const LIBRARY: [&str; 2] = ["decode.js", "index.js"];

/// Puts the files together. Without npm only browsers with a detector can scan; others type the number.
pub fn put(project: &Project, script: &[u8], minifier: &Minifier, output: &mut Output) -> Result<()> {
    let mut group = BTreeMap::from([(SCRIPT.to_owned(), minifier.minify(SCRIPT, script, true)?)]);
    let qr = project.path(".tools/node_modules/qr");
    if minifier.is_ready() && qr.exists() {
        for name in LIBRARY {
            let library =
                std::fs::read(qr.join(name)).with_context(|| format!("the npm package qr lacks {name}"))?;
            group.insert(name.into(), minifier.minify(name, &library, true)?);
        }
    }
    let folder = output.put_together("scan", &group)?;
    output.urls.insert(SCRIPT.into(), format!("{folder}/{SCRIPT}"));
    Ok(())
}

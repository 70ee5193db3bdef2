//! What is served as it is: `public/`, with scripts minified and those that bring a library put together with it.

use super::{
    map,
    minify::{self, Minifier},
    output::Output,
    scan, worker,
};
use crate::{files, project::Project};
use anyhow::{Context, Result, anyhow};
use tanggap_core::{city_check::decode, config::PortalConfig};

/// Copies `public/` as it is, but for scripts that the page asks for by `{{a:…}}`: their names carry their
/// content. Hands back the config.
pub fn put(
    project: &Project,
    template: &str,
    minifier: &Minifier,
    output: &mut Output,
) -> Result<PortalConfig> {
    let folder = project.path("public");
    let mut config = None;
    for path in files::below(&folder)? {
        let name = path.strip_prefix(&folder)?.to_string_lossy().replace('\\', "/");
        let bytes = std::fs::read(&path).with_context(|| format!("cannot read public/{name}"))?;
        if name.starts_with(worker::FOLDER) || [EARLY, MANIFEST].contains(&&*name) {
            continue;
        }
        if let Some(put) = with_library(&name) {
            put(project, &bytes, minifier, output)?;
            continue;
        }
        if name.ends_with(".js") && template.contains(&format!("{{{{a:{name}}}}}")) {
            output.put_hashed(&name, &minifier.minify(&name, &bytes, minify::is_module(&bytes))?)?;
            continue;
        }
        if name.ends_with(".json") {
            let text = decode(&bytes).map_err(|why| anyhow!("public/{name}: {why}"))?;
            if name == "config.json" {
                let read = PortalConfig::parse(text);
                config = Some(read.map_err(|fault| anyhow!("public/config.json: {fault}"))?);
            }
            output.put(&name, text.as_bytes())?;
            continue;
        }
        output.put(&name, &bytes)?;
    }
    config.context("public/config.json is missing")
}

/// Filled in with the city's name, in its first language.
pub const MANIFEST: &str = "manifest.webmanifest";

/// The web app manifest of this city.
pub fn manifest(project: &Project, config: &PortalConfig, about: &str) -> Result<String> {
    let template = files::read_text(&project.path("public").join(MANIFEST))?;
    tanggap_core::shell::manifest(&template, config, about)
        .with_context(|| format!("public/{MANIFEST} is not a JSON object"))
}

/// Stands in the page itself (docs/adr/0019-early-presses.md).
const EARLY: &str = "early.js";

/// The script that the page has inside.
pub fn early(project: &Project, minifier: &Minifier) -> Result<String> {
    let script = files::read_text(&project.path("public").join(EARLY))?;
    let script = String::from_utf8(minifier.minify(EARLY, script.as_bytes(), false)?)?;
    Ok(script.trim_end().to_owned())
}

type Put = fn(&Project, &[u8], &Minifier, &mut Output) -> Result<()>;

/// Scripts that bring a library of npm with them.
fn with_library(name: &str) -> Option<Put> {
    match name {
        map::SCRIPT => Some(map::put),
        scan::SCRIPT => Some(scan::put),
        _ => None,
    }
}

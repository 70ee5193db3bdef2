//! The map: our own script with Leaflet beside it, from npm in a pinned version. Only portals whose config names
//! a tile server ever load it, and those only when a person asks for it.

use crate::{
    build::{minify::Minifier, output::Output},
    files,
    project::Project,
};
use anyhow::Result;
use std::collections::BTreeMap;

/// Our script, as `index.html` asks for it.
pub const SCRIPT: &str = "map.js";

/// Puts the map's files together. Without npm there is no Leaflet, and the app says that it can't load the map.
pub fn put(project: &Project, script: &[u8], minifier: &Minifier, output: &mut Output) -> Result<()> {
    let mut group = BTreeMap::from([(SCRIPT.to_owned(), minifier.minify(SCRIPT, script, true)?)]);
    let leaflet = project.path(".tools/node_modules/leaflet/dist");
    if minifier.is_ready() && leaflet.exists() {
        let library = std::fs::read(leaflet.join("leaflet-src.esm.js"))?;
        group.insert("leaflet.js".into(), minifier.minify("leaflet-src.esm.js", &library, true)?);
        group.insert(
            "leaflet.css".into(),
            styles(&files::read_text(&leaflet.join("leaflet.css"))?).into_bytes(),
        );
    }
    let folder = output.put_together("map", &group)?;
    output.urls.insert(SCRIPT.into(), format!("{folder}/{SCRIPT}"));
    Ok(())
}

/// Leaflet's stylesheet without the pictures of controls that the portal doesn't use.
fn styles(css: &str) -> String {
    css.lines().filter(|line| !line.contains("url(")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    #[test]
    fn pictures_that_are_not_shipped_are_not_asked_for() {
        assert_eq!(
            super::styles("a {\n\tbackground-image: url(images/layers.png);\n\twidth: 1px;\n}"),
            "a {\n\twidth: 1px;\n}"
        );
    }
}

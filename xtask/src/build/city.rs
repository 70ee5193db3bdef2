//! The files of the city, held against the core's strict check before anything is compiled: the server would refuse to
//! start with what it finds.

use crate::project::Project;
use anyhow::{Result, bail};
use regex::Regex;
use std::{fs, io, path::Path};
use tanggap_core::city_check::{self, CityFiles, Finding};

/// The city that is put into the server.
const CITY: &str = "cities/bogor";

/// Checks `public/` and the city inside the server; what is only worth a look is printed.
pub fn check(project: &Project, base: &str) -> Result<()> {
    let files = CityFiles {
        portal: &|file| read(&project.path("public").join(file)),
        city: &|file| read(&project.path(CITY).join(file)),
        base,
        is_pattern: |expression| Regex::new(&format!("^(?:{expression})$")).is_ok(),
    };
    let found = city_check::check(&files);
    if !found.mistakes.is_empty() {
        let lines: Vec<_> = found.mistakes.iter().map(Finding::to_string).collect();
        bail!("mistakes in the city's files (public/, {CITY}/): {}\n{}", lines.len(), lines.join("\n"));
    }
    for warning in &found.warnings {
        eprintln!("{warning}");
    }
    Ok(())
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, String> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}

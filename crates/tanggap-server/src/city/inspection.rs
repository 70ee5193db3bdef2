//! Holds all files of the city against the core's strict check, before anything is made from them.

use super::source::Source;
use crate::{matching, named_file};
use serde_json::Value;
use std::{fmt, io, path::Path};
use tanggap_core::city_check::{self, CityFiles, Finding};

/// What stops the start: every mistake, one on each line.
#[derive(Debug)]
pub struct CityMistakes(Vec<Finding>);

impl fmt::Display for CityMistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "mistakes in the city's files: {}", self.0.len())?;
        self.0.iter().try_for_each(|mistake| write!(f, "\n{mistake}"))
    }
}

impl std::error::Error for CityMistakes {}

/// Checks the files of the portal in `dist` and those of the city. Of files without a mistake, what is only worth a look
/// goes to the log.
///
/// # Errors
/// All mistakes. Where there is no portal at all nothing is: that is told better by who reads it.
pub fn inspect(dist: &Path, source: &Source) -> Result<(), CityMistakes> {
    let portal = |file: &str| read(&dist.join(file));
    let Ok(Some(build)) = portal("build.json") else { return Ok(()) };
    let build: Value = serde_json::from_slice(&build).unwrap_or_default();
    let city = |file: &str| source.bytes(file).map_err(|error| error.to_string());
    let files = CityFiles {
        portal: &portal,
        city: &city,
        base: build["base"].as_str().unwrap_or("/"),
        is_pattern: |expression| matching::matches(expression, "").is_some(),
    };
    let found = city_check::check(&files);
    if !found.mistakes.is_empty() {
        return Err(CityMistakes(found.mistakes));
    }
    // After a mistake they would only stand in its way.
    for warning in &found.warnings {
        tracing::warn!("{warning}");
    }
    Ok(())
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, String> {
    match named_file::read(path, named_file::EDITED) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}

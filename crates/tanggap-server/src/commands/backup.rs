//! `backup`: a copy of the database, beside a running server.

use super::{
    data::Data,
    terminal::{Outcome, done},
};
use crate::{clock::system_clock, erasures::Erasures, store};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Backup {
    /// The file to make, best on another disk; an existing one is never replaced
    file: PathBuf,
    #[command(flatten)]
    data: Data,
}

impl Backup {
    pub fn run(self) -> Outcome {
        let data = &self.data.folder;
        let backed_up = store::back_up(data, &self.file, system_clock())?;
        let erasures = Erasures::new(data);
        let log = erasures.also()?.unwrap_or_else(|| erasures.own());
        done(&format!(
            "{}: {}, reports: {}. It was read again and is whole.\n\
             To restore it you also need\n  \
             - the pepper ({}, or TANGGAP_PEPPER): without it no key opens anything. Keep it apart from the backup;\n  \
             - the erasures log ({}): with it, restore erases again what was erased after this backup.\n\
             The file holds what people wrote: guard it like the database, and remove it when it is too old.\n",
            self.file.display(),
            size(backed_up.bytes),
            backed_up.reports,
            data.join(crate::pepper::FILE).display(),
            log.display(),
        ));
        Ok(())
    }
}

/// In the unit that gives one to three digits before the point.
fn size(bytes: u64) -> String {
    let (mut size, mut units) = (bytes as f64 / 1e3, ["kB", "MB", "GB", "TB"].iter());
    let mut unit = units.next();
    while let Some(next) = units.next().filter(|_| size >= 1e3) {
        (size, unit) = (size / 1e3, Some(next));
    }
    format!("{size:.1} {}", unit.copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_in_the_unit_that_a_person_would_take() {
        for (bytes, told) in
            [(0, "0.0 kB"), (98_304, "98.3 kB"), (12_345_678, "12.3 MB"), (u64::pow(10, 15), "1000.0 TB")]
        {
            assert_eq!(size(bytes), told);
        }
    }
}

//! `restore`: a backup in the place of the database.

mod before;

use super::{
    data::Data,
    terminal::{Outcome, done},
};
use crate::{
    clock::system_clock,
    erasures::{Erasures, ErasuresError},
    pepper::Pepper,
    store,
};
use std::{fmt::Write as _, path::PathBuf};
use tanggap_core::instant::rfc3339;

#[derive(clap::Args)]
pub struct Restore {
    /// The backup, as `backup` made it
    file: PathBuf,
    #[command(flatten)]
    data: Data,
    /// The erasures log that lies elsewhere, if the data folder's own is lost
    #[arg(long, value_name = "FILE")]
    erasures: Option<PathBuf>,
    /// Restore although it is not known what was erased since the backup; that is readable again then
    #[arg(long)]
    accept_erased_return: bool,
    /// Restore without the pepper of the backup; keys that were given out open nothing then
    #[arg(long)]
    accept_lost_keys: bool,
}

impl Restore {
    pub fn run(self) -> Outcome {
        let data = &self.data.folder;
        let check_pepper = |mark: &store::PepperMark| match Pepper::fits_mark(data, mark) {
            Err(error) if !self.accept_lost_keys => Err(format!(
                "{} was not restored: {error}. To restore all the same: --accept-lost-keys",
                self.file.display()
            )),
            _ => Ok(()),
        };
        let restored = store::Restore {
            data,
            file: &self.file,
            erasures: self.erasures.as_deref(),
            accept_erased_return: self.accept_erased_return,
            check_pepper: &check_pepper,
            at: system_clock(),
        };
        done(&self.told(&restored.run()?)?);
        Ok(())
    }

    fn told(&self, restored: &store::Restored) -> Result<String, Box<dyn std::error::Error>> {
        let mut told = format!("Restored {}", self.file.display());
        if let Some(at) = restored.backed_up_at {
            write!(told, ", a backup of {}", rfc3339(at))?;
        }
        writeln!(told, "; reports: {}.", restored.reports)?;
        match (restored.log_end, restored.erased_again) {
            (Some((line, at)), 0) => writeln!(
                told,
                "By the erasures log, nothing was erased since the backup. The log ends with line {line}, of {}.",
                rfc3339(at)
            )?,
            (Some((line, at)), again) => writeln!(
                told,
                "Erased again: {again}, all that the erasures log has until {}, its line {line}.",
                rfc3339(at)
            )?,
            (None, _) if restored.not_known.is_empty() => {
                told.push_str(
                    "By the erasures log, which has no line yet, nothing was erased since the backup.\n",
                );
            }
            (None, 0) => {}
            (None, again) => {
                writeln!(told, "Erased again: {again}, as other erasures logs and the databases here tell.")?;
            }
        }
        for what in &restored.not_known {
            writeln!(told, "NOT KNOWN: {what}. What was erased then can be read again.")?;
        }
        if restored.guarded > 0 {
            writeln!(
                told,
                "About police conduct by the erasures log, and not in the backup: {}. The next start brings them to oversight.",
                restored.guarded
            )?;
        }
        match restored.held {
            Some(0) => {}
            Some(held) => writeln!(
                told,
                "Taken from the public or guarded as it was decided since the backup: {held}. Redact and publish again what \
                 may be public."
            )?,
            None if restored.public == 0 => {}
            None => writeln!(
                told,
                "NOT KNOWN: what was unpublished, redacted, withdrawn or made the reporter's since the backup. Public as they \
                 were then: {}. Look through them.",
                restored.public
            )?,
        }
        told.push_str(&before::words(restored));
        told.push_str(&self.second_log(!restored.not_known.is_empty())?);
        Ok(told)
    }

    /// What is to be done about the log on another disk.
    fn second_log(&self, begun_anew: bool) -> Result<String, ErasuresError> {
        Ok(match (Erasures::new(&self.data.folder).also()?, &self.erasures) {
            (Some(also), _) if begun_anew => format!(
                "The erasures log begins anew, so nothing can be erased until the second one does, too: \
                 mv {0} {0}.old && touch {0}\n",
                also.display()
            ),
            (None, Some(given)) => {
                format!("To go on with that erasures log: serve --erasures-to {}\n", given.display())
            }
            _ => String::new(),
        })
    }
}

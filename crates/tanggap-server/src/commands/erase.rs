//! `erase`: what a person wrote goes for good, because the law or the person asks.

use super::office::Options;
use crate::{
    erasures::Erasures,
    office::{By, Deed},
    store::{self, Named, Store},
};
use std::{error::Error, path::Path};
use tanggap_core::{report::Uid, ticket::Ticket};

#[derive(clap::Args)]
#[group(id = "report", required = true, multiple = false)]
pub struct Which {
    /// The report's number, in any spelling
    #[arg(long)]
    ticket: Option<String>,
    /// The report's uid, as the device made it
    #[arg(long)]
    uid: Option<String>,
}

#[derive(clap::Args)]
pub struct Erase {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    office: Options,
}

impl Erase {
    pub async fn run(self) -> Result<(), Box<dyn Error>> {
        let named = match (&self.which.ticket, &self.which.uid) {
            (Some(typed), _) => {
                let ticket = Ticket::parse(typed);
                let ticket = ticket.map_err(|fault| format!("{typed} is no ticket number: {fault:?}"))?;
                Named::Ticket(ticket.digits().to_owned())
            }
            (None, typed) => {
                let typed = typed.as_deref().unwrap_or_default();
                let uid = Uid::parse(typed).ok_or_else(|| format!("{typed} is no uid"))?;
                Named::Uid(uid.as_str().to_owned())
            }
        };
        let mut office = self.office.open().await?;
        office.by = By::Administrator;
        office.act_on(named, Deed::Erase).await?;
        println!(
            "Erased; the uid and the number are never used again. Copies of the database still have it."
        );
        if !store::empty_log(&self.office.data.folder)? {
            println!("Readers were busy: traces stay in the database's log until the server writes it back.");
        }
        Ok(())
    }
}

/// What is said where the store has erased again at its opening.
pub const BEHIND: &str = "the erasures log knows more than the database, which was put back to an earlier moment: what could be \
     read again is erased again";

/// What `serve` does about erasures at its start: names the second log, finishes what was cut off, and says what is
/// not as it should be.
pub async fn settle_log(store: &Store, data: &Path, named: Option<&Path>) -> Result<(), Box<dyn Error>> {
    let erasures = Erasures::new(data);
    let also = erasures.also()?;
    let mut again = store.erased_again();
    // One that is remembered only is looked at, too: while it is away, nothing can be erased.
    match named.map(Path::to_owned).or_else(|| also.clone()) {
        Some(path) => {
            let is_new = !erasures.is_also(&path)?;
            match store.log_erasures_to(path).await {
                // Reports are taken all the same; erasing says so each time.
                Err(error) if !is_new => tracing::warn!(%error, "nothing can be erased"),
                settled => again += settled?,
            }
        }
        None => tracing::warn!(
            "erasures are logged in the data folder only: should that be lost, a backup brings back what was erased. \
             Name a file on another disk with --erasures-to"
        ),
    }
    if again > 0 {
        tracing::warn!(reports = again, "{BEHIND}");
    }
    match store.finish_erasures().await {
        Ok(0) => {}
        Ok(reports) => tracing::info!(reports, "erasing that was cut off is finished"),
        Err(error) => tracing::warn!(%error, "erasing that was cut off is not finished"),
    }
    Ok(())
}

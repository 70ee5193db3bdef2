//! `erase`: what a person wrote goes for good, because the law or the person asks. No desk decides that, so none can be
//! named.

use super::{office::Place, remains, terminal::done};
use crate::{
    office::{By, Deed},
    store::{self, Named},
};
use std::error::Error;
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
    place: Place,
}

impl Erase {
    pub async fn run(self) -> Result<(), Box<dyn Error>> {
        let named = match (&self.which.ticket, &self.which.uid) {
            (Some(typed), _) => {
                let ticket = Ticket::parse(typed);
                let ticket = ticket.map_err(|fault| format!("{typed} is no ticket number: {fault}"))?;
                Named::Ticket(ticket.digits().to_owned())
            }
            (None, typed) => {
                let typed = typed.as_deref().unwrap_or_default();
                let uid = Uid::parse(typed).ok_or_else(|| format!("{typed} is no uid"))?;
                Named::Uid(uid.as_str().to_owned())
            }
        };
        let office = self.place.open(By::Administrator).await?;
        office.act_on(named, Deed::Erase).await?;
        let mut told =
            "Erased; the uid and the number are never used again. Copies of the database still have it.\n"
                .to_owned();
        if !store::empty_log(&self.place.data.folder)? {
            told += "Readers were busy: traces stay in the database's log until the server writes it back.\n";
        }
        if let Some(remains) = remains::words(&self.place.data.folder) {
            told += &format!("{remains}\n");
        }
        done(&told);
        Ok(())
    }
}

//! What the public sees of a report: `publish`, `unpublish`, and `redact` to take something out.

use super::{
    office::{Options, number},
    redaction,
    terminal::{Outcome, done},
};
use crate::{
    office::{self, Deed},
    store::{Named, Redaction},
};

#[derive(clap::Args)]
pub struct Publish {
    /// The report's number, in any spelling
    ticket: String,
    #[command(flatten)]
    office: Options,
}

#[derive(clap::Args)]
pub struct Unpublish {
    /// The report's number, in any spelling
    ticket: String,
    /// Also the office's notes for all, with their photos: from now on they are for the reporter alone
    #[arg(long)]
    notes: bool,
    #[command(flatten)]
    office: Options,
}

#[derive(clap::Args)]
#[command(group(clap::ArgGroup::new("what").required(true).multiple(true)))]
pub struct Redact {
    /// The report's number, in any spelling
    ticket: String,
    /// What the public reads instead of the reporter's words; `show` shows them
    #[arg(long, value_name = "TEXT", group = "what")]
    description: Option<String>,
    /// What the public reads instead of the reporter's words for the place
    #[arg(long, value_name = "TEXT", group = "what")]
    address: Option<String>,
    /// Leave the exact position out; kelurahan and address stay
    #[arg(long, group = "what")]
    hide_position: bool,
    /// Leave a photo out, by its place in `show`; may be given several times
    #[arg(long, value_name = "PLACE", group = "what")]
    hide_photo: Vec<u32>,
    /// Leave out the addresses that the reporter named beside the words; they go with anything else that is taken out
    #[arg(long, group = "what")]
    hide_links: bool,
    /// Leave those addresses in, though something else is taken out
    #[arg(long, group = "what", conflicts_with = "hide_links")]
    keep_links: bool,
    /// Show everything as it came again; with others of these, only what they say is taken out from now on
    #[arg(long, group = "what")]
    undo: bool,
    #[command(flatten)]
    office: Options,
}

impl Publish {
    pub async fn run(self) -> Outcome {
        let ticket = number(&self.ticket)?;
        self.office.open().await?.act_and_say(&ticket, Deed::Publish, "is public now").await
    }
}

impl Unpublish {
    pub async fn run(self) -> Outcome {
        let ticket = number(&self.ticket)?;
        let deed = Deed::Unpublish { notes: self.notes };
        let done = match self.notes {
            true => "is no longer public, and the office's notes are for its reporter alone",
            false => "is no longer public; the office's notes for all stay (--notes takes them back, too)",
        };
        self.office.open().await?.act_and_say(&ticket, deed, done).await
    }
}

impl Redact {
    pub async fn run(self) -> Outcome {
        let ticket = number(&self.ticket)?;
        if self.hide_photo.contains(&0) {
            return Err("--hide-photo: expected a place from 1".into());
        }
        let redaction = Redaction {
            description: self.description,
            address: self.address,
            hides_point: self.hide_position,
            hidden_photos: self.hide_photo,
            keeps_links: (self.hide_links || self.keep_links).then_some(self.keep_links),
        };
        let office = self.office.open().await?;
        let deed = Deed::Redact { redaction, anew: self.undo };
        office.try_act(Named::Ticket(ticket.digits().to_owned()), deed).await?;
        let seen = office::see(&office.store, &office.config, ticket.digits(), &office.by).await;
        let report = seen.map_err(|error| office.words(&ticket, error))?;
        office.store.close();
        match redaction::words(report.record.redaction.as_deref())? {
            None => done(&format!("{} is shown as it came\n", ticket.grouped())),
            Some(words) => {
                done(&format!("{} is redacted where the public reads it\n{words}", ticket.grouped()));
            }
        }
        Ok(())
    }
}

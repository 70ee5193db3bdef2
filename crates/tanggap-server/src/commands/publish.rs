//! What the public sees of a report: `publish`, `unpublish`, and `redact` to take something out.

use super::office::{Office, Options, Outcome, number};
use crate::{
    office::Deed,
    store::{ByNumber, Redaction},
    text::CLEANER,
};
use tanggap_core::{report::DESCRIPTION_LIMIT, ticket::Ticket, wire};

/// A report that is made public or taken back.
#[derive(clap::Args)]
pub struct Publish {
    /// The report's number, in any spelling
    ticket: String,
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
    #[arg(long, conflicts_with = "hide_links", requires = "what")]
    keep_links: bool,
    /// Show everything as it came again
    #[arg(long, group = "what",
        conflicts_with_all = ["description", "address", "hide_position", "hide_photo", "hide_links", "keep_links"])]
    undo: bool,
    #[command(flatten)]
    office: Options,
}

impl Publish {
    pub async fn publish(self) -> Outcome {
        self.run(Deed::Publish, "is public now").await
    }

    pub async fn unpublish(self) -> Outcome {
        self.run(Deed::Unpublish, "is no longer public").await
    }

    async fn run(self, deed: Deed, done: &str) -> Outcome {
        let ticket = number(&self.ticket)?;
        self.office.open().await?.act_and_say(&ticket, deed, done).await
    }
}

impl Redact {
    pub async fn run(self) -> Outcome {
        let ticket = number(&self.ticket)?;
        for (option, text) in [("--description", &self.description), ("--address", &self.address)] {
            if text.as_ref().is_some_and(|text| text.chars().count() > DESCRIPTION_LIMIT) {
                return Err(format!("{option}: expected at most {DESCRIPTION_LIMIT} characters").into());
            }
        }
        if self.hide_photo.contains(&0) {
            return Err("--hide-photo: expected a place from 1".into());
        }
        let office = self.office.open().await?;
        is_announced(&office, &ticket, &self.hide_photo).await?;
        let redaction = Redaction {
            description: self.description,
            address: self.address,
            hides_point: self.hide_position,
            hidden_photos: self.hide_photo,
            keeps_links: (self.hide_links || self.keep_links).then_some(self.keep_links),
        };
        let done = if self.undo { "is shown as it came" } else { "is redacted where the public reads it" };
        office.act_and_say(&ticket, Deed::Redact(redaction), done).await
    }
}

/// A place that no photo has would hide nothing, and say that it did. Which report there is, the act itself tells.
async fn is_announced(office: &Office, ticket: &Ticket, places: &[u32]) -> Outcome {
    let ByNumber::Report(record) = office.store.by_number(ticket.digits().to_owned()).await? else {
        return Ok(());
    };
    let Some(report) = office.store.private(record.id).await? else { return Ok(()) };
    let announced = wire::read_report(&report.body, CLEANER).map_or(0, |report| report.media.len());
    match places.iter().find(|place| **place as usize > announced) {
        Some(place) => {
            Err(format!("--hide-photo {place}: the report has announced {announced} photos").into())
        }
        None => Ok(()),
    }
}

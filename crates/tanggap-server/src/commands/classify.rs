//! What a report is about, and whether it is the same as another: `reclassify` and `merge`.

use super::{
    office::{Options, number},
    terminal::Outcome,
};
use crate::office::Deed;
use tanggap_core::service::ServiceKind;

#[derive(clap::Args)]
pub struct Reclassify {
    /// The report's number, in any spelling
    ticket: String,
    /// complaint, aspiration, information, police-service, police-conduct, emergency
    #[arg(long)]
    kind: String,
    /// It may be made public, as far as what its service said when it arrived allows that; what has no kind yet gets this
    /// from whoever gives it one, and what was ever police-conduct is never public
    #[arg(long)]
    publishable: bool,
    /// The desk that has it from now on; police-conduct belongs to a desk of oversight
    #[arg(long, value_name = "DESK")]
    to_desk: Option<String>,
    #[command(flatten)]
    office: Options,
}

#[derive(clap::Args)]
pub struct Merge {
    /// The number of the report that ends here, in any spelling
    ticket: String,
    /// The number of the report that goes on
    #[arg(long, value_name = "NUMBER")]
    into: String,
    #[command(flatten)]
    office: Options,
}

impl Reclassify {
    pub async fn run(self) -> Outcome {
        let ticket = number(&self.ticket)?;
        let kind = ServiceKind::parse(&self.kind)
            .ok_or_else(|| format!("{} is no kind of service; see --help", self.kind))?;
        let office = self.office.open().await?;
        let deed = Deed::Reclassify { kind, publishable: self.publishable, to_desk: self.to_desk };
        office.act_and_say(&ticket, deed, "has another kind now").await
    }
}

impl Merge {
    pub async fn run(self) -> Outcome {
        let (ticket, into) = (number(&self.ticket)?, number(&self.into)?);
        let done = format!("is merged into {}", into.grouped());
        let deed = Deed::Merge { into: into.digits().to_owned() };
        self.office.open().await?.act_and_say(&ticket, deed, &done).await
    }
}

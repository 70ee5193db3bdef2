//! What a desk does, until it has a page of its own: publish, update, list.

use super::{CityFolder, Data};
use crate::{
    city, photo,
    portal::system_clock,
    store::{Act, Acted, ByNumber, DATABASE, NewUpdate, Picture, Row, Store},
};
use sha2::{Digest, Sha256};
use std::{
    error::Error,
    fmt::Write as _,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};
use tanggap_core::{instant::Instant, media::PHOTO_BYTES, status::Status, ticket::Ticket};

pub type Outcome = Result<(), Box<dyn Error>>;

#[derive(clap::Args)]
pub struct Publish {
    /// The report's number, in any spelling
    ticket: String,
    #[command(flatten)]
    city: CityFolder,
    #[command(flatten)]
    data: Data,
}

#[derive(clap::Args)]
pub struct Update {
    /// The report's number, in any spelling
    ticket: String,
    /// Where it stands now: received, verified, in_progress, answered, closed, rejected, duplicate, reopened
    #[arg(long, required_unless_present_any = ["note", "to_desk", "photo"])]
    status: Option<String>,
    /// Words to the reporter; everyone with the number can read them
    #[arg(long)]
    note: Option<String>,
    /// A photo of what was done; everyone with the number can see it
    #[arg(long, value_name = "FILE")]
    photo: Option<PathBuf>,
    /// The desk that has it from now on, by its id; the number stays
    #[arg(long, value_name = "DESK", conflicts_with = "status")]
    to_desk: Option<String>,
    #[command(flatten)]
    city: CityFolder,
    #[command(flatten)]
    data: Data,
}

#[derive(clap::Args)]
pub struct Reports {
    #[command(flatten)]
    data: Data,
}

impl Publish {
    pub async fn run(self) -> Outcome {
        let (store, ticket) = (open(&self.data.folder)?, number(&self.ticket)?);
        if let ByNumber::Report(record) = store.by_number(ticket.digits().to_owned()).await?
            && !city::may_publish(&self.city.source(), &record.first_desk, &record.service_code)?
        {
            return Err(
                format!("reports of the service {} are never made public", record.service_code).into()
            );
        }
        let found = store.publish(ticket.digits().to_owned(), system_clock()).await?;
        store.close();
        said(found, &ticket, "is public now")
    }
}

impl Update {
    pub async fn run(self) -> Outcome {
        let photo = self.photo.as_deref().map(picture).transpose()?;
        let (store, ticket) = (open(&self.data.folder)?, number(&self.ticket)?);
        if let Some(desk) = &self.to_desk {
            let source = self.city.source();
            if !city::has_desk(&source, desk)? {
                return Err(format!("the city has no desk {desk}").into());
            }
            if let ByNumber::Report(record) = store.by_number(ticket.digits().to_owned()).await?
                && !city::may_refer(&source, &record.first_desk, &record.service_code, desk)?
            {
                return Err("a complaint about the police is never handed to a police desk".into());
            }
        }
        let act = match (self.status, self.to_desk) {
            (Some(word), _) => Act::Status(status(&word)?.word().to_owned()),
            (None, Some(to_desk)) => Act::Referral { to_desk, status: Status::Referred.word().to_owned() },
            (None, None) => Act::Note,
        };
        let update =
            NewUpdate { ticket: ticket.digits().to_owned(), act, note: self.note, photo, at: system_clock() };
        let acted = store.add_update(update).await?;
        store.close();
        match acted {
            Acted::Withdrawn => {
                Err("the reporter has withdrawn this report: it stays so, and only words (--note) \
                or a photo (--photo) can be added"
                    .into())
            }
            acted => said(acted == Acted::Added, &ticket, "is updated"),
        }
    }
}

impl Reports {
    pub async fn run(self) -> Outcome {
        let store = open(&self.data.folder)?;
        let rows = store.all().await?;
        let mut list = format!(
            "{:<16}{:<22}{:<14}{:<14}{:<28}{:<8}public\n",
            "ticket", "received", "desk", "status", "service", "photos"
        );
        for row in &rows {
            let received =
                Instant::from_unix_seconds(row.received_at).map(Instant::rfc3339).unwrap_or_default();
            let public = match row {
                Row { erased: true, .. } => "erased",
                Row { published: true, .. } => "yes",
                _ => "no",
            };
            let photos = match row.photos {
                (_, 0) => "-".to_owned(),
                (here, announced) => format!("{here}/{announced}"),
            };
            let Row { ticket, desk, status, service_code, .. } = row;
            writeln!(
                list,
                "{ticket:<16}{received:<22}{desk:<14}{status:<14}{service_code:<28}{photos:<8}{public}"
            )?;
        }
        store.close();
        print(&list)
    }
}

/// Whoever reads may stop reading (`| head`).
pub fn print(text: &str) -> Outcome {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// A desk's photo goes the way of every other: only its pixels pass.
fn picture(file: &Path) -> Result<Picture, Box<dyn Error>> {
    let bytes = fs::read(file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    if bytes.len() as u64 > PHOTO_BYTES {
        return Err(format!("{}: at most {} MB are taken", file.display(), PHOTO_BYTES >> 20).into());
    }
    let jpeg = photo::clean(&bytes).map_err(|why| format!("{}: {why:?}", file.display()))?;
    Ok(Picture { sha256: Sha256::digest(&bytes).into(), size: bytes.len() as u64, jpeg })
}

/// An existing database: a mistyped folder must not quietly become a new one.
pub fn open(folder: &Path) -> Result<Store, Box<dyn Error>> {
    if !folder.join(DATABASE).is_file() {
        return Err(format!("there is no {DATABASE} in {}", folder.display()).into());
    }
    Ok(Store::open(folder)?)
}

pub fn number(typed: &str) -> Result<Ticket, Box<dyn Error>> {
    Ticket::parse(typed).map_err(|fault| format!("{typed} is no ticket number: {fault:?}").into())
}

fn status(word: &str) -> Result<Status, Box<dyn Error>> {
    let known = || Status::all().map(|status| status.word().to_owned()).collect::<Vec<_>>().join(", ");
    let status = Status::parse(word).ok_or_else(|| format!("{word} is no status; there are: {}", known()))?;
    match status {
        Status::Referred => Err("a report is referred with --to-desk DESK".into()),
        Status::Withdrawn => Err("only its reporter withdraws a report".into()),
        status => Ok(status),
    }
}

pub fn said(found: bool, ticket: &Ticket, done: &str) -> Outcome {
    if !found {
        return Err(format!("no report has the number {}", ticket.grouped()).into());
    }
    println!("{} {done}", ticket.grouped());
    Ok(())
}

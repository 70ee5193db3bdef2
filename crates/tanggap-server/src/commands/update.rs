//! What a desk does to a report: a status, a note, a photo, another desk.

use super::{
    office::{Options, number},
    terminal::Outcome,
};
use crate::{
    named_file,
    office::{Deed, Note},
    photo,
    store::Picture,
};
use sha2::{Digest, Sha256};
use std::{
    error::Error,
    path::{Path, PathBuf},
};
use tanggap_core::{media::PHOTO_BYTES, status::Status};

#[derive(clap::Args)]
#[command(group = clap::ArgGroup::new("what").args(WHAT).multiple(true).required(true))]
pub struct Update {
    /// The report's number, in any spelling
    ticket: String,
    /// Where it stands now: received, verified, in_progress, answered, closed, rejected, duplicate, reopened
    #[arg(long)]
    status: Option<String>,
    /// Words about it; --for says who reads them
    #[arg(long)]
    note: Option<String>,
    /// A photo of what was done; --for says who sees it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["to_desk", "back"])]
    photo: Option<PathBuf>,
    /// Who reads the note and sees the photo: everyone with the number, or the reporter alone, with the key
    #[arg(long = "for", value_enum, default_value = "reporter")]
    audience: Audience,
    /// The desk that has it from now on, by its id; the number stays
    #[arg(long, value_name = "DESK", conflicts_with_all = ["status", "back"])]
    to_desk: Option<String>,
    /// It goes back to the desk that referred it here
    #[arg(long, conflicts_with = "status")]
    back: bool,
    #[command(flatten)]
    office: Options,
}

/// Any of these is something to be done.
const WHAT: [&str; 5] = ["status", "note", "photo", "to_desk", "back"];

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Audience {
    All,
    Reporter,
}

impl Update {
    pub async fn run(self) -> Outcome {
        let ticket = number(&self.ticket)?;
        let status = self.status.as_deref().map(status).transpose()?;
        let photo = self.photo.as_deref().map(picture).transpose()?;
        let note = Note { text: self.note, photo, for_all: self.audience == Audience::All };
        let deed = match (self.to_desk, self.back) {
            (Some(to), _) => Deed::Refer { to, note },
            (None, true) => Deed::HandBack { note },
            (None, false) => Deed::Update { status, note },
        };
        self.office.open().await?.act_and_say(&ticket, deed, "is updated").await
    }
}

/// A desk's photo goes the way of every other: only its pixels pass.
fn picture(file: &Path) -> Result<Picture, Box<dyn Error>> {
    let read = named_file::read(file, PHOTO_BYTES);
    let bytes = read.map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    let jpeg = photo::clean(&bytes).map_err(|why| format!("{}: {why}", file.display()))?;
    Ok(Picture { sha256: Sha256::digest(&bytes).into(), size: bytes.len() as u64, jpeg })
}

fn status(word: &str) -> Result<Status, String> {
    let known = || Status::all().map(|status| status.word().to_owned()).collect::<Vec<_>>().join(", ");
    Status::parse(word).ok_or_else(|| format!("{word} is no status; there are: {}", known()))
}

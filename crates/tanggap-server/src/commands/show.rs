//! What the office reads of one report: all that it says, what of it is public, and its pictures, which it has to see
//! before it makes any of them public.

use super::{
    lines,
    office::{Options, number},
    photos, redaction,
    terminal::{Outcome, done, print},
};
use crate::{office, store::Private, text::CLEANER};
use std::{
    fmt::Write as _,
    fs::{self, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};
use tanggap_core::{config::PortalConfig, instant::rfc3339, wire};

#[derive(clap::Args)]
pub struct Show {
    /// The report's number, in any spelling
    ticket: String,
    /// Write this photo to a file instead: its place in the report, or its name in `messages`
    #[arg(long, value_name = "PLACE", requires = "to")]
    photo: Option<String>,
    /// A new file for the photo, which only its owner reads
    #[arg(long, value_name = "FILE", requires = "photo")]
    to: Option<PathBuf>,
    /// Write its photos into this folder, to look at them
    #[arg(long, value_name = "DIR", conflicts_with = "photo")]
    photos: Option<PathBuf>,
    #[command(flatten)]
    office: Options,
}

impl Show {
    pub async fn run(self) -> Outcome {
        let ticket = number(&self.ticket)?;
        let office = self.office.open().await?;
        let (store, config, by) = (&office.store, &office.config, &office.by);
        if let (Some(photo), Some(file)) = (&self.photo, &self.to) {
            let jpeg = office::picture(store, config, ticket.digits(), by, photo).await;
            let jpeg = jpeg.map_err(|error| office.words(&ticket, error))?;
            office.store.close();
            write_new(file, &jpeg).map_err(|error| format!("cannot make {}: {error}", file.display()))?;
            done(&format!("{} has photo {photo} of {}\n", file.display(), ticket.grouped()));
            return Ok(());
        }
        let seen = office::see(store, config, ticket.digits(), by).await;
        let report = seen.map_err(|error| office.words(&ticket, error))?;
        if let Some(folder) = &self.photos {
            photos::write(store, &report, folder).await?;
        }
        office.store.close();
        print(&shown(&report, &office.config)?)
    }
}

/// Never in the place of a file that is there. Not by a link, as for the secrets: a memory stick may know none.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        drop(fs::remove_file(path));
    }
    written
}

/// Words are indented, so that none of them looks like a line of the office.
fn shown(report: &Private, config: &PortalConfig) -> Result<String, std::fmt::Error> {
    let record = &report.record;
    let mut text = format!(
        "{}  {}  {}  {}\n",
        record.ticket,
        record.desk,
        record.service_code,
        rfc3339(record.received_at)
    );
    let mut put = |name: &str, words: &str| -> std::fmt::Result {
        if words.is_empty() {
            return Ok(());
        }
        writeln!(text, "{name}")?;
        lines::of(words).iter().try_for_each(|line| writeln!(text, "    {line}"))
    };
    match wire::read_report(&report.body, CLEANER) {
        Err(_) => put("description", "(what is kept cannot be read)")?,
        Ok(read) => {
            put("description", &read.description)?;
            for (code, values) in read.answers.iter() {
                // The code, too, is the reporter's: one that the service doesn't ask for is kept as it came.
                put("answer", &format!("{code}: {}", values.join(", ")))?;
            }
            if let Some(place) = &read.place {
                put("address", &place.address)?;
                let is_known = config.area_name(&place.area).is_some();
                put(
                    if is_known { "area" } else { "area (the city has none of this code: never public)" },
                    &place.area,
                )?;
                let point = place.point.map(|point| format!("{} {}", point.lat, point.long));
                put("position", &point.unwrap_or_default())?;
            }
            read.links.iter().try_for_each(|link| put("link", link.as_str()))?;
        }
    }
    report.photos.iter().try_for_each(|photo| put("photo", &photos::told(photo)))?;
    put("public", if record.published_body.is_some() { "yes" } else { "no" })?;
    text.push_str(&redaction::words(record.redaction.as_deref())?.unwrap_or_default());
    Ok(text)
}

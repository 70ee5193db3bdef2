//! What a desk reads: the list of reports, without content, and one report with all that it says.

use super::{
    Data, lines,
    office::{Options, Outcome, number, open, unknown},
    photos, refusal,
};
use crate::{
    office::By,
    store::{ByNumber, Private, Row},
    text::CLEANER,
};
use std::{
    fmt::Write as _,
    io::{self, Write as _},
    path::PathBuf,
};
use tanggap_core::{
    instant::rfc3339,
    office::{Act, Actor, may},
    wire,
};

#[derive(clap::Args)]
pub struct Reports {
    #[command(flatten)]
    data: Data,
}

#[derive(clap::Args)]
pub struct Show {
    /// The report's number, in any spelling
    ticket: String,
    /// Write its photos into this folder, to look at them
    #[arg(long, value_name = "DIR")]
    photos: Option<PathBuf>,
    #[command(flatten)]
    office: Options,
}

impl Reports {
    pub async fn run(self) -> Outcome {
        let store = open(&self.data.folder)?;
        let rows = store.all().await?;
        let mut list = format!(
            "{:<16}{:<22}{:<14}{:<14}{:<28}{:<16}{:<8}public\n",
            "ticket", "received", "desk", "status", "service", "kind", "photos"
        );
        for row in &rows {
            let received = rfc3339(row.received_at);
            let public = match row {
                Row { erased: true, .. } => "erased",
                Row { published: true, .. } => "yes",
                _ => "no",
            };
            let photos = match row.photos {
                (_, 0) => "-".to_owned(),
                (here, announced) => format!("{here}/{announced}"),
            };
            let Row { ticket, desk, status, service_code, kind, .. } = row;
            let kind = kind.as_deref().unwrap_or("unclassified");
            writeln!(
                list,
                "{ticket:<16}{received:<22}{desk:<14}{status:<14}{service_code:<28}{kind:<16}{photos:<8}{public}"
            )?;
        }
        store.close();
        print(&list)
    }
}

impl Show {
    pub async fn run(self) -> Outcome {
        let ticket = number(&self.ticket)?;
        let office = self.office.open().await?;
        let found = match office.store.by_number(ticket.digits().to_owned()).await? {
            ByNumber::Report(record) => {
                let desk = match &office.by {
                    By::Desk(desk) => desk.clone(),
                    _ => record.desk.clone(),
                };
                may(&Act::See, Actor::Desk(&desk), &record.standing(), &office.config.desks)
                    .map_err(|refusal| refusal::words(refusal, &office.config))?;
                office.store.private(record.id).await?
            }
            _ => None,
        };
        let found = found.ok_or_else(|| unknown(&ticket))?;
        if let Some(folder) = &self.photos {
            photos::write(&office.store, &found, folder).await?;
        }
        office.store.close();
        print(&shown(&found)?)
    }
}

/// Words are indented, so that none of them looks like a line of the office.
fn shown(report: &Private) -> Result<String, std::fmt::Error> {
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
                put(code, &values.join(", "))?;
            }
            if let Some(place) = &read.place {
                put("address", &place.address)?;
                put("area", &place.area)?;
                let point = place.point.map(|point| format!("{} {}", point.lat, point.long));
                put("position", &point.unwrap_or_default())?;
            }
            read.links.iter().try_for_each(|link| put("link", link.as_str()))?;
        }
    }
    report.photos.iter().try_for_each(|photo| put("photo", &photos::told(photo)))?;
    put("instead, the public reads", record.redaction.as_deref().unwrap_or_default())?;
    Ok(text)
}

/// Whoever reads may stop reading (`| head`).
pub fn print(text: &str) -> Outcome {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

//! What there is for the office: the list of reports, without content.

use super::{
    office::Options,
    terminal::{Outcome, print},
};
use crate::{
    office::{self, By},
    store::Row,
};
use std::fmt::Write as _;
use tanggap_core::instant::rfc3339;

#[derive(clap::Args)]
pub struct Reports {
    #[command(flatten)]
    office: Options,
}

impl Reports {
    pub async fn run(self) -> Outcome {
        let office = self.office.open().await?;
        // Without a desk that asks, what every desk has, and what lies at desks that are gone.
        let by = if office.by == By::ItsDesk { &By::Administrator } else { &office.by };
        let rows = office::list(&office.store, &office.config, by).await?;
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
            let gone =
                if office.config.desk(desk).is_none() { "  (the config has no such desk)" } else { "" };
            writeln!(
                list,
                "{ticket:<16}{received:<22}{desk:<14}{status:<14}{service_code:<28}{kind:<16}{photos:<8}{public}{gone}"
            )?;
        }
        office.store.close();
        print(&list)
    }
}

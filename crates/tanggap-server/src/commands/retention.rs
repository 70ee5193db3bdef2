//! `retention`: erases what is closed for longer than the schedules of its city's services say, or lists it. The city
//! has decided that, so no desk is asked.

use super::{
    office::{Office, Place},
    remains,
    terminal::{Outcome, done, print},
};
use crate::{
    clock::system_clock,
    office::{self, By, Why},
    store,
};
use std::{error::Error, fmt::Write as _};
use tanggap_core::instant::rfc3339;

#[derive(clap::Args)]
pub struct Retention {
    /// Only list what would be erased
    #[arg(long)]
    dry_run: bool,
    /// Erase although the clock may be wrong, or more than half of what is closed would go
    #[arg(long, conflicts_with = "dry_run")]
    yes: bool,
    #[command(flatten)]
    place: Place,
}

impl Retention {
    pub async fn run(self) -> Outcome {
        let office = self.place.open(By::System).await?;
        let now = system_clock();
        if self.dry_run {
            let expired = office::expired(&office.store, &office.city, now, usize::MAX).await?;
            let kept = kept(&office, now).await?;
            office.store.close();
            let mut list = String::new();
            for report in &expired {
                let office::Expired { ticket, desk, service_code, changed_at, .. } = report;
                writeln!(list, "{ticket:<16}{desk:<14}{service_code:<28}closed {}", rfc3339(*changed_at))?;
            }
            writeln!(list, "{} reports would be erased to their figures.", expired.len())?;
            return print(&(list + &kept));
        }
        let doubt = office::doubt(&office.store, &office.city, now).await?;
        if let Some(doubt) = doubt.filter(|_| !self.yes) {
            let kept = kept(&office, now).await?;
            office.store.close();
            print(&kept)?;
            return Err(format!(
                "nothing was erased: {doubt} `--dry-run` lists what would be erased, `--yes` erases it all the same"
            )
            .into());
        }
        let erased = office::expire(&office.store, &office.config, &office.city, now).await;
        let kept = kept(&office, now).await;
        office.store.close();
        let mut told = format!("{} reports were erased to their figures.\n{}", erased?, kept?);
        if !store::empty_log(&self.place.data.folder)? {
            told += "Readers were busy: traces stay in the database's log until the server writes it back.\n";
        }
        if let Some(remains) = remains::words(&self.place.data.folder) {
            writeln!(told, "{remains}")?;
        }
        done(&told);
        Ok(())
    }
}

/// What stays though its time may be over, and whose schedule nobody knows.
async fn kept(office: &Office, now: i64) -> Result<String, Box<dyn Error>> {
    let mut told = String::new();
    for report in office::unexpired(&office.store, &office.city, now).await? {
        let office::Unexpired { ticket, desk, service_code, why } = report;
        let why = match why {
            Why::Doubtful { closed_at } => format!(
                "it was closed {}, which no clock that was right says: close it again (update --status), or erase it",
                rfc3339(closed_at)
            ),
            Why::NoSchedule => {
                "it became a complaint about conduct, and no schedule is known for these".to_owned()
            }
        };
        writeln!(told, "{ticket:<16}{desk:<14}{service_code:<28}kept: {why}")?;
    }
    for (service, reports) in office::unscheduled(&office.store, &office.city).await? {
        writeln!(
            told,
            "{service}: the city's files have no such service, so its reports are kept: {reports}"
        )?;
    }
    Ok(told)
}

//! What every command of the office needs: the reports, and the rules of the city whose reports they are. Who has not both
//! the portal's config and the city's services at hand does not act.

use super::{
    data::{Data, open},
    refusal,
    terminal::{self, Outcome},
};
use crate::{
    city::{City, Source},
    clock::system_clock,
    named_file,
    office::{self, ActError, By, Deed},
    served::Served,
    serving,
    store::{self, Named, Store},
};
use std::{error::Error, path::PathBuf, sync::Arc};
use tanggap_core::{city_check::decode, config::PortalConfig, office::Refusal, ticket::Ticket};

/// The reports, and the city whose rules hold for them.
#[derive(clap::Args)]
pub struct Place {
    /// The portal's built files with its config.json; without it, those that the server of this data last served
    #[arg(long, value_name = "DIR")]
    dist: Option<PathBuf>,
    /// The city's services; without it, those that the server of this data last used
    #[arg(long, value_name = "DIR")]
    city: Option<PathBuf>,
    #[command(flatten)]
    pub data: Data,
}

/// The same, for a command that several may give.
#[derive(clap::Args)]
pub struct Options {
    /// The desk that acts, by its id; without it, the one that has the report
    #[arg(long = "as", value_name = "DESK")]
    desk: Option<String>,
    /// Act as the administrator, who sees, takes back from the public and refers what lies at a desk that the config has
    /// no more, and gives reports a kind in a city without a desk of oversight
    #[arg(long, conflicts_with = "desk")]
    administrator: bool,
    #[command(flatten)]
    place: Place,
}

/// The office with its reports, opened for one command.
pub struct Office {
    pub store: Store,
    pub config: Arc<PortalConfig>,
    pub city: Arc<City>,
    pub by: By,
}

impl Options {
    pub async fn open(&self) -> Result<Office, Box<dyn Error>> {
        let by = match &self.desk {
            Some(desk) => By::Desk(desk.clone()),
            None if self.administrator => By::Administrator,
            None => By::ItsDesk,
        };
        self.place.open(by).await
    }
}

impl Place {
    /// # Errors
    /// Among others, where the config has no such desk as the one that acts.
    pub async fn open(&self, by: By) -> Result<Office, Box<dyn Error>> {
        let (config, dist, folder) = self.city_files()?;
        if let By::Desk(desk) = &by
            && config.desk(desk).is_none()
        {
            return Err(format!("--as {desk}: {}", refusal::words(Refusal::UnknownDesk, &config)).into());
        }
        let city = Arc::new(City::load(&Source::new(folder.clone()), &config)?);
        store::is_there(&self.data.folder)?;
        let rules = Served::new(&dist, folder.as_deref(), city.rules(&config))?;
        serving::agree(&self.data.folder, &rules)?;
        let (store, config) = (open(&self.data.folder)?, Arc::new(config));
        if !store.is_filled().await? {
            // No server has started since the update that keeps kinds.
            office::fill(&store, &config, &city, system_clock()).await?;
        }
        Ok(Office { store, config, city, by })
    }

    /// The config, and the folders of the portal's files and of the city.
    fn city_files(&self) -> Result<(PortalConfig, PathBuf, Option<PathBuf>), Box<dyn Error>> {
        let served = Served::read(&self.data.folder)?;
        let dist = self.dist.clone().or_else(|| served.as_ref().map(|served| served.dist.clone()));
        let dist = dist.ok_or(
            "which city's rules hold is not known: no server has served this data yet; \
             name the portal's files by --dist DIR",
        )?;
        let path = dist.join("config.json");
        let bytes = named_file::read(&path, named_file::EDITED)
            .map_err(|error| format!("cannot read {}: {error}; name it by --dist DIR", path.display()))?;
        let text = decode(&bytes).map_err(|why| format!("{}: {why}", path.display()))?;
        let config = PortalConfig::parse(text).map_err(|error| format!("{}: {error}", path.display()))?;
        let city = self.city.clone().or_else(|| served.and_then(|served| served.city));
        Ok((config, dist, city))
    }
}

impl Office {
    /// Does one thing with the report of this number and closes the store; hands back the id of the office's words, if
    /// it was to say some. What forbids it is told in words.
    pub async fn act(self, ticket: &Ticket, deed: Deed) -> Result<Option<String>, Box<dyn Error>> {
        self.act_on(Named::Ticket(ticket.digits().to_owned()), deed).await
    }

    /// The same with a report named otherwise.
    pub async fn act_on(self, named: Named, deed: Deed) -> Result<Option<String>, Box<dyn Error>> {
        let done = self.try_act(named, deed).await;
        self.store.close();
        done
    }

    /// The same, and the store stays open.
    pub async fn try_act(&self, named: Named, deed: Deed) -> Result<Option<String>, Box<dyn Error>> {
        let unknown = match &named {
            Named::Ticket(digits) => unknown_number(digits),
            Named::Uid(uid) => format!("no report has the uid {uid}"),
        };
        let by = self.by.clone();
        let outcome = office::act(&self.store, &self.config, named, by, deed, system_clock()).await;
        outcome.map_err(|error| self.told(unknown, error))
    }

    /// Why something about this number was not done.
    pub fn words(&self, ticket: &Ticket, error: ActError) -> Box<dyn Error> {
        self.told(unknown(ticket), error)
    }

    fn told(&self, unknown: String, error: ActError) -> Box<dyn Error> {
        match error {
            ActError::Unknown => unknown.into(),
            ActError::UnknownOther(digits) => unknown_number(&digits).into(),
            ActError::Refused(refusal) => refusal::words(refusal, &self.config).into(),
            ActError::Store(error) => error.into(),
        }
    }

    /// The same, and says what was done.
    pub async fn act_and_say(self, ticket: &Ticket, deed: Deed, done: &str) -> Outcome {
        self.act(ticket, deed).await?;
        terminal::done(&format!("{} {done}\n", ticket.grouped()));
        Ok(())
    }
}

pub fn number(typed: &str) -> Result<Ticket, Box<dyn Error>> {
    Ticket::parse(typed).map_err(|fault| format!("{typed} is no ticket number: {fault}").into())
}

pub fn unknown(ticket: &Ticket) -> String {
    format!("no report has the number {}", ticket.grouped())
}

fn unknown_number(digits: &str) -> String {
    Ticket::parse(digits).map_or_else(|_| String::new(), |ticket| unknown(&ticket))
}

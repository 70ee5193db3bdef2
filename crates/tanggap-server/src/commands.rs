//! What a person can do at the command line. All but `serve` work beside a running server: SQLite keeps apart
//! what both write.

mod desk_work;
mod erase;
mod limits;
mod log;
mod new_pepper;
mod serve;
mod talk;

use crate::city::Source;
use clap::Subcommand;
use std::{error::Error, path::PathBuf};

#[derive(Subcommand)]
pub enum Command {
    /// Serve the portal and take reports
    Serve(serve::Serve),
    /// Make a report public: what and where, never who
    Publish(desk_work::Publish),
    /// Say where a report stands, add a note, or refer it to another desk
    Update(desk_work::Update),
    /// Reply to a reporter; only who has the key reads it
    Reply(talk::Say),
    /// Ask a reporter something; the number then shows that a question waits
    Ask(talk::Say),
    /// Show what reporter and office have said
    Messages(talk::Messages),
    /// List reports without their content
    Reports(desk_work::Reports),
    /// Erase what a report says, and its photos, for good
    Erase(erase::Erase),
    /// Begin anew with another pepper when the one of the database is lost; keys that were given out open nothing then
    NewPepper(new_pepper::NewPepper),
}

/// Where the database and the secrets are.
#[derive(clap::Args)]
pub struct Data {
    /// Folder with the database and the secrets
    #[arg(id = "data", long = "data", value_name = "DIR", default_value = "data")]
    folder: PathBuf,
}

/// Which city's services there are.
#[derive(clap::Args)]
pub struct CityFolder {
    /// Another city's services; without it, those inside the program
    #[arg(id = "city", long = "city", value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl CityFolder {
    fn source(&self) -> Source {
        Source::new(self.folder.clone())
    }
}

impl Command {
    pub async fn run(self) -> Result<(), Box<dyn Error>> {
        match self {
            Self::Serve(command) => command.run().await,
            Self::Publish(command) => command.run().await,
            Self::Update(command) => command.run().await,
            Self::Reply(command) => command.reply().await,
            Self::Ask(command) => command.ask().await,
            Self::Messages(command) => command.run().await,
            Self::Reports(command) => command.run().await,
            Self::Erase(command) => command.run().await,
            Self::NewPepper(command) => command.run(),
        }
    }
}

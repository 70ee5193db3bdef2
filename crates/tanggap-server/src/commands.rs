//! What a person can do at the command line, one file per command. All but `serve` work beside a running server: SQLite
//! keeps apart what both write.
//!
//! - [`data`]: whose database it is about; [`office`]: what every command of the office needs, and [`refusal`] why it may
//!   refuse; [`redaction`], [`photos`], [`lines`]: what it shows of a report; [`remains`]: what
//!   erasing doesn't reach; [`terminal`]: what is said

mod backup;
mod classify;
mod data;
mod erase;
mod limits;
mod lines;
mod log;
mod new_pepper;
mod office;
mod photos;
mod publish;
mod redaction;
mod refusal;
mod remains;
mod reports;
mod restore;
mod retention;
mod serve;
mod show;
mod talk;
mod terminal;
mod update;

use clap::Subcommand;
use std::error::Error;

#[derive(Subcommand)]
pub enum Command {
    /// Serve the portal and take reports
    Serve(serve::Serve),
    /// Make a report public: what and where, never who
    Publish(publish::Publish),
    /// Take a report back from the public
    Unpublish(publish::Unpublish),
    /// Take words or photos out of what the public sees of a report; the office keeps them
    Redact(publish::Redact),
    /// Say where a report stands, add a note, or refer it to another desk
    Update(update::Update),
    /// Give a report another kind of service
    Reclassify(classify::Reclassify),
    /// Say that a report is the same as another, which goes on
    Merge(classify::Merge),
    /// Reply to a reporter; only who has the key reads it
    Reply(talk::Say),
    /// Ask a reporter something; the number then shows that a question waits
    Ask(talk::Say),
    /// Show what reporter and office have said
    Messages(talk::Messages),
    /// List reports without their content
    Reports(reports::Reports),
    /// Show what a report says
    Show(show::Show),
    /// Erase to their figures what is closed for longer than the city keeps it
    Retention(retention::Retention),
    /// Erase what a report says, and its photos, for good
    Erase(erase::Erase),
    /// Copy the database to a file, beside a running server
    Backup(backup::Backup),
    /// Put a backup in the place of the database; what came in after it is gone
    Restore(restore::Restore),
    /// Begin anew with another pepper when the one of the database is lost; keys that were given out open nothing then
    NewPepper(new_pepper::NewPepper),
}

impl Command {
    pub async fn run(self) -> Result<(), Box<dyn Error>> {
        match self {
            Self::Serve(command) => command.run().await,
            Self::Publish(command) => command.run().await,
            Self::Unpublish(command) => command.run().await,
            Self::Redact(command) => command.run().await,
            Self::Update(command) => command.run().await,
            Self::Reclassify(command) => command.run().await,
            Self::Merge(command) => command.run().await,
            Self::Reply(command) => command.reply().await,
            Self::Ask(command) => command.ask().await,
            Self::Messages(command) => command.run().await,
            Self::Reports(command) => command.run().await,
            Self::Show(command) => command.run().await,
            Self::Retention(command) => command.run().await,
            Self::Erase(command) => command.run().await,
            Self::Backup(command) => command.run(),
            Self::Restore(command) => command.run(),
            Self::NewPepper(command) => command.run(),
        }
    }
}

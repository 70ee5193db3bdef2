//! The data folder that a command is about, and its database.

use super::terminal::tell;
use crate::store::{self, Store};
use std::{
    error::Error,
    path::{Path, PathBuf},
};

/// Where the database and the secrets are.
#[derive(clap::Args)]
pub struct Data {
    /// Folder with the database and the secrets
    #[arg(id = "data", long = "data", value_name = "DIR", default_value = "data")]
    pub folder: PathBuf,
}

/// What is said where the store has erased again at its opening.
pub const BEHIND: &str = "the erasures log knows more than the database, which was put back to an earlier moment: what could be \
     read again is erased again";

/// An existing database: a mistyped folder must not quietly become a new one.
pub fn open(folder: &Path) -> Result<Store, Box<dyn Error>> {
    store::is_there(folder)?;
    let store = Store::open(folder)?;
    if store.erased_again() > 0 {
        tell(&format!("{BEHIND} (reports: {})", store.erased_again()));
    }
    Ok(store)
}

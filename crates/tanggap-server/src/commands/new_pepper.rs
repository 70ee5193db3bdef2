//! `new-pepper`: goes on without the pepper of the database, when no copy of it is left.

use super::{
    data::{Data, open},
    terminal::{Outcome, done},
};
use crate::pepper::Pepper;

#[derive(clap::Args)]
pub struct NewPepper {
    #[command(flatten)]
    data: Data,
}

impl NewPepper {
    pub fn run(self) -> Outcome {
        open(&self.data.folder)?.close();
        Pepper::renew(&self.data.folder)?;
        done(
            "There is a new pepper. Keys that were given out until now open nothing any more; numbers still show \
             where a report stands, and new reports have keys that work. Keep a copy of the pepper elsewhere.\n",
        );
        Ok(())
    }
}

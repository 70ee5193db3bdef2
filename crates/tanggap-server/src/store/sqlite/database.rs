//! The open database: one connection that writes, several that read, and what they share. What can be asked of it stands in
//! the files beside this one, each question as a method of [`Sqlite`] above the statements that answer it.

use super::{
    Counts, StoreError,
    erasing::{begin as begin_erasures_log, settle as settle_erasures, tell_at_opening},
    integrity,
    readers::Readers,
    restore::remove_copy as remove_copy_of_restore,
    scans::{Scans, line::Line},
    schema::{self, DATABASE},
    uploads::Holders,
    writer::Writer,
};
use crate::{data_folder::DataFolder, erasures::Erasures, limits::Waiters};
use std::{
    fs,
    path::Path,
    sync::{Arc, Mutex},
};
use tokio::task;

/// Lists that wait for their turn: of one address, of an IPv6 site, of all. One takes some 30 ms, so the last of them
/// has waited for 2 s. Those that everybody asks for wait by themselves.
pub(super) const LISTS: Waiters = Waiters { of_address: 4, of_network: 8, of_all: 64 };
/// The same of passes over all reports, which nobody asks for as somebody.
const PASSES: Waiters = Waiters { of_address: 4, of_network: 4, of_all: 4 };

pub struct Sqlite {
    pub(super) writer: Writer,
    pub(super) readers: Readers,
    pub(super) erasures: Erasures,
    /// For lists, and for what passes over all reports: a list must not wait for a million.
    pub(super) lists: Scans,
    pub(super) passes: Scans,
    pub(super) holders: Arc<Mutex<Holders>>,
    pub(super) counts: Counts,
    pub(super) erased_again: usize,
}

impl Sqlite {
    /// Opens the database of an existing data folder, and shares the folder until it is closed; makes and migrates
    /// the database.
    pub fn open(data: &Path) -> Result<Self, StoreError> {
        let folder = Arc::new(DataFolder::share(data)?);
        remove_copy_of_restore(data);
        integrity::look(data)?;
        let path = data.join(DATABASE);
        let mut connection = schema::open_writer(&path)?;
        let erasures = Erasures::new(data);
        begin_erasures_log(&mut connection, &erasures)?;
        let erased_again = settle_erasures(&mut connection, &erasures)?;
        tell_at_opening(&mut connection, &erasures)?;
        let readers = Readers::open(&path)?;
        let lists = Scans::open(&path, "store-lists", Line::new(LISTS, LISTS))?;
        let passes = Scans::open(&path, "store-passes", Line::new(PASSES, PASSES))?;
        let counts = Counts::default();
        let writer = Writer::start(connection, folder, counts.clone());
        let writer = writer.map_err(|error| StoreError::Broken(error.to_string()))?;
        Ok(Self { writer, readers, lists, passes, erasures, holders: Arc::default(), counts, erased_again })
    }

    /// Writes that wait for their turn.
    pub fn queue_length(&self) -> usize {
        self.writer.queue_length()
    }

    /// The bytes of the database and of its log; a file that is not there has none.
    pub async fn sizes(&self) -> Vec<(&'static str, u64)> {
        let data = self.erasures.data().to_owned();
        let of_file = move |name: &str| fs::metadata(data.join(name)).map_or(0, |file| file.len());
        let sizes =
            move || vec![("database", of_file(DATABASE)), ("log", of_file(&format!("{DATABASE}-wal")))];
        task::spawn_blocking(sizes).await.unwrap_or_default()
    }

    /// Writes what waits and closes the database.
    pub fn close(self) {
        // Readers first: the last connection tidies up, and only the writer may.
        drop((self.readers, self.lists, self.passes));
        self.writer.finish();
    }
}

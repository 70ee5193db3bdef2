//! Where reports are kept: SQLite, one writer, several readers. Everything else in the server sees [`Store`]
//! and the plain types of [`reception`] and [`records`], so that another database can stand behind them later.
//!
//! - [`schema`]: opening, pragmas, migrations
//! - [`writer`], [`readers`], [`scans`]: who may touch the database, and when an answer may be sent
//! - [`receiving`]: once-only; [`correcting`], [`manifest`]: a report in place of a refused one; [`forwarding`]: where that is
//!   said; [`photos`], [`uploads`]: what follows a report; [`room`]: how much of it;
//!   [`lookup`], [`published`], [`listing`]: questions; [`closed`]: which reports are over
//! - [`public`]: what of a report everyone reads, and what not
//! - [`keys`], [`messages`], [`private`]: what only a reporter's key opens
//! - [`acting`], [`standing`], [`updates`], [`erasing`]: what the office does; [`change`]: what it decides
//! - [`retention`]: what is asked before the city's schedules erase; [`health`]: whether it can do its work
//! - [`meta`]: what the database knows of itself; [`integrity`]: whether it is whole; [`backup`]: a copy of it,
//!   [`restore`]: back in its place

mod acting;
mod backup;
mod change;
mod closed;
mod columns;
mod conversation;
mod correcting;
mod counts;
mod courses;
mod erasing;
mod error;
mod forwarding;
mod health;
mod integrity;
mod keys;
mod listing;
mod lookup;
mod manifest;
mod messages;
mod meta;
mod photos;
mod private;
mod public;
mod published;
mod readers;
mod receiving;
mod reception;
mod records;
mod restore;
mod retention;
mod room;
mod scans;
mod schema;
mod standing;
mod updates;
mod uploads;
mod writer;

pub use backup::{BackedUp, back_up, is_there};
pub use change::{Acted, Change, Filled, Picture, Redaction};
pub use conversation::{Candidate, Candidates, Latest, Message, NewMessage, OwnPhoto, Private, Told};
pub use counts::Counts;
pub use courses::Course;
pub use erasing::{Named, empty_log};
pub use error::StoreError;
pub use forwarding::Forwarding;
pub use health::Health;
pub use integrity::check;
pub use meta::{PepperMark, keep_pepper_check, pepper_mark, replace_pepper_check};
pub use published::{Page, Place, PublishedFilter};
pub use reception::{
    Corrects, NewReport, Owner, Parent, PhotoState, Piece, Receipt, Received, Receiving, Unkept,
};
pub use records::{ByNumber, Classified, Key, Record, Row, Update};
pub use restore::{Restore, Restored};
pub use uploads::Kept;
pub use writer::WriteFault;

use crate::{data_folder::DataFolder, erasures::Erasures};
use readers::Readers;
use scans::Scans;
use std::{
    path::Path,
    sync::{Arc, Mutex},
};
use tanggap_core::office::{Refusal, Standing};
use writer::Writer;

/// The database's file inside the data folder.
pub const DATABASE: &str = "tanggap.sqlite";

/// Lists that wait for their turn, and passes over all reports that do.
const LISTS: usize = 32;
const PASSES: usize = 4;

pub struct Store {
    writer: Writer,
    readers: Readers,
    erasures: Erasures,
    /// For lists, and for what passes over all reports: a list must not wait for a million.
    lists: Scans,
    passes: Scans,
    holders: Arc<Mutex<uploads::Holders>>,
    counts: Counts,
    erased_again: usize,
}

impl Store {
    /// Opens the database of an existing data folder, and shares the folder until it is closed; makes and migrates
    /// the database.
    pub fn open(data: &Path) -> Result<Self, StoreError> {
        let folder = Arc::new(DataFolder::share(data)?);
        restore::remove_copy(data);
        integrity::look(data)?;
        let path = data.join(DATABASE);
        let mut connection = schema::open_writer(&path)?;
        let erasures = Erasures::new(data);
        erasing::begin(&mut connection, &erasures)?;
        let erased_again = erasing::settle(&mut connection, &erasures)?;
        let readers = Readers::open(&path)?;
        let lists = Scans::open(&path, "store-lists", LISTS)?;
        let passes = Scans::open(&path, "store-passes", PASSES)?;
        let counts = Counts::default();
        let writer = Writer::start(connection, folder, counts.clone());
        let writer = writer.map_err(|error| StoreError::Broken(error.to_string()))?;
        Ok(Self { writer, readers, lists, passes, erasures, holders: Arc::default(), counts, erased_again })
    }

    /// Reports that were readable when it was opened though an erasures log knows them as erased: the database is older
    /// than the log. They are erased again.
    pub fn erased_again(&self) -> usize {
        self.erased_again
    }

    /// Keeps a report once, if no other has its number; or puts it in the place of the one that it corrects. When this
    /// returns, it is on the disk.
    pub async fn receive(&self, report: NewReport) -> Result<Result<Receiving, Unkept>, StoreError> {
        let received = self.writer.run(move |connection| receiving::receive(connection, report)).await?;
        self.counts.received(&received);
        Ok(received)
    }

    /// What is known of a uid: the question after an ambiguous failure.
    pub async fn received(&self, uid: String) -> Result<Option<Received>, StoreError> {
        self.readers.run(move |connection| receiving::find(connection, &uid)).await
    }

    /// The report that people know by a number, with what happened to it.
    pub async fn by_number(&self, ticket: String) -> Result<ByNumber, StoreError> {
        self.readers.run(move |connection| lookup::by_number(connection, &ticket)).await
    }

    /// What happened to a report, oldest first.
    pub async fn updates(&self, record: i64) -> Result<Vec<Update>, StoreError> {
        self.readers.run(move |connection| updates::of_report(connection, record)).await
    }

    /// What `show` makes of a page of published reports, newest first. It runs beside the database, where it keeps
    /// nobody but other lists waiting.
    pub async fn published<T: Send + 'static>(
        &self,
        filter: PublishedFilter,
        show: impl FnOnce(&Page<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.lists.run(move |connection| show(&published::page(connection, &filter)?)).await
    }

    /// How often something that lists of published reports show was changed, by this process or another.
    pub async fn public_changes(&self) -> Result<i64, StoreError> {
        self.readers.run(published::changes).await
    }

    /// Adds up how reports went that were received since.
    pub async fn courses<T: Send + 'static>(
        &self,
        since: i64,
        mut sum: T,
        add: fn(&mut T, Course<'_>),
    ) -> Result<T, StoreError> {
        let count = move |connection: &rusqlite::Connection| {
            courses::each(connection, since, |course| add(&mut sum, course))?;
            Ok(sum)
        };
        self.passes.run(count).await
    }

    /// Every desk that has reports which are not erased, how many, and how many of them are public.
    pub async fn by_desk(&self) -> Result<Vec<(String, u64, u64)>, StoreError> {
        self.passes.run(listing::by_desk).await
    }

    /// Every report without its content, newest first: a desk's list.
    pub async fn all(&self) -> Result<Vec<Row>, StoreError> {
        self.passes.run(listing::all).await
    }

    /// How much of a photo is here; `None` without such a report or slot.
    pub async fn photo(
        &self,
        parent: Parent,
        uid: String,
        slot: String,
    ) -> Result<Option<PhotoState>, StoreError> {
        self.readers.run(move |connection| photos::state(connection, parent, &uid, &slot)).await
    }

    /// What is known of a report or a message by its uid.
    pub async fn parent(&self, parent: Parent, uid: String) -> Result<Option<Received>, StoreError> {
        self.readers.run(move |connection| photos::parent(connection, parent, &uid)).await
    }

    /// Keeps a reporter's message once, if `decide` takes it where the report stands. When this returns, it is on the disk.
    pub async fn tell(
        &self,
        message: NewMessage,
        decide: impl FnOnce(&Standing) -> Result<(), Refusal> + Send + 'static,
    ) -> Result<Told, StoreError> {
        let told = self.writer.run(move |connection| messages::receive(connection, message, decide)).await?;
        self.counts.told(&told);
        Ok(told)
    }

    /// The end of the conversation about a report but for its last `skip` messages.
    pub async fn messages(&self, report: i64, skip: u32) -> Result<Latest, StoreError> {
        self.readers.run(move |connection| messages::latest(connection, report, skip)).await
    }

    /// All that a report's own reporter may see; `None` once it was erased.
    pub async fn private(&self, report: i64) -> Result<Option<Private>, StoreError> {
        self.readers.run(move |connection| private::of_report(connection, report)).await
    }

    /// A photo of this report, of its messages or of its updates.
    pub async fn private_photo(&self, report: i64, id: String) -> Result<Option<Vec<u8>>, StoreError> {
        self.readers.run(move |connection| private::photo(connection, report, &id)).await
    }

    /// A photo of a published report or of an update, by its public name.
    pub async fn published_photo(&self, desk: String, id: String) -> Result<Option<Vec<u8>>, StoreError> {
        self.readers.run(move |connection| photos::published(connection, &desk, &id)).await
    }

    /// The most that the database may grow to; what no longer fits is refused whole.
    pub async fn bound(&self, bytes: u64) -> Result<(), StoreError> {
        self.writer.run(move |connection| schema::bound(connection, bytes)).await
    }

    /// Writes what waits and closes the database.
    pub fn close(self) {
        // Readers first: the last connection tidies up, and only the writer may.
        drop((self.readers, self.lists, self.passes));
        self.writer.finish();
    }
}

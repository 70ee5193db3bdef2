//! Where reports are kept: SQLite, one writer, several readers. Everything else in the server sees [`Store`]
//! and the plain types of [`records`], so that another database can stand behind them later.
//!
//! - [`schema`]: opening, pragmas, migrations
//! - [`writer`], [`readers`]: who may touch the database, and when an answer may be sent
//! - [`receiving`]: once-only; [`lookup`], [`listing`]: questions; [`updates`]: what a desk does

mod error;
mod listing;
mod lookup;
mod readers;
mod receiving;
mod records;
mod schema;
mod updates;
mod writer;

pub use error::StoreError;
pub use records::{
    Act, ByNumber, Key, NewReport, NewUpdate, PublishedFilter, Receipt, Received, Receiving, Record, Row,
    Update,
};

use readers::Readers;
use std::path::Path;
use writer::Writer;

/// The database's file inside the data folder.
pub const DATABASE: &str = "tanggap.sqlite";

pub struct Store {
    writer: Writer,
    readers: Readers,
}

impl Store {
    /// Opens the database of a data folder; makes and migrates it.
    pub fn open(data: &Path) -> Result<Self, StoreError> {
        let path = data.join(DATABASE);
        let connection = schema::open_writer(&path)?;
        let readers = Readers::open(&path)?;
        let writer = Writer::start(connection).map_err(|error| StoreError::Broken(error.to_string()))?;
        Ok(Self { writer, readers })
    }

    /// Keeps a report once. When this returns, it is on the disk.
    pub async fn receive(&self, report: NewReport) -> Result<Receiving, StoreError> {
        self.writer.run(move |connection| receiving::receive(connection, report)).await
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

    /// Published reports, newest first.
    pub async fn published(&self, filter: PublishedFilter) -> Result<Vec<Record>, StoreError> {
        self.readers.run(move |connection| listing::published(connection, &filter)).await
    }

    /// Every report without its content, newest first: a desk's list.
    pub async fn all(&self) -> Result<Vec<Row>, StoreError> {
        self.readers.run(listing::all).await
    }

    /// Makes a report public. False when no report has this number.
    pub async fn publish(&self, ticket: String, at: i64) -> Result<bool, StoreError> {
        self.writer.run(move |connection| updates::publish(connection, &ticket, at)).await
    }

    /// Adds what a desk did. False when no report has this number.
    pub async fn add_update(&self, update: NewUpdate) -> Result<bool, StoreError> {
        self.writer.run(move |connection| updates::add(connection, &update)).await
    }

    /// Whether the database answers at all.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.readers.run(|connection| Ok(connection.query_row("select 1", [], |_| Ok(()))?)).await
    }

    /// Writes what waits and closes the database.
    pub fn close(self) {
        // Readers first: the last connection tidies up, and only the writer may.
        drop(self.readers);
        self.writer.finish();
    }
}

//! IndexedDB, as thin as it can be: one handle that is opened when it is needed, dropped when it dies, and opened
//! again. No transaction is ever held across an await (docs/adr/0008-device-store.md).

mod commit;
mod connection;
mod fault;
mod read;
mod stores;
mod transaction;

pub use connection::Lost;

use connection::Connection;
use fault::Trouble;
use js_sys::Promise;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use tanggap_core::ports::{Batch, Contents, Record, StoreFault};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// How often a dead connection is opened anew before an operation is given up (C6).
const HEALS: u32 = 3;

pub struct Idb {
    name: String,
    connection: RefCell<Option<Rc<Connection>>>,
    /// One opening at a time, whoever asks.
    opening: RefCell<Option<Promise>>,
    /// The browser said that it threw the contents away; told once.
    data_lost: Cell<bool>,
    on_lost: Rc<dyn Fn(Lost)>,
}

impl Idb {
    /// `on_lost` hears of a connection that ended although nobody here closed it.
    pub async fn open(name: &str, on_lost: impl Fn(Lost) + 'static) -> Result<Rc<Self>, StoreFault> {
        let idb = Rc::new(Self {
            name: name.to_owned(),
            connection: RefCell::default(),
            opening: RefCell::default(),
            data_lost: Cell::new(false),
            on_lost: Rc::new(on_lost),
        });
        idb.connected().await?;
        Ok(idb)
    }

    pub async fn read_all(self: &Rc<Self>) -> Result<Contents, StoreFault> {
        let (items, answers) = self.with(read::everything).await?;
        Ok(Contents { items, answers, data_lost: self.data_lost.take() })
    }

    pub async fn drafts(self: &Rc<Self>) -> Result<Vec<Record>, StoreFault> {
        self.with(read::drafts).await
    }

    pub async fn draft(self: &Rc<Self>, key: &str) -> Result<Option<Record>, StoreFault> {
        self.with(async |connection| read::draft(connection, key).await).await
    }

    pub async fn bytes(self: &Rc<Self>, key: &str) -> Result<Option<Vec<u8>>, StoreFault> {
        self.with(async |connection| read::bytes(connection, key).await).await
    }

    pub async fn setting(self: &Rc<Self>, key: &str) -> Result<Option<String>, StoreFault> {
        self.with(async |connection| read::setting(connection, key).await).await
    }

    pub async fn commit(self: &Rc<Self>, batch: &Batch) -> Result<(), StoreFault> {
        self.with(async |connection| commit::batch(connection, batch).await).await
    }

    pub async fn set(self: &Rc<Self>, key: &str, text: &str) -> Result<(), StoreFault> {
        self.with(async |connection| commit::setting(connection, key, text).await).await
    }

    /// Empties every store: the person removes everything from this device.
    pub async fn clear(self: &Rc<Self>) -> Result<(), StoreFault> {
        self.with(commit::clear).await
    }

    /// Does something, once more with the same content when the connection died under it (C7). If the first time
    /// was written after all, the second meets its own version and is a conflict: whoever asked reads again.
    async fn with<T>(
        self: &Rc<Self>,
        work: impl AsyncFn(&Connection) -> Result<T, Trouble>,
    ) -> Result<T, StoreFault> {
        for _ in 0..2 {
            let connection = self.connected().await?;
            match work(&connection).await {
                Ok(done) => return Ok(done),
                Err(Trouble::Fault(fault)) => return Err(fault),
                Err(Trouble::ConnectionLost) => connection.close(),
            }
        }
        Err(StoreFault::Unavailable)
    }

    async fn connected(self: &Rc<Self>) -> Result<Rc<Connection>, StoreFault> {
        for _ in 0..HEALS {
            if let Some(connection) = self.usable() {
                return Ok(connection);
            }
            match self.opened().await {
                // Nothing to open, or no time: waiting longer would leave the person before a dead page.
                Err(Trouble::Fault(fault)) => return Err(fault),
                Ok(()) | Err(Trouble::ConnectionLost) => {}
            }
        }
        self.usable().ok_or(StoreFault::Unavailable)
    }

    fn usable(&self) -> Option<Rc<Connection>> {
        self.connection.borrow().clone().filter(|connection| connection.is_open())
    }

    async fn opened(self: &Rc<Self>) -> Result<(), Trouble> {
        let opening = self.opening.borrow_mut().get_or_insert_with(|| self.start_opening()).clone();
        let outcome = JsFuture::from(opening).await;
        outcome.map(drop).map_err(|name| fault::on_opening(&name.as_string().unwrap_or_default()))
    }

    fn start_opening(self: &Rc<Self>) -> Promise {
        let idb = self.clone();
        future_to_promise(async move {
            let outcome = connection::open(&idb.name, idb.on_lost.clone()).await;
            idb.opening.take();
            let (connection, data_lost) = outcome.map_err(|name| JsValue::from(&*name))?;
            idb.data_lost.set(idb.data_lost.get() || data_lost);
            *idb.connection.borrow_mut() = Some(Rc::new(connection));
            Ok(JsValue::UNDEFINED)
        })
    }
}

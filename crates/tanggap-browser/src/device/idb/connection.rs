//! Opens the database, with an end to waiting: a browser may call back never, and a third tab behind an upgrade is
//! told nothing at all (C5, D4).

use super::{
    fault::{MISSING, TIMED_OUT},
    stores::{VERSION, make_stores},
};
use crate::js;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsValue, closure::Closure};

const OPEN_MS: u32 = 5_000;

/// Why a connection ended although nobody here closed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// A newer app in another tab wants to change the database: we made way.
    NewerApp,
    /// The browser closed it: site data cleared, or the storage died (C9).
    ByBrowser,
}

type Listener = Closure<dyn FnMut(JsValue)>;

pub struct Connection {
    pub db: JsValue,
    closed: Rc<Cell<bool>>,
    _listeners: [Listener; 2],
}

impl Connection {
    fn new(db: JsValue, on_lost: Rc<dyn Fn(Lost)>) -> Self {
        let closed = Rc::new(Cell::new(false));
        let listeners = [("onversionchange", Lost::NewerApp), ("onclose", Lost::ByBrowser)];
        let listeners = listeners.map(|(event, why)| {
            let (handle, closed, on_lost) = (db.clone(), closed.clone(), on_lost.clone());
            let listener = Listener::new(move |_| {
                on_lost(why);
                closed.set(true);
                let _closed = js::call(&handle, "close", &[]);
            });
            js::set(&db, event, listener.as_ref());
            listener
        });
        Self { db, closed, _listeners: listeners }
    }

    pub fn is_open(&self) -> bool {
        !self.closed.get()
    }

    /// Running transactions still end; new ones go to the next connection.
    pub fn close(&self) {
        self.closed.set(true);
        for event in ["onversionchange", "onclose"] {
            js::set(&self.db, event, &JsValue::NULL);
        }
        let _closed = js::call(&self.db, "close", &[]);
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.close();
    }
}

/// The connection, and whether the browser said that it lost the old contents. The error is a name.
pub async fn open(name: &str, on_lost: Rc<dyn Fn(Lost)>) -> Result<(Connection, bool), String> {
    let mut outcome = attempt(name, Some(VERSION)).await;
    if outcome.as_ref().is_err_and(|name| name == TIMED_OUT) {
        outcome = attempt(name, Some(VERSION)).await;
    }
    if outcome.as_ref().is_err_and(|name| name == "VersionError") {
        // Made by a newer app: as it is, it has everything that we know (D5).
        outcome = attempt(name, None).await;
    }
    outcome.map(|(db, data_lost)| (Connection::new(db, on_lost), data_lost))
}

async fn attempt(name: &str, version: Option<u32>) -> Result<(JsValue, bool), String> {
    let factory = js::global("indexedDB").ok_or(MISSING)?;
    let mut arguments = vec![name.into()];
    arguments.extend(version.map(JsValue::from));
    let request = js::call(&factory, "open", &arguments).map_err(|error| js::error_name(&error))?;
    let data_lost = Rc::new(Cell::new(false));
    let seen = data_lost.clone();
    let upgrade = Listener::new(move |event: JsValue| {
        seen.set(js::text(&event, "dataLoss").as_deref() == Some("total"));
        let request = js::get(&event, "target");
        if make_stores(&js::get(&request, "result")).is_err() {
            // Half a database would be taken for a whole one the next time (D6).
            let _taken_back = js::call(&js::get(&request, "transaction"), "abort", &[]);
        }
    });
    js::set(&request, "onupgradeneeded", upgrade.as_ref());
    let outcome = js::settled_within(OPEN_MS, |resolve, reject| {
        js::set(&request, "onsuccess", resolve);
        js::set(&request, "onerror", reject);
    })
    .await;
    match outcome {
        Ok(_) => Ok((js::get(&request, "result"), data_lost.get())),
        Err(event) if event.is_undefined() => {
            // Should it open after all, it must not stand in the way of an upgrade, and must have its stores.
            upgrade.forget();
            let late = Closure::once_into_js(|event: JsValue| {
                let _closed = js::call(&js::get(&js::get(&event, "target"), "result"), "close", &[]);
            });
            js::set(&request, "onsuccess", &late);
            Err(TIMED_OUT.to_owned())
        }
        Err(_) => Err(js::error_name(&js::get(&request, "error"))),
    }
}

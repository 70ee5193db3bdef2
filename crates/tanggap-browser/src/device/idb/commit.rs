//! Writings, each in one transaction. What is expected is asked first and everything is written from within the
//! last answer, so that nothing can come between.

use super::{
    connection::Connection,
    fault::Trouble,
    stores::{ALL, ANSWERS, BYTES, DRAFTS, ITEMS, SETTINGS},
    transaction::Transaction,
};
use crate::js;
use js_sys::Uint8Array;
use std::{cell::RefCell, rc::Rc};
use tanggap_core::ports::{Batch, Change, Record, StoreFault};
use wasm_bindgen::{JsValue, closure::Closure};

/// One call to a store, ready to be made.
struct Write {
    store: &'static str,
    method: &'static str,
    arguments: Vec<JsValue>,
}

/// Something that is asked before anything is written.
enum Ask {
    Rev {
        request: JsValue,
        expected: f64,
    },
    NoBytes {
        request: JsValue,
    },
    /// Where the answer with this key stands; it is taken away.
    OldAnswer {
        request: JsValue,
    },
}

pub async fn batch(connection: &Connection, batch: &Batch) -> Result<(), Trouble> {
    let stores = touched(batch);
    if stores.is_empty() {
        return Ok(());
    }
    let writes = batch.changes.iter().filter_map(write).collect();
    let transaction = Transaction::to_write(connection, &stores)?;
    let asks = ask(&transaction, batch)?;
    let last = asks.last().map(
        |(Ask::Rev { request, .. } | Ask::NoBytes { request } | Ask::OldAnswer { request })| request.clone(),
    );
    let refused = Rc::new(RefCell::new(None));
    let (inside, why) = (transaction.handle(), refused.clone());
    let act = move || {
        if let Err(trouble) = answered(&inside, &asks).and_then(|()| put(&inside, writes)) {
            *why.borrow_mut() = Some(trouble);
            inside.abort();
        }
    };
    match last {
        None => act(),
        Some(last) => js::set(&last, "onsuccess", &Closure::once_into_js(act)),
    }
    let ended = transaction.ended().await;
    match refused.take() {
        Some(trouble) => Err(trouble),
        None => ended,
    }
}

pub async fn setting(connection: &Connection, key: &str, text: &str) -> Result<(), Trouble> {
    let transaction = Transaction::to_write(connection, &[SETTINGS])?;
    transaction.ask(SETTINGS, "put", &[text.into(), key.into()])?;
    transaction.ended().await
}

pub async fn clear(connection: &Connection) -> Result<(), Trouble> {
    let transaction = Transaction::to_write(connection, &ALL)?;
    for store in ALL {
        transaction.ask(store, "clear", &[])?;
    }
    transaction.ended().await
}

fn touched(batch: &Batch) -> Vec<&'static str> {
    let by_change = batch.changes.iter().map(|change| match change {
        Change::PutItem(_) | Change::RemoveItem(_) => ITEMS,
        Change::PutBytes(..) | Change::RemoveBytes(_) => BYTES,
        Change::PutAnswer(_) | Change::RemoveAnswer(_) => ANSWERS,
        Change::PutDraft(_) | Change::RemoveDraft(_) => DRAFTS,
    });
    let expected = [
        (!batch.expect.is_empty()).then_some(ITEMS),
        (!batch.expect_drafts.is_empty()).then_some(DRAFTS),
        (!batch.expect_no_bytes.is_empty()).then_some(BYTES),
    ];
    let all: Vec<_> = by_change.chain(expected.into_iter().flatten()).collect();
    ALL.into_iter().filter(|store| all.contains(store)).collect()
}

fn ask(transaction: &Transaction, batch: &Batch) -> Result<Vec<Ask>, JsValue> {
    let mut asks = Vec::new();
    for (store, expectations) in [(ITEMS, &batch.expect), (DRAFTS, &batch.expect_drafts)] {
        for (key, rev) in expectations {
            let request = transaction.ask(store, "get", &[key.into()])?;
            asks.push(Ask::Rev { request, expected: *rev as f64 });
        }
    }
    for key in &batch.expect_no_bytes {
        asks.push(Ask::NoBytes { request: transaction.ask(BYTES, "getKey", &[key.into()])? });
    }
    for change in &batch.changes {
        if let Change::PutAnswer(Record { key, .. }) | Change::RemoveAnswer(key) = change {
            let request = transaction.ask_index(ANSWERS, "getKey", &[key.into()])?;
            asks.push(Ask::OldAnswer { request });
        }
    }
    Ok(asks)
}

/// Whether everything is as expected; old answers go.
fn answered(transaction: &Transaction, asks: &[Ask]) -> Result<(), Trouble> {
    let result = |request: &JsValue| js::get(request, "result");
    let as_expected = asks.iter().all(|ask| match ask {
        Ask::Rev { request, expected } => js::number(&result(request), "rev").unwrap_or(0.0) == *expected,
        Ask::NoBytes { request } => result(request).is_undefined(),
        Ask::OldAnswer { .. } => true,
    });
    if !as_expected {
        return Err(Trouble::Fault(StoreFault::Conflict));
    }
    for ask in asks {
        if let Ask::OldAnswer { request } = ask
            && !result(request).is_undefined()
        {
            transaction.ask(ANSWERS, "delete", &[result(request)])?;
        }
    }
    Ok(())
}

fn put(transaction: &Transaction, writes: Vec<Write>) -> Result<(), Trouble> {
    for Write { store, method, arguments } in writes {
        transaction.ask(store, method, &arguments)?;
    }
    Ok(())
}

/// Old answers are found by asking, so only what comes new is written.
fn write(change: &Change) -> Option<Write> {
    let (store, method, arguments) = match change {
        Change::PutItem(record) => (ITEMS, "put", vec![versioned(record)]),
        Change::PutDraft(record) => (DRAFTS, "put", vec![versioned(record)]),
        Change::PutAnswer(record) => (ANSWERS, "add", vec![object(record)]),
        // Buffers, never blobs: Safari loses those (C14).
        Change::PutBytes(key, bytes) => {
            (BYTES, "put", vec![js::get(&Uint8Array::from(&**bytes), "buffer"), key.into()])
        }
        Change::RemoveItem(key) => (ITEMS, "delete", vec![key.into()]),
        Change::RemoveDraft(key) => (DRAFTS, "delete", vec![key.into()]),
        Change::RemoveBytes(key) => (BYTES, "delete", vec![key.into()]),
        Change::RemoveAnswer(_) => return None,
    };
    Some(Write { store, method, arguments })
}

/// As the carrier writes its answers too.
fn object(record: &Record) -> JsValue {
    js::object(&[("key", (&*record.key).into()), ("text", (&*record.text).into())])
}

fn versioned(record: &Record) -> JsValue {
    let value = object(record);
    js::set(&value, "rev", &(record.rev as f64).into());
    value
}

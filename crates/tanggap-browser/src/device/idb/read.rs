//! Readings, each of one moment.

use super::{
    connection::Connection,
    fault::Trouble,
    stores::{ANSWERS, BYTES, DRAFTS, ITEMS, SETTINGS},
    transaction::Transaction,
};
use crate::js;
use js_sys::{Array, Uint8Array};
use tanggap_core::ports::Record;
use wasm_bindgen::{JsCast, JsValue};

/// Items and answers, as of the same moment.
pub async fn everything(connection: &Connection) -> Result<(Vec<Record>, Vec<Record>), Trouble> {
    let transaction = Transaction::to_read(connection, &[ITEMS, ANSWERS])?;
    let items = transaction.ask(ITEMS, "getAll", &[])?;
    let answers = transaction.ask(ANSWERS, "getAll", &[])?;
    transaction.ended().await?;
    Ok((records(&items), records(&answers)))
}

pub async fn drafts(connection: &Connection) -> Result<Vec<Record>, Trouble> {
    let transaction = Transaction::to_read(connection, &[DRAFTS])?;
    let drafts = transaction.ask(DRAFTS, "getAll", &[])?;
    transaction.ended().await?;
    Ok(records(&drafts))
}

pub async fn draft(connection: &Connection, key: &str) -> Result<Option<Record>, Trouble> {
    one(connection, DRAFTS, key).await.map(|value| record(&value))
}

pub async fn bytes(connection: &Connection, key: &str) -> Result<Option<Vec<u8>>, Trouble> {
    let value = one(connection, BYTES, key).await?;
    if value.is_undefined() {
        return Ok(None);
    }
    let view = js::construct("Uint8Array", &[value])?;
    Ok(Some(view.unchecked_into::<Uint8Array>().to_vec()))
}

pub async fn setting(connection: &Connection, key: &str) -> Result<Option<String>, Trouble> {
    one(connection, SETTINGS, key).await.map(|value| value.as_string())
}

async fn one(connection: &Connection, store: &str, key: &str) -> Result<JsValue, Trouble> {
    let transaction = Transaction::to_read(connection, &[store])?;
    let request = transaction.ask(store, "get", &[key.into()])?;
    transaction.ended().await?;
    Ok(js::get(&request, "result"))
}

fn records(request: &JsValue) -> Vec<Record> {
    let all = js::get(request, "result").dyn_into::<Array>().unwrap_or_default();
    all.iter().filter_map(|value| record(&value)).collect()
}

/// A damaged record is handed on as far as it goes: the core sets it aside (C15).
fn record(value: &JsValue) -> Option<Record> {
    Some(Record {
        key: js::text(value, "key")?,
        rev: js::number(value, "rev").unwrap_or(0.0) as u64,
        text: js::text(value, "text").unwrap_or_default(),
    })
}

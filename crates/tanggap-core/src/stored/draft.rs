//! A draft as the device keeps it: everything that a person has told so far. Nothing in it is required but its uid,
//! so restoring a draft depends on no field.

mod listed;
mod read;
mod saved;
mod sensitive;
mod write;

pub use listed::Listed;
pub use saved::{Correction, DraftPhoto, SavedDraft};
pub use write::write_draft;

use super::fields::SCHEMA_VERSION;
use crate::{ports::Record, wire};
use serde_json::Value;

pub enum ReadDraft {
    Draft(Box<SavedDraft>),
    /// Written by a newer app: shown, exported, not touched.
    Newer,
    Broken,
}

pub fn read_draft(record: &Record) -> ReadDraft {
    let Some(value) = wire::parse(record.text.as_bytes()) else { return ReadDraft::Broken };
    match value.get("schema_version").and_then(Value::as_u64) {
        Some(version) if version > SCHEMA_VERSION => ReadDraft::Newer,
        Some(1) => {
            let saved = read::draft_v1(&value, record.rev).filter(|saved| saved.uid.as_str() == record.key);
            saved.map_or(ReadDraft::Broken, |saved| ReadDraft::Draft(Box::new(saved)))
        }
        _ => ReadDraft::Broken,
    }
}

#[cfg(test)]
mod tests;

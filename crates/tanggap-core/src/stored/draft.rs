//! A draft as the device keeps it: everything that a person has told so far. Nothing in it is required but its uid,
//! so restoring a draft depends on no field.

mod listed;
mod read;
mod sensitive;
mod write;

pub use listed::Listed;
pub use write::write_draft;

use super::SCHEMA_VERSION;
use crate::{journey::Draft, media::MediaClaim, outbox::Numbers, ports::Record, report::Uid, wire};
use serde_json::{Map, Value};

/// A draft with what belongs to it on this device. Its photos lie in the store's bytes under `{uid}/{slot}`.
#[derive(Clone, PartialEq)]
pub struct SavedDraft {
    /// Which the report will have too (R1).
    pub uid: Uid,
    /// Counts the versions from 1; 0 is not in the store yet.
    pub rev: u64,
    pub app_version: String,
    /// Of the questions that `draft.answers` answers; empty where none was chosen.
    pub form_version: String,
    /// Seconds since 1970, by the device's clock: shown, never reckoned with.
    pub saved_at: i64,
    /// Where the person was: the path of the step within the app.
    pub step: String,
    pub draft: Draft,
    pub corrects: Option<Correction>,
    pub photos: Vec<DraftPhoto>,
    /// Desk and code of the one service, sensitive as it is, for which the person wants the draft kept (R14).
    pub kept_for: Option<(String, String)>,
    /// What a newer minor version wrote beside, kept as it is.
    pub extra: Map<String, Value>,
}

/// The refused report that this draft corrects: the numbers stay, the uid is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    pub replaces: Uid,
    pub numbers: Numbers,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftPhoto {
    pub claim: MediaClaim,
    /// The file's name, for the person's eyes; it goes nowhere.
    pub name: Option<String>,
}

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

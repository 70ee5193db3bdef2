//! A draft with what belongs to it on this device.

use crate::{journey::Draft, media::MediaClaim, outbox::Numbers, report::Uid};
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

//! A timeline as its reader sees it: everyone with the number, or the reporter.

use super::{present, stored};
use crate::store::{Record, Timeline, Update};
use serde_json::{Value, json};
use tanggap_core::config::PortalConfig;

/// Who reads a timeline.
#[derive(Clone, Copy)]
pub enum Reader<'a> {
    /// Everyone with the number.
    All,
    /// The reporter; `base` begins the addresses of pictures that only they see.
    Reporter { base: &'a str },
}

/// All of it that there is room for. How many entries are left out the first one says: GeoReport's answer is a list and nothing
/// else.
pub fn timeline(
    config: &PortalConfig,
    record: &Record,
    timeline: &Timeline,
    api: &str,
    reader: Reader<'_>,
) -> Vec<Value> {
    let entry = |known| update(config, record, known, api, reader);
    let mut shown: Vec<Value> = timeline.updates.iter().filter_map(entry).collect();
    if let Some(first) = shown.first_mut().filter(|_| timeline.earlier > 0) {
        first["extended_attributes"]["tanggap"]["earlier"] = timeline.earlier.into();
    }
    shown
}

/// One entry of a timeline as its reader sees it; `None` where there is nothing in it for them.
fn update(
    config: &PortalConfig,
    record: &Record,
    update: &Update,
    api: &str,
    reader: Reader<'_>,
) -> Option<Value> {
    let is_shown = update.for_all || matches!(reader, Reader::Reporter { .. });
    if !is_shown && update.kind == "note" {
        return None;
    }
    let mut own = json!({"kind": update.kind, "desk": update.desk});
    if let Some(to_desk) = &update.to_desk {
        own["to_desk"] = to_desk.as_str().into();
    }
    if update.by_reporter {
        own["by"] = "reporter".into();
    }
    if !update.for_all && is_shown {
        own["for"] = "reporter".into();
    }
    let mut shown = json!({
        "update_id": update.update_id,
        "service_request_id": record.ticket,
        "status": update.status,
        "updated_datetime": present::instant(update.at, record),
        "description": update.note.as_deref().filter(|_| is_shown).map(stored::office_words).unwrap_or_default(),
        "extended_attributes": {"tanggap": own},
    });
    if let Some(id) = update.photo.as_ref().filter(|_| is_shown) {
        shown["media_url"] = match reader {
            Reader::Reporter { base } if !update.for_all => present::private_photo(base, record, id),
            _ => present::media_url(config, api, record, id),
        }
        .into();
    }
    Some(shown)
}

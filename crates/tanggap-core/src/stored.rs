//! The shapes in the device's store, versioned (R16). Every past version stays readable; a newer one is left as it
//! is and can be exported; what cannot be read is set aside, never dropped. Golden files: tests/fixtures/stored-v1.

mod answer;
mod draft;
pub(crate) mod fields;
mod read;
mod words;
mod write;

pub use answer::{read_answer, write_answer};
pub use draft::{Correction, DraftPhoto, Listed, ReadDraft, SavedDraft, read_draft, write_draft};
pub use fields::SCHEMA_VERSION;
pub use write::write_item;

use crate::{json::Node, outbox::Item, ports::Record, wire};

/// What a record turned out to be.
pub enum Read {
    Item(Box<Item>),
    /// Written by a newer app: shown, exported, not touched.
    Newer,
    /// Damaged: the others go on without it (C15).
    Broken,
}

pub fn read_item(record: &Record) -> Read {
    let Some(value) = wire::parse(record.text.as_bytes()) else { return Read::Broken };
    let root = Node::root(&value);
    match root.get("schema_version").optional_number() {
        Ok(Some(version)) if version > SCHEMA_VERSION as f64 => Read::Newer,
        Ok(Some(1.0)) => {
            let item = read::item_v1(&value, record.rev).filter(|item| item.key() == record.key);
            item.map_or(Read::Broken, |item| Read::Item(Box::new(item)))
        }
        _ => Read::Broken,
    }
}

#[cfg(test)]
mod tests;

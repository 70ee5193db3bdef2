//! Photos on the wire: the manifest in a report's body, `[{slot, sha256, size, type}]`, and how far one has come.

use super::{answer::says, envelope::parse};
use crate::{
    json::{Fault, Node},
    media::{MediaClaim, Slot, is_sha256},
    report::Uid,
};
use serde_json::{Value, json};

/// How much of a photo a server has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MediaProgress {
    /// Bytes from its start.
    pub received: u64,
    pub complete: bool,
}

/// Reads `{uid, slot, received, complete}`; `None` where it speaks of anything but this photo. An answer to a piece
/// leaves `complete` out.
pub fn media_progress(body: &[u8], uid: &Uid, slot: &str) -> Option<MediaProgress> {
    let value = parse(body)?;
    let root = Node::root(&value);
    let of_this = root.get("uid").text().ok()? == uid.as_str() && root.get("slot").text().ok()? == slot;
    let received = root.get("received").value().and_then(Value::as_u64)?;
    of_this.then(|| MediaProgress { received, complete: root.get("complete").flag().unwrap_or(false) })
}

/// Whether an error says that the bytes were damaged on their way, which is no fault of the photo.
pub fn media_was_damaged(body: &[u8]) -> bool {
    says(body, "hash")
}

pub fn media_json(media: &[MediaClaim]) -> Value {
    media.iter().map(claim_json).collect()
}

pub fn claim_json(claim: &MediaClaim) -> Value {
    json!({
        "slot": claim.slot.as_str(),
        "sha256": claim.sha256,
        "size": claim.size,
        "type": claim.media_type,
    })
}

/// Two photos of one slot would overwrite each other, so that is a fault.
pub fn read_media(node: &Node) -> Result<Vec<MediaClaim>, Fault> {
    let mut media: Vec<MediaClaim> = Vec::new();
    for node in node.list()? {
        let claim = read_claim(&node)?;
        if media.iter().any(|other| other.slot == claim.slot) {
            return Err(node.get("slot").fault("a slot of its own"));
        }
        media.push(claim);
    }
    Ok(media)
}

pub fn read_claim(node: &Node) -> Result<MediaClaim, Fault> {
    let text = |name: &'static str| {
        let node = node.get(name);
        let text = node.value().and_then(Value::as_str).map(str::to_owned);
        text.filter(|text| !text.chars().any(char::is_control)).ok_or_else(|| node.fault("text"))
    };
    let sha256 = text("sha256")?;
    Ok(MediaClaim {
        slot: Slot::parse(&text("slot")?)
            .ok_or_else(|| node.get("slot").fault("8 to 40 letters, digits, - or _"))?,
        sha256: if is_sha256(&sha256) {
            sha256
        } else {
            return Err(node.get("sha256").fault("64 lower-case hex digits"));
        },
        size: node
            .get("size")
            .value()
            .and_then(Value::as_u64)
            .filter(|size| *size > 0)
            .ok_or_else(|| node.get("size").fault("a number of bytes"))?,
        media_type: text("type")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASH: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    fn photo() -> Value {
        json!({"slot": "Zx9_-k2Q", "sha256": HASH, "size": 250_000, "type": "image/jpeg"})
    }

    fn read(media: &Value) -> Result<Vec<MediaClaim>, String> {
        read_media(&Node::root(&json!({ "media": media })).get("media")).map_err(|fault| fault.to_string())
    }

    #[test]
    fn photos_are_written_as_they_are_read() {
        let mut other = photo();
        other["slot"] = "another-slot".into();
        let both = json!([photo(), other]);
        assert_eq!(media_json(&read(&both).unwrap()), both);
        assert_eq!(read(&json!([])), Ok(Vec::new()));
        assert_eq!(read(&Value::Null), Ok(Vec::new()));
    }

    #[test]
    fn what_a_newer_phone_says_of_a_photo_is_no_fault_of_the_report() {
        let mut newer = photo();
        newer["type"] = "image/avif".into();
        newer["taken_with"] = "camera".into();
        assert!(read(&json!([newer])).is_ok());
    }

    #[test]
    fn progress_counts_only_for_the_photo_it_names() {
        let uid = Uid::parse("6f9619ff-8b86-4d01-b42d-00cf4fc964ff").unwrap();
        let body = |uid: &str, slot: &str, received: Value| {
            json!({"uid": uid, "slot": slot, "received": received}).to_string()
        };
        let progress = |received, complete| Some(MediaProgress { received, complete });
        let whole = format!(r#"{{"uid":"{}","slot":"Zx9_-k2Q","received":9,"complete":true}}"#, uid.as_str());
        for (body, meaning) in [
            (body(uid.as_str(), "Zx9_-k2Q", json!(65_536)), progress(65_536, false)),
            (whole, progress(9, true)),
            (body(uid.as_str(), "another-slot", json!(65_536)), None),
            (body("00000000-0000-4000-8000-000000000000", "Zx9_-k2Q", json!(65_536)), None),
            (body(uid.as_str(), "Zx9_-k2Q", json!(-1)), None),
            (body(uid.as_str(), "Zx9_-k2Q", Value::Null), None),
            ("[]".to_owned(), None),
        ] {
            assert_eq!(media_progress(body.as_bytes(), &uid, "Zx9_-k2Q"), meaning, "{body}");
        }
    }

    #[test]
    fn a_bad_line_names_its_field() {
        for (field, bad, message) in [
            ("slot", json!("../../x/"), "media[0].slot: expected 8 to 40 letters, digits, - or _"),
            ("slot", json!(12_345_678), "media[0].slot: expected text"),
            ("sha256", json!("ff"), "media[0].sha256: expected 64 lower-case hex digits"),
            ("size", json!(0), "media[0].size: expected a number of bytes"),
            ("size", json!("9"), "media[0].size: expected a number of bytes"),
            ("type", Value::Null, "media[0].type: expected text"),
        ] {
            let mut photo = photo();
            photo[field] = bad;
            assert_eq!(read(&json!([photo])), Err(message.to_owned()));
        }
        assert_eq!(
            read(&json!([photo(), photo()])),
            Err("media[1].slot: expected a slot of its own".to_owned())
        );
        assert_eq!(read(&json!("x")), Err("media: expected a list".to_owned()));
    }
}

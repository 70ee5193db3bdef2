//! Photos as a report lists them: what the phone has, told before the first byte of it is sent.

use crate::form::{FieldProblem, Problem};

/// Photos of one report.
pub const PHOTOS: usize = 8;
/// Bytes of one photo. The phone stays far below; a picture from another client may not.
pub const PHOTO_BYTES: u64 = 8 << 20;
/// Bytes of all photos of one report.
pub const REPORT_PHOTO_BYTES: u64 = 40 << 20;
/// Bytes of one piece of a photo on its way.
pub const PIECE_BYTES: u64 = 64 << 10;

/// One line of a report's manifest. A claim: the photo's bytes may still become smaller until they are received,
/// and the server looks at them itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaClaim {
    pub slot: Slot,
    /// Of the bytes that the phone has now; 64 lower-case hex digits.
    pub sha256: String,
    /// In bytes.
    pub size: u64,
    /// `image/jpeg`, `image/png`, `image/webp`. Any other is the photo's trouble, never the text's: a newer phone
    /// may know more.
    pub media_type: String,
}

/// A photo's name within its report, made by the phone: `[A-Za-z0-9_-]{8,40}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot(String);

impl Slot {
    pub fn parse(text: &str) -> Option<Self> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        ((8..=40).contains(&text.len()) && text.bytes().all(fits)).then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a text is a SHA-256 as this protocol writes it.
pub fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// What a manifest asks for beyond what a server has room for.
pub fn check(media: &[MediaClaim]) -> Vec<FieldProblem> {
    let over =
        |field: String, max: u64| FieldProblem { field, problem: Problem::TooLarge { max: max as f64 } };
    if media.len() > PHOTOS {
        return vec![over("media".into(), PHOTOS as u64)];
    }
    let too_large = media.iter().enumerate().filter(|(_, claim)| claim.size > PHOTO_BYTES);
    let found: Vec<_> = too_large.map(|(at, _)| over(format!("media[{at}].size"), PHOTO_BYTES)).collect();
    let whole: u64 = media.iter().map(|claim| claim.size).fold(0, u64::saturating_add);
    match found.is_empty() && whole > REPORT_PHOTO_BYTES {
        true => vec![over("media".into(), REPORT_PHOTO_BYTES)],
        false => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_has_room_for_so_many_photos_of_such_sizes() {
        for (sizes, fields) in [
            (vec![], vec![]),
            (vec![PHOTO_BYTES; 5], vec![]),
            (vec![PHOTO_BYTES; 6], vec!["media"]),
            (vec![250_000; 9], vec!["media"]),
            (vec![1, PHOTO_BYTES + 1, 1, u64::MAX], vec!["media[1].size", "media[3].size"]),
        ] {
            let claim = |&size: &u64| MediaClaim {
                slot: Slot("12345678".into()),
                sha256: String::new(),
                size,
                media_type: "image/jpeg".into(),
            };
            let found = check(&sizes.iter().map(claim).collect::<Vec<_>>());
            assert_eq!(
                found.iter().map(|problem| problem.field.as_str()).collect::<Vec<_>>(),
                fields,
                "{sizes:?}"
            );
        }
    }

    #[test]
    fn a_slot_is_a_short_name_that_fits_an_address() {
        for (text, fits) in [
            ("Zx9_-k2Q", true),
            ("6f9619ff-8b86-4d01-b42d-00cf4fc964ff", true),
            ("seven77", false),
            ("a/b/c/d/e/f", false),
            ("a.b.c.d.e", false),
            ("café-café", false),
            ("x234567890123456789012345678901234567890", true),
            ("x2345678901234567890123456789012345678901", false),
        ] {
            assert_eq!(Slot::parse(text).is_some(), fits, "{text}");
        }
    }

    #[test]
    fn a_hash_is_written_in_one_way() {
        let hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        assert!(is_sha256(hash));
        assert!(!is_sha256(&hash.to_uppercase()));
        assert!(!is_sha256(&hash[1..]));
    }
}

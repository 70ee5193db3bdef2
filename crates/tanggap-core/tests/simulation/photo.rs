//! Simulated photos: a few bytes each, in pieces of four, so that one photo has several pieces and the schedules stay
//! quick. What stands for the SHA-256 is a sum that is cheap to make.

use tanggap_core::{
    outbox::{NewMedia, Parcel},
    ports::Request,
};

/// The size of a piece here.
pub const PIECE: u64 = 4;

/// A photo for a slot; each version is smaller than the one before.
pub fn photo(uid: &str, slot: &str, version: u8) -> NewMedia {
    let salt = slot.bytes().last().unwrap_or(0) + version;
    let size = 3 + u64::from(salt % 3) * 4 + 8u64.saturating_sub(u64::from(version) * 3);
    let bytes: Vec<u8> = (0..size).map(|place| salt.wrapping_mul(31).wrapping_add(place as u8 * 7)).collect();
    let headers = vec![("x-content-sha256".to_owned(), mark(&bytes))];
    let url = format!("put/reports/{uid}/media/{slot}");
    NewMedia { slot: slot.to_owned(), parcel: Parcel { url, headers, size }, bytes: Some(bytes) }
}

pub fn mark(bytes: &[u8]) -> String {
    let sum = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{sum:016x}")
}

/// What a request says of its bytes: the mark of the whole photo, where they begin, and how long it is in all.
pub fn place(request: &Request) -> (String, usize, usize) {
    let header = |wanted: &str| {
        request.headers.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    };
    let range = header("content-range").and_then(|value| {
        let (span, total) = value.strip_prefix("bytes ")?.split_once('/')?;
        Some((span.split_once('-')?.0.parse().ok()?, total.parse().ok()?))
    });
    let (first, total) = range.unwrap_or((0, request.bytes.len()));
    (header("x-content-sha256").unwrap_or_default().to_owned(), first, total)
}

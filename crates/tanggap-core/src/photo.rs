//! The rules for photos on the phone: which files are tried at all, how small they become, how many there may be.
//! Decoding is the browser's; what stands here is what must be known before and decided after.

mod header;

pub use header::{Header, Kind, header};

use sha2::{Digest, Sha256};

/// A photo leaves the phone with at most so many bytes (DESIGN §6).
pub const BYTES: u64 = 250_000;
/// Files above this are no photos of a phone.
pub const FILE_BYTES: u64 = 40 * 1_048_576;
/// Decoded, a pixel takes four bytes: what a camera with 50 megapixels makes is the most that a small phone bears.
pub const PIXELS: u64 = 51_000_000;
const SIDE: u32 = 12_000;
/// How much of a file is read to find its size in pixels: cameras put kilobytes of their own before it.
pub const HEAD_BYTES: u64 = 524_288;
/// What a re-encoded photo is.
pub const TYPE: &str = "image/jpeg";

/// One try: the longest side in pixels, and the JPEG's quality from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    pub side: u32,
    pub quality: f64,
}

const fn step(side: u32, quality: f64) -> Step {
    Step { side, quality }
}

/// What is tried, one after the other, until the photo is small enough. The last is small whatever it shows.
pub const LADDER: [Step; 8] = [
    step(1600, 0.82),
    step(1600, 0.72),
    step(1600, 0.6),
    step(1600, 0.45),
    step(1280, 0.5),
    step(1024, 0.5),
    step(800, 0.45),
    step(640, 0.4),
];

/// How to make one photo small.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plan {
    pub steps: &'static [Step],
    pub bytes: u64,
}

/// Why a file does not become a photo of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// There are as many as the desk takes.
    TooMany { most: usize },
    /// The file is larger than any photo.
    FileTooLarge,
    /// More pixels than a phone can hold.
    TooManyPixels,
    /// A film, a paper, a sound: not a picture.
    NotAPicture,
    /// This browser cannot read pictures of this kind; HEIC is the common one.
    UnknownKind,
    /// It should be readable and is not: cut short, or damaged.
    Unreadable,
    /// The file is gone or may not be read any more.
    Gone,
    /// The device has no room for it.
    NoRoom,
}

impl Plan {
    pub const FIRST: Self = Self { steps: &LADDER, bytes: BYTES };

    /// What to try when a desk found so many bytes too large: half of them. `None` where the photo could not become
    /// smaller and still show anything.
    pub fn below(size: u64) -> Option<Self> {
        const LEAST: u64 = 20_000;
        let bytes = size / 2;
        (bytes >= LEAST).then_some(Self { steps: &LADDER[2..], bytes })
    }
}

/// Whether a file may be decoded, by its beginning, its size and what the browser calls it.
pub fn may_decode(head: &[u8], file_bytes: u64, media_type: &str) -> Result<(), Refusal> {
    if file_bytes > FILE_BYTES {
        return Err(Refusal::FileTooLarge);
    }
    if head.is_empty() {
        return Err(Refusal::Unreadable);
    }
    let found = header(head);
    if found.kind == Kind::Other && !media_type.is_empty() && !media_type.starts_with("image/") {
        return Err(Refusal::NotAPicture);
    }
    match (found.kind, found.size) {
        (Kind::Jpeg | Kind::Png | Kind::Webp, None) => Err(Refusal::Unreadable),
        (_, Some((width, height))) => {
            let fits = width <= SIDE && height <= SIDE && u64::from(width) * u64::from(height) <= PIXELS;
            if fits { Ok(()) } else { Err(Refusal::TooManyPixels) }
        }
        // Kinds that only some browsers know: they may try.
        _ => Ok(()),
    }
}

/// Why decoding came to nothing: damaged, or of a kind that this browser does not know.
pub fn undecodable(head: &[u8]) -> Refusal {
    match header(head).kind {
        Kind::Jpeg | Kind::Png | Kind::Webp => Refusal::Unreadable,
        Kind::Heic | Kind::Other => Refusal::UnknownKind,
    }
}

/// The hash of a photo's bytes as the report's manifest has it.
pub fn sha256(bytes: &[u8]) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(HEX[usize::from(nibble & 15)]);
    Sha256::digest(bytes).iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

#[cfg(test)]
mod tests;

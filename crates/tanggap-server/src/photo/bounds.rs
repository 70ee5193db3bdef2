//! What is taken of a photo at most, and why something is none.

/// Longest side that is looked at, and how many pixels in all: decided from the header, before any is made.
pub const SIDE: u32 = 12_000;
pub const PIXELS: u64 = 40_000_000;
/// Bytes of pixels that a PNG or WebP may come to: 24 million pixels of three bytes, where a picture of a 4K screen has 8
/// million. A flat one of 40 million has 130 KB and costs as much as any.
pub const FLAT: u64 = 72_000_000;
/// Memory for the pixels of one photo, and for what they are made of.
pub const MEMORY: u64 = 256 << 20;
/// Longest side that is kept. Phones send less; this bounds what others fill the disk with.
pub const KEPT_SIDE: u32 = 2_560;

/// Why something is no photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoPhoto {
    /// Not JPEG, PNG or WebP by its first bytes, whatever its name says.
    #[error("it is no JPEG, PNG or WebP")]
    Kind,
    /// More pixels than are taken.
    #[error("it has too many pixels")]
    TooLarge,
    /// Put together of more scans than are worth the work.
    #[error("it is a JPEG of too many scans")]
    Scans,
    /// It says what it is, and is not.
    #[error("it is damaged")]
    Broken,
}

//! A photo goes up in pieces, so that a line that breaks costs one piece. How far it has come is the server's to say:
//! what is known here lives as long as the page, is never stored, and a wrong guess is put right by the next answer.
//! What proves that a photo is there is the receipt alone.

use crate::media::PIECE_BYTES;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PieceSize(pub u64);

impl Default for PieceSize {
    fn default() -> Self {
        Self(PIECE_BYTES)
    }
}

/// What this page knows of one photo's way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Upload {
    /// How much the server has; `None` where it must be asked.
    pub received: Option<u64>,
    /// The last thing that left for it was the question, not bytes.
    pub asked: bool,
    /// Failures in a row: another photo of the report goes first then.
    pub failures: u32,
}

/// A part of the frozen bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    pub first: u64,
    pub size: u64,
}

/// What to send of a photo next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Portion {
    /// First the question how much is there.
    Ask,
    Whole,
    Piece(Piece),
}

impl Upload {
    /// Whether what the server says now is more than it had. The answer to a question is neither more nor less.
    pub(super) fn grows_to(&self, received: u64) -> bool {
        !self.asked && self.received.is_none_or(|before| received > before)
    }

    pub(super) fn portion(&self, size: u64, piece: u64) -> Portion {
        if size <= piece {
            return Portion::Whole;
        }
        match self.received {
            None => Portion::Ask,
            // It has every byte and yet no photo: only all of it at once can help.
            Some(received) if received >= size => Portion::Whole,
            Some(first) => Portion::Piece(Piece { first, size: piece.min(size - first) }),
        }
    }
}

impl Piece {
    /// Its bytes and their `content-range`. Where there are fewer than the record says, what is there.
    pub fn of(self, bytes: &[u8]) -> (&[u8], String) {
        let place = |count: u64| usize::try_from(count).unwrap_or(usize::MAX).min(bytes.len());
        let (first, end) = (place(self.first), place(self.first.saturating_add(self.size)));
        let last = end.saturating_sub(1);
        (&bytes[first..end], format!("bytes {first}-{last}/{}", bytes.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_goes_on_where_the_server_stands() {
        let piece = |first, size| Portion::Piece(Piece { first, size });
        for (received, size, portion) in [
            (None, PIECE_BYTES, Portion::Whole),
            (None, PIECE_BYTES + 1, Portion::Ask),
            (Some(0), 250_000, piece(0, PIECE_BYTES)),
            (Some(PIECE_BYTES), 250_000, piece(PIECE_BYTES, PIECE_BYTES)),
            (Some(70_000), 250_000, piece(70_000, PIECE_BYTES)),
            (Some(249_999), 250_000, piece(249_999, 1)),
            (Some(250_000), 250_000, Portion::Whole),
            (Some(9_999_999), 250_000, Portion::Whole),
        ] {
            let upload = Upload { received, ..Upload::default() };
            assert_eq!(upload.portion(size, PIECE_BYTES), portion, "{received:?} of {size}");
        }
    }

    #[test]
    fn a_piece_says_where_it_belongs() {
        for (first, size, of_it, range) in [
            (0, 4, &b"0123"[..], "bytes 0-3/10"),
            (8, 2, &b"89"[..], "bytes 8-9/10"),
            (8, 4, &b"89"[..], "bytes 8-9/10"),
        ] {
            assert_eq!(Piece { first, size }.of(b"0123456789"), (of_it, range.to_owned()));
        }
    }
}

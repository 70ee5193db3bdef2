//! How long a text is against its limit, by one rule: for whoever checks it, and for whoever counts while it is typed.
//! What counts are characters; blanks at the ends are not sent and don't count.

/// From so many characters before the limit the rest is told.
const TOLD_FROM: usize = 500;

/// What is left of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// So much that nobody needs to know.
    Plenty,
    /// So many characters may follow.
    Left(usize),
    /// So many characters are too many.
    Over(usize),
}

/// What a text leaves of its limit. Of a limit that is short itself only the last quarter is told.
pub fn room(text: &str, limit: usize) -> Room {
    let length = text.trim().chars().count();
    match limit.checked_sub(length) {
        None => Room::Over(length - limit),
        Some(left) if left <= TOLD_FROM.min(limit / 4) => Room::Left(left),
        Some(_) => Room::Plenty,
    }
}

/// How many characters are too many; `None` where the text fits.
pub fn over(text: &str, limit: usize) -> Option<usize> {
    match room(text, limit) {
        Room::Over(count) => Some(count),
        Room::Plenty | Room::Left(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_is_told_from_five_hundred_before_the_limit() {
        for (length, limit, expected) in [
            (0, 4_000, Room::Plenty),
            (3_499, 4_000, Room::Plenty),
            (3_500, 4_000, Room::Left(500)),
            (4_000, 4_000, Room::Left(0)),
            (4_001, 4_000, Room::Over(1)),
            (7_042, 4_000, Room::Over(3_042)),
            (149, 200, Room::Plenty),
            (150, 200, Room::Left(50)),
        ] {
            assert_eq!(room(&"é".repeat(length), limit), expected, "{length} of {limit}");
        }
    }

    #[test]
    fn blanks_at_the_ends_do_not_count() {
        assert_eq!(over(&format!("  {}\n", "x".repeat(20)), 20), None);
        assert_eq!(over(&"x".repeat(22), 20), Some(2));
    }
}

//! What is kept of the bytes that a report or message came in: those bytes, with what a newer phone says in fields that
//! this server doesn't know, so that a later one can read it; but no padding.

/// What may be kept beyond what is read: fields that nobody here knows, blanks, escapes. In bytes.
const UNREAD: usize = 4 << 10;

/// What was sent or, where that is much longer than what this server reads of it, what it reads; `read` writes that.
pub fn kept(sent: Vec<u8>, read: impl FnOnce() -> Vec<u8>) -> Vec<u8> {
    if sent.len() <= UNREAD {
        return sent;
    }
    let read = read();
    if sent.len() <= read.len() + UNREAD { sent } else { read }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_reads_is_kept_up_to_4_kb() {
        for (sent, read, expected) in [
            (10, 5, 10),
            (UNREAD, 0, UNREAD),
            (UNREAD + 1, 0, 0),
            (UNREAD + 700, 700, UNREAD + 700),
            (62_000, 700, 700),
            (20_000, 18_000, 20_000),
            // Written anew it may be longer.
            (5_000, 6_000, 5_000),
        ] {
            assert_eq!(kept(vec![b' '; sent], || vec![b'x'; read]).len(), expected, "{sent} {read}");
        }
    }
}

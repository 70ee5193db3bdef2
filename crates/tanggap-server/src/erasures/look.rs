//! What is wrong with a log, for whoever starts a server beside it: a line that was altered or lost is otherwise found only when
//! something is to be erased, or restored.

use super::{line::Line, log};
use crate::named_file;
use std::path::Path;

/// A log of this database, as far as it can be read.
pub struct Looked {
    pub lines: Vec<Line>,
    /// Where in the file, from 1, something stands that is no line, with others behind it.
    pub damaged_at: Option<usize>,
}

/// `None` where there is none, or another database's.
pub fn look(path: &Path, of: &str) -> Option<Looked> {
    let bytes = named_file::read(path, named_file::LOG).ok()?;
    let (_, end) = log::header(&bytes).filter(|(database, _)| database == of)?;
    let (mut lines, mut damaged_at, mut bad) = (Vec::<Line>::new(), None, None);
    for (place, piece) in bytes[end..].split_inclusive(|byte| *byte == b'\n').enumerate() {
        // The header is the first line of the file.
        let place = place + 2;
        let text = piece.strip_suffix(b"\n").and_then(|text| std::str::from_utf8(text).ok());
        let line = text.and_then(Line::parse);
        // What is torn at the end was never acted on; anything behind it says that it was more than that.
        damaged_at = damaged_at.or(bad);
        match line.filter(|line| lines.last().is_none_or(|last| last.id < line.id)) {
            Some(line) => lines.push(line),
            None => bad = bad.or(Some(place)),
        }
    }
    Some(Looked { lines, damaged_at })
}

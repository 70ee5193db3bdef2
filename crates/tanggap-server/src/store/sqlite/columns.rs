//! Text columns, read so that no row stops a question about many: bytes that are no UTF-8 become U+FFFD.

use rusqlite::{Row, types::ValueRef};
use tanggap_core::office::WORDS_LIMIT;

/// A text; empty where there is none.
pub fn text(row: &Row<'_>, at: usize) -> rusqlite::Result<String> {
    Ok(optional_text(row, at)?.unwrap_or_default())
}

pub fn optional_text(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<String>> {
    match row.get_ref(at)? {
        ValueRef::Text(bytes) => Ok(Some(String::from_utf8_lossy(bytes).into_owned())),
        ValueRef::Null => Ok(None),
        _ => row.get(at),
    }
}

/// What the office said: no more of it than is taken now. An earlier release took any length, and one such note was longer than
/// all that a phone reads.
pub fn office_words(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<String>> {
    let mut words = optional_text(row, at)?;
    if let Some(words) = &mut words
        && let Some((end, _)) = words.char_indices().nth(WORDS_LIMIT)
    {
        words.truncate(end);
        words.push('…');
    }
    Ok(words)
}

//! What happened to a report, as it is read: from the end backwards, and only as far as an answer has room. Whoever wrote it, and
//! whenever: a desk that adds notes for years must not make an answer that no phone reads.

use super::{
    Audience, StoreError, Timeline, Update,
    columns::{office_words, optional_text, text},
    public::TELLS_ALL,
};
use rusqlite::{Connection, Row};

/// Of all entries of an answer together. Phones read 256 KB of one, and half of that is the conversation's.
const TIMELINE_BYTES: usize = 48 << 10;
/// What an entry takes beside its words: ids, instants, desks, the address of a picture.
const ENTRY_BYTES: usize = 512;

/// The newest entries that there is room for, and how many before them there are for this audience.
pub fn of_report(connection: &Connection, report: i64, audience: Audience) -> Result<Timeline, StoreError> {
    let tells_all = TELLS_ALL.as_str();
    // A note that is for the reporter alone is nothing to everyone else, and isn't counted for them either.
    let shown = format!(
        "from updates join reports on reports.id = updates.report_id left join photos on photos.update_id = updates.id
         where updates.report_id = ?1 and (?2 or updates.kind <> 'note' or (for_all = 1 and {tells_all}))"
    );
    let is_reporter = audience == Audience::Reporter;
    let mut statement = connection.prepare_cached(&format!("select count(*) {shown}"))?;
    let all: u64 = statement.query_row((report, is_reporter), |row| row.get(0))?;
    let mut statement = connection.prepare_cached(&format!(
        "select updates.update_id, at, updates.kind, updates.status, updates.desk, to_desk, note, acted_by = 'reporter',
             public_id, for_all and {tells_all}, in_confidence {shown} order by updates.id desc"
    ))?;
    let mut rows = statement.query((report, is_reporter))?;
    let (mut updates, mut bytes) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let update = read(row)?;
        bytes += ENTRY_BYTES + update.note.as_deref().map_or(0, length_on_the_wire);
        if bytes > TIMELINE_BYTES {
            break;
        }
        updates.push(update);
    }
    updates.reverse();
    Ok(Timeline { earlier: all.saturating_sub(updates.len() as u64), updates })
}

/// In JSON, where a line break or a quotation mark is two bytes.
fn length_on_the_wire(words: &str) -> usize {
    words.len() + words.bytes().filter(|byte| matches!(byte, b'\n' | b'\t' | b'"' | b'\\')).count()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Update> {
    Ok(Update {
        update_id: text(row, 0)?,
        at: row.get(1)?,
        kind: text(row, 2)?,
        status: text(row, 3)?,
        desk: text(row, 4)?,
        to_desk: optional_text(row, 5)?,
        note: office_words(row, 6)?,
        by_reporter: row.get::<_, Option<bool>>(7)?.unwrap_or(false),
        photo: optional_text(row, 8)?,
        for_all: row.get(9)?,
        in_confidence: row.get(10)?,
    })
}

//! What of a report is public, said once: by its number alone, in lists, its pictures. Every reading holds it against the
//! kind of the report as well as against what was decided, so that a row of a kind that is not known shows nothing,
//! whatever wrote it.

use super::{Redaction, StoreError};
use rusqlite::Connection;
use std::sync::LazyLock;
use tanggap_core::{office::Refusal, service::ServiceKind};

/// Kinds that are known and not guarded, to be put behind `in`. The index has the same words (migration 0013).
static KINDS: LazyLock<String> = LazyLock::new(|| {
    let words = ServiceKind::all().filter(|kind| *kind != ServiceKind::PoliceConduct);
    let words: Vec<_> = words.map(|kind| format!("'{}'", kind.word())).collect();
    format!("({})", words.join(", "))
});

/// Whether a row of `reports` is public.
pub static IS_PUBLIC: LazyLock<String> = LazyLock::new(|| {
    let kinds = KINDS.as_str();
    format!("reports.published_at is not null and reports.publishable = 1 and reports.kind in {kinds}")
});

/// Whether what was said to everyone about a row of `reports` is for everyone.
pub static TELLS_ALL: LazyLock<String> =
    LazyLock::new(|| format!("coalesce(reports.kind in {}, 0)", KINDS.as_str()));

pub fn publish(connection: &Connection, report: i64, at: i64) -> Result<(), StoreError> {
    let publish = "update reports set published_at = coalesce(published_at, ?2) where id = ?1";
    connection.prepare_cached(publish)?.execute((report, at))?;
    // The desk publishes what is here; what has come since it did so last is part of that.
    let seen = "update photos set late = 0 where report_id = ?1 and late = 1";
    connection.prepare_cached(seen)?.execute([report])?;
    Ok(())
}

pub fn unpublish(connection: &Connection, report: i64) -> Result<(), StoreError> {
    connection.prepare_cached("update reports set published_at = null where id = ?1")?.execute([report])?;
    Ok(())
}

/// Takes something out, beside what was taken out before; `anew`: in its place.
pub fn redact(
    connection: &Connection,
    report: i64,
    redaction: Redaction,
    anew: bool,
    at: i64,
) -> Result<Result<(), Refusal>, StoreError> {
    if !has_photos(connection, report, &redaction.hidden_photos)? {
        return Ok(Err(Refusal::NoPhoto));
    }
    let broken = |error: serde_json::Error| StoreError::Broken(format!("a redaction: {error}"));
    let mut redaction = redaction;
    if anew {
        let shown = "update photos set withheld_at = null
             where report_id = ?1 and message_id is null and update_id is null";
        connection.prepare_cached(shown)?.execute([report])?;
    } else {
        let mut statement = connection.prepare_cached("select redaction from reports where id = ?1")?;
        let before: Option<String> = statement.query_row([report], |row| row.get(0))?;
        if let Some(before) = before {
            // One that can't be read hides all, and must not come to hide less.
            redaction = redaction.beside(serde_json::from_str(&before).map_err(broken)?);
        }
    }
    let kept = (redaction != Redaction::default()).then(|| serde_json::to_string(&redaction)).transpose();
    let kept = kept.map_err(broken)?;
    connection.prepare_cached("update reports set redaction = ?2 where id = ?1")?.execute((report, kept))?;
    let hidden = serde_json::Value::from(redaction.hidden_photos.as_slice()).to_string();
    connection
        .prepare_cached(
            "update photos set withheld_at = coalesce(withheld_at, ?3)
             where report_id = ?1 and message_id is null and update_id is null
               and place + 1 in (select value from json_each(?2))",
        )?
        .execute((report, hidden, at))?;
    Ok(Ok(()))
}

/// Whether a report has photos at all of these places, here or still on their way.
fn has_photos(connection: &Connection, report: i64, places: &[u32]) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached(
        "select exists (select 1 from photos
             where report_id = ?1 and message_id is null and update_id is null and place + 1 = ?2)",
    )?;
    for place in places {
        if !statement.query_row((report, place), |row| row.get::<_, bool>(0))? {
            return Ok(false);
        }
    }
    Ok(true)
}

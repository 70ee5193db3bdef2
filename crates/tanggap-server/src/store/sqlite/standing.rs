//! Where a report stands, as the office's rules look at it.

use super::{
    Named, StoreError,
    columns::{optional_text, text},
};
use rusqlite::{Connection, OptionalExtension};
use tanggap_core::{office::Standing, service::ServiceKind, status::Status};

/// The row of a report; a number means the report that was first accepted under it.
pub fn row(connection: &Connection, named: &Named) -> Result<Option<i64>, StoreError> {
    let (sql, value) = match named {
        // Also one that it had before it was corrected.
        Named::Uid(uid) => (
            "select id from reports where uid = ?1 union all select report_id from former_uids where uid = ?1",
            uid,
        ),
        Named::Ticket(ticket) => ("select id from reports where ticket = ?1", ticket),
    };
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([value], |row| row.get(0)).optional()?)
}

/// The row of the report with this number, which some answer has named: it is there.
pub fn known(connection: &Connection, ticket: &str) -> Result<i64, StoreError> {
    let mut statement = connection.prepare_cached("select id from reports where ticket = ?1")?;
    Ok(statement.query_row([ticket], |row| row.get(0))?)
}

pub fn read(connection: &Connection, report: i64) -> Result<Standing, StoreError> {
    let mut statement = connection.prepare_cached(
        "select first_desk, desk, service_code, kind, publishable, status, published_at is not null,
             erased_at is not null, has_key, merged_into is not null, may_be_publishable, was_conduct,
             max(updated_at, coalesce((select max(at) from messages where report_id = reports.id), 0))
         from reports where id = ?1",
    )?;
    let standing = statement.query_row([report], |row| {
        let desk = text(row, 1)?;
        Ok(Standing {
            referred_by: referred_by(connection, report, &desk)?,
            desk,
            first_desk: text(row, 0)?,
            service_code: text(row, 2)?,
            kind: kind(optional_text(row, 3)?),
            publishable: row.get(4)?,
            status: Status::from_foreign(&text(row, 5)?),
            is_published: row.get(6)?,
            is_erased: row.get(7)?,
            has_key: row.get(8)?,
            is_merged: row.get(9)?,
            may_be_publishable: row.get(10)?,
            was_conduct: row.get(11)?,
            changed_at: row.get(12)?,
        })
    });
    Ok(standing?)
}

/// The desk that a report at this desk goes back to. What goes to the desk that it came from has come back there, and
/// counts as if it had never left: else two desks could hand it back to each other for ever.
fn referred_by(connection: &Connection, report: i64, desk: &str) -> rusqlite::Result<Option<String>> {
    let mut statement = connection.prepare_cached(
        "select desk, to_desk from updates where report_id = ?1 and kind = 'referral' order by id",
    )?;
    let mut way: Vec<String> = Vec::new();
    let mut referrals = statement.query([report])?;
    while let Some(row) = referrals.next()? {
        let (from, to) = (text(row, 0)?, text(row, 1)?);
        if way.last() != Some(&from) {
            // It began there, or came there otherwise: as by a correction.
            way = vec![from];
        }
        if way.len() > 1 && way.get(way.len() - 2) == Some(&to) {
            way.pop();
        } else {
            way.push(to);
        }
    }
    let is_here = way.pop().is_some_and(|last| last == desk);
    Ok(way.pop().filter(|_| is_here))
}

/// A kind as it is kept; a word that this program doesn't know is as good as none: the stricter rule holds.
pub fn kind(word: Option<String>) -> Option<ServiceKind> {
    word.as_deref().and_then(ServiceKind::parse)
}

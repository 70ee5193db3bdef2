//! What the office has decided since a backup to protect somebody holds after it was restored as well: what was taken back
//! from the public, made the reporter's or redacted is public no longer, what its reporter withdrew stays withdrawn, what
//! turned out to be about police conduct stays that, and what was merged tells of the same. Only the old database tells all
//! of it, so only where it can be read; what became conduct stands in the erasures log, too.
//!
//! A report may have been corrected meanwhile, so it is the same one if either database knows it by a uid that the other one
//! knows it by, now or formerly.

use super::same;
use crate::store::sqlite::{StoreError, columns::text, matters, updates};
use rusqlite::{Connection, Params, Row};
use std::collections::BTreeSet;
use tanggap_core::status::Status;

/// All by rows of the copy.
#[derive(Default)]
pub struct Decided {
    /// Reports that are or were about conduct in the old database, and are not known to be in the copy.
    in_confidence: Vec<i64>,
    /// Reports that the copy shows to the public, and the old database not so.
    hidden: Vec<i64>,
    /// Reports that the old database guards, and the kind that they have there.
    guarded: Vec<(i64, Option<String>)>,
    /// Reports that may not be public in the old database, and whether they never may.
    unpublishable: Vec<(i64, bool)>,
    /// Reports that their reporters have withdrawn since: the id of that entry in the timeline, its instant and desk.
    withdrawn: Vec<(i64, String, i64, String)>,
    /// Reports of which the copy knows no redaction, and that of the old database.
    redacted: Vec<(i64, String)>,
    /// Entries of timelines that the copy shows to everyone, and the old database not, and their reports.
    told: Vec<(i64, i64)>,
    /// Photos that the copy would show, and the old database not.
    photos: Vec<i64>,
    /// Pairs of reports that the old database knows to tell of the same.
    merged: Vec<(i64, i64)>,
}

impl Decided {
    /// Reads it from the old database, with the backup's copy attached as `restored`.
    pub fn read(old: &Connection) -> Result<Self, StoreError> {
        let find = Finder { old, same: same::with(old)? };
        // A release from before knows only what is about conduct now, and nothing that may never be public.
        let knows_more = find.knows("was_conduct")?;
        let never = if knows_more { "now.may_be_publishable = 0" } else { "0" };
        Ok(Self {
            in_confidence: match knows_more {
                false => Vec::new(),
                true => find.rows("copy.id", "now.was_conduct = 1 and copy.was_conduct = 0", |row| row.get(0))?,
            },
            hidden: find.rows(
                "copy.id",
                "copy.published_at is not null and (now.published_at is null
                     or now.redaction is not copy.redaction or now.uid <> copy.uid)",
                |row| row.get(0),
            )?,
            guarded: find.rows(
                "copy.id, now.kind",
                "now.classified = 1 and (now.kind is null or now.kind = 'police-conduct')
                     and copy.kind is not now.kind and copy.kind is not 'police-conduct'",
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?,
            unpublishable: find.rows(
                &format!("copy.id, {never}"),
                "now.classified = 1 and now.publishable = 0
                     and (copy.publishable = 1 or copy.may_be_publishable = 1)",
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?,
            withdrawn: find.rows(
                "copy.id, entry.update_id, entry.at, entry.desk",
                "now.status = 'withdrawn' and copy.status <> 'withdrawn' and entry.id =
                     (select max(id) from main.updates where report_id = now.id and status = 'withdrawn')",
                |row| Ok((row.get(0)?, text(row, 1)?, row.get(2)?, text(row, 3)?)),
            )?,
            redacted: find.rows(
                "copy.id, now.redaction",
                "now.redaction is not null and copy.redaction is null and now.uid = copy.uid",
                |row| Ok((row.get(0)?, text(row, 1)?)),
            )?,
            told: find.rows(
                "told.id, copy.id",
                "told.for_all = 1 and not exists (select 1 from main.updates here
                     where here.update_id = told.update_id and here.for_all = 1)",
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?,
            photos: find.rows(
                "photo.id",
                "photo.message_id is null and photo.update_id is null
                     and photo.withheld_at is null and photo.late = 0 and exists (select 1 from main.photos here
                     where here.report_id = now.id and here.slot = photo.slot and here.withheld_at is not null)",
                |row| row.get(0),
            )?,
            merged: match find.knows("matter")? {
                false => Vec::new(),
                true => find.merged()?,
            },
        })
    }

    /// Writes it into the copy. One that is at a desk that must not have it is brought back by
    /// the next start, as always.
    pub fn hold(&self, copy: &Connection) -> Result<(), StoreError> {
        for id in &self.hidden {
            run(copy, "update reports set published_at = null where id = ?1", [id])?;
        }
        for (id, kind) in &self.guarded {
            run(
                copy,
                "update reports set kind = ?2, publishable = 0, may_be_publishable = 0, published_at = null,
                     was_conduct = was_conduct or ?2 is 'police-conduct', classified = 1,
                     became_conduct = case when ?2 is 'police-conduct' then 1 else became_conduct end
                 where id = ?1",
                (id, kind),
            )?;
            updates::for_reporter_only(copy, *id)?;
        }
        for id in &self.in_confidence {
            run(
                copy,
                "update reports set publishable = 0, may_be_publishable = 0, was_conduct = 1, published_at = null
                 where id = ?1",
                [id],
            )?;
        }
        for (id, never) in &self.unpublishable {
            run(
                copy,
                "update reports set publishable = 0, published_at = null,
                     may_be_publishable = case when ?2 then 0 else may_be_publishable end
                 where id = ?1",
                (id, never),
            )?;
        }
        for (id, update_id, at, desk) in &self.withdrawn {
            let status = Status::Withdrawn.word();
            run(
                copy,
                "insert into updates (update_id, report_id, at, kind, status, desk, acted_by)
                 values (?2, ?1, ?3, 'status', ?5, ?4, 'reporter')",
                (id, update_id, at, desk, status),
            )?;
            run(
                copy,
                "update reports set status = ?3, updated_at = max(updated_at, ?2), published_at = null, merged_into = null
                 where id = ?1",
                (id, at, status),
            )?;
        }
        for (id, redaction) in &self.redacted {
            run(copy, "update reports set redaction = ?2 where id = ?1", (id, redaction))?;
        }
        for (entry, _) in &self.told {
            run(copy, "update updates set for_all = 0 where id = ?1", [entry])?;
        }
        for photo in &self.photos {
            run(copy, "update photos set withheld_at = coalesce(received_at, 0) where id = ?1", [photo])?;
        }
        // What follows for them, the next start does.
        self.merged.iter().try_for_each(|(one, other)| matters::join(copy, *one, *other))
    }

    /// The reports that it is about.
    pub fn reports(&self) -> BTreeSet<i64> {
        let alone = [&self.hidden, &self.in_confidence].into_iter().flatten().copied();
        let guarded = self.guarded.iter().map(|(id, _)| *id);
        let unpublishable = self.unpublishable.iter().map(|(id, _)| *id);
        let withdrawn = self.withdrawn.iter().map(|(id, ..)| *id);
        let redacted = self.redacted.iter().map(|(id, _)| *id);
        let told = self.told.iter().map(|(_, id)| *id);
        alone.chain(guarded).chain(unpublishable).chain(withdrawn).chain(redacted).chain(told).collect()
    }
}

/// Asks for what differs between a report that is not erased in the copy and the same one in the old database.
struct Finder<'a> {
    old: &'a Connection,
    same: String,
}

impl Finder<'_> {
    /// Whether the old database's reports have such a column.
    fn knows(&self, column: &str) -> Result<bool, StoreError> {
        let knows = "select exists (select 1 from pragma_table_info('reports', 'main') where name = ?1)";
        Ok(self.old.query_row(knows, [column], |row| row.get(0))?)
    }

    /// Each with the next one of its matter. What is erased in the copy links the others all the same.
    fn merged(&self) -> Result<Vec<(i64, i64)>, StoreError> {
        let mut statement = self.old.prepare(&format!(
            "{same} select one, other from
                 (select same.copy as one, lead(same.copy) over (partition by now.matter order by same.copy) as other
                  from same join main.reports now on now.id = same.now where now.matter is not null)
             where other is not null and other <> one",
            same = self.same
        ))?;
        let pairs = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(pairs.collect::<Result<_, _>>()?)
    }

    fn rows<T>(
        &self,
        what: &str,
        differs: &str,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        // Each of these is only joined where it is asked for.
        let joined: String = [
            ("entry.", "join main.updates entry on entry.report_id = now.id"),
            ("told.", "join restored.updates told on told.report_id = copy.id"),
            ("photo.", "join restored.photos photo on photo.report_id = copy.id"),
        ]
        .into_iter()
        .filter(|(name, _)| what.contains(name))
        .map(|(_, join)| join)
        .collect();
        let mut statement = self.old.prepare(&format!(
            "{same} select distinct {what} from same join restored.reports copy on copy.id = same.copy
                 join main.reports now on now.id = same.now {joined}
             where copy.erased_at is null and ({differs})",
            same = self.same
        ))?;
        let rows = statement.query_map([], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn run(copy: &Connection, sql: &str, values: impl Params) -> Result<(), StoreError> {
    copy.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

//! What the office has decided since a backup to protect somebody holds after it was restored as well: what was taken back
//! from the public or redacted is public no longer, and what turned out to be about police conduct stays that. Only the old
//! database tells, so only where it can be read.

use crate::store::StoreError;
use rusqlite::Connection;
use std::collections::BTreeSet;

pub struct Decided {
    /// Uids of reports that are or were about conduct there, and are not known to be in the backup.
    in_confidence: Vec<String>,
    /// Uids of reports that the backup shows to the public, and the old database not so, or not at all.
    hidden: Vec<String>,
    /// Uids of reports that the old database guards, and the kind that they have there.
    guarded: Vec<(String, Option<String>)>,
}

impl Decided {
    /// Reads it from the old database, with the backup's copy attached as `restored`.
    pub fn read(old: &Connection) -> Result<Self, StoreError> {
        let mut hidden = old.prepare(
            "select uid from restored.reports copy where published_at is not null and (
                 exists (select 1 from main.reports where uid = copy.uid
                     and (published_at is null or redaction is not copy.redaction))
                 or uid in (select uid from main.former_uids))",
        )?;
        let mut guarded = old.prepare(
            "select copy.uid, now.kind from restored.reports copy join main.reports now on now.uid = copy.uid
             where copy.erased_at is null and now.classified = 1
               and (now.kind is null or now.kind = 'police-conduct') and copy.kind is not now.kind",
        )?;
        // A release from before knows only what is about conduct now.
        let knows =
            "select exists (select 1 from pragma_table_info('reports', 'main') where name = 'was_conduct')";
        let in_confidence = match old.query_row(knows, [], |row| row.get(0))? {
            false => Vec::new(),
            true => {
                let mut found = old.prepare(
                    "select copy.uid from restored.reports copy join main.reports now on now.uid = copy.uid
                     where copy.erased_at is null and now.was_conduct = 1 and copy.was_conduct = 0",
                )?;
                found.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?
            }
        };
        Ok(Self {
            in_confidence,
            hidden: hidden.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?,
            guarded: guarded
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?,
        })
    }

    /// Writes it into the copy; how many reports that were. One that is at a desk that must not have it is brought back by
    /// the next start, as always.
    pub fn hold(&self, copy: &Connection) -> Result<u64, StoreError> {
        for uid in &self.hidden {
            copy.execute("update reports set published_at = null where uid = ?1", [uid])?;
        }
        for (uid, kind) in &self.guarded {
            copy.execute(
                "update reports set kind = ?2, publishable = 0, may_be_publishable = 0, was_conduct = ?2 is 'police-conduct',
                     published_at = null, classified = 1
                 where uid = ?1",
                (uid, kind),
            )?;
            copy.execute(
                "update updates set for_all = 0 where report_id = (select id from reports where uid = ?1)",
                [uid],
            )?;
        }
        for uid in &self.in_confidence {
            copy.execute(
                "update reports set publishable = 0, may_be_publishable = 0, was_conduct = 1, published_at = null
                 where uid = ?1",
                [uid],
            )?;
        }
        let guarded = self.guarded.iter().map(|(uid, _)| uid);
        let held: BTreeSet<_> = self.hidden.iter().chain(guarded).chain(&self.in_confidence).collect();
        Ok(held.len() as u64)
    }
}

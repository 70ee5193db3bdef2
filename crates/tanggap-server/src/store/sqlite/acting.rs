//! Acts of the office: the report is read, the rules decide, the change is written, all in one transaction and on one
//! row. Whoever decided before it could have decided on a report that has changed since.

use super::{
    Acted, Change, Named, Sqlite, StoreError, erasing, held_room::spare, kinds, matters, merging, messages,
    photos, public, standing, updates,
};
use crate::{
    data_folder::ballast::{self, Spared},
    erasures::Erasures,
};
use rusqlite::Connection;
use tanggap_core::office::{Refusal, Standing};
use updates::Entry;

impl Sqlite {
    /// Decides and writes in one transaction what the office does with a report; `other` is the number of a second one
    /// that the act is about. When this returns, it is on the disk.
    pub async fn act(
        &self,
        named: Named,
        other: Option<String>,
        at: i64,
        decide: impl FnOnce(&Standing, Option<&Standing>) -> Result<Change, Refusal> + Send + 'static,
    ) -> Result<Acted, StoreError> {
        let erasures = self.erasures.clone();
        let act =
            move |connection: &Connection| act(connection, &erasures, &named, other.as_deref(), at, decide);
        let (acted, urgent) = self.writer.run_if(|(_, urgent)| urgent.is_some(), act).await?;
        let Some(Urgent { spared, erases }) = urgent else { return Ok(acted) };
        self.tell_conduct().await;
        drop(spared);
        self.finish_erasures().await?;
        if erases {
            self.open_again(at).await;
        }
        Ok(acted)
    }

    /// Opens again what was merged into a report that is erased now. Not in the same transaction: it takes room, and erasing must
    /// not wait for that.
    async fn open_again(&self, at: i64) {
        let open = move |connection: &Connection| merging::settle_ended(connection, at);
        if let Err(error) = self.writer.run(open).await {
            tracing::warn!(%error, "what was merged into an erased report is opened again at the next start");
        }
    }
}

/// An act that must be possible on a full disk as well, because it erases or hides. For nothing else: while room is given up,
/// nobody's report is taken.
struct Urgent {
    /// The room that was given up for it.
    spared: Option<Spared>,
    erases: bool,
}

fn act(
    connection: &Connection,
    erasures: &Erasures,
    named: &Named,
    other: Option<&str>,
    at: i64,
    decide: impl FnOnce(&Standing, Option<&Standing>) -> Result<Change, Refusal>,
) -> Result<(Acted, Option<Urgent>), StoreError> {
    let Some(report) = standing::row(connection, named)? else { return Ok((Acted::Unknown, None)) };
    let other = match other {
        None => None,
        Some(number) => {
            let Some(row) = standing::row(connection, &Named::Ticket(number.to_owned()))? else {
                return Ok((Acted::UnknownOther, None));
            };
            if row == report {
                return Ok((Acted::Refused(Refusal::SameReport), None));
            }
            Some(row)
        }
    };
    let stands = standing::read(connection, report)?;
    let other_stands = other.map(|row| standing::read(connection, row)).transpose()?;
    match decide(&stands, other_stands.as_ref()) {
        Err(refusal) => Ok((Acted::Refused(refusal), None)),
        Ok(change) => {
            let erases = matches!(change, Change::Erase);
            let room = room(connection, report, &stands, &change)?;
            let urgent = room.map(|bytes| Urgent { spared: spare(&erasures.ballast(), bytes), erases });
            Ok((write(connection, erasures, Target { report, other, stands, at }, change)?, urgent))
        }
    }
}

/// What it may take of the room that is held; `None` where it has to wait until there is other room.
fn room(
    connection: &Connection,
    report: i64,
    stands: &Standing,
    change: &Change,
) -> Result<Option<u64>, StoreError> {
    match change {
        Change::Erase | Change::Expire | Change::Unpublish { .. } | Change::Redact { .. } => {
            Ok(Some(ballast::MARKING))
        }
        Change::Reclassify { kind, publishable, .. } => {
            let after = stands.reclassified(*kind, *publishable);
            let hides = stands.is_published && !after.publishable;
            if !hides && (stands.is_conduct() || !after.is_conduct()) {
                return Ok(None);
            }
            // Those that it is merged with follow it.
            let reports = 1 + matters::with(connection, report)?.len() as u64;
            Ok(Some(ballast::MARKING.saturating_mul(reports)))
        }
        Change::Update { .. }
        | Change::Refer { .. }
        | Change::Say { .. }
        | Change::Publish
        | Change::Merge => Ok(None),
    }
}

/// The rows that an act is about.
struct Target {
    report: i64,
    other: Option<i64>,
    stands: Standing,
    at: i64,
}

fn write(
    connection: &Connection,
    erasures: &Erasures,
    target: Target,
    change: Change,
) -> Result<Acted, StoreError> {
    let Target { report, other, stands, at } = target;
    let desk = stands.desk.as_str();
    let entry = Entry { at, desk, ..Entry::default() };
    match change {
        Change::Update { status, note, photo, for_all } => {
            let kind = if status.is_some() { "status" } else { "note" };
            let status = status.as_ref().unwrap_or(&stands.status).word();
            let entry = Entry { kind, status, note: note.as_deref(), for_all, ..entry };
            let id = updates::insert(connection, report, &entry)?;
            if let Some(picture) = &photo {
                photos::of_update(connection, report, id, picture, at)?;
            }
            updates::move_report(connection, report, status, desk, at)?;
            merging::ended(connection, report, at)?;
        }
        Change::Refer { to_desk, note, for_all } => {
            updates::refer(connection, report, &Entry { note: note.as_deref(), for_all, ..entry }, &to_desk)?;
        }
        Change::Say { kind, text } => {
            let message = Some(messages::say(connection, report, desk, kind, &text, at)?);
            return Ok(Acted::Done { message });
        }
        Change::Publish => public::publish(connection, report, at)?,
        Change::Unpublish { notes } => {
            public::unpublish(connection, report)?;
            if notes {
                updates::for_reporter_only(connection, report)?;
            }
        }
        Change::Redact { redaction, anew } => {
            if let Err(refusal) = public::redact(connection, report, redaction, anew, at)? {
                return Ok(Acted::Refused(refusal));
            }
        }
        Change::Reclassify { kind, publishable, to_desk } => {
            kinds::reclassify(connection, report, &stands, &stands.reclassified(kind, publishable))?;
            if let Some(to_desk) = to_desk {
                updates::refer(connection, report, &entry, &to_desk)?;
            }
            merging::follow(connection, report, &stands, at)?;
        }
        Change::Merge => {
            let into = other.ok_or_else(|| StoreError::Broken("a merge into nothing".into()))?;
            merging::merge(connection, report, into, entry)?;
        }
        Change::Erase => erasing::mark(connection, erasures, report, at)?,
        Change::Expire => {
            let expire = "update reports set expired = 1 where id = ?1";
            connection.prepare_cached(expire)?.execute([report])?;
            erasing::mark(connection, erasures, report, at)?;
        }
    }
    Ok(Acted::Done { message: None })
}

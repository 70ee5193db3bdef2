//! The conversation. What a reporter says is kept once, as a report is, and may move the report; what the office says
//! is only added.

use super::{
    Latest, Message, NewMessage, Receipt, Received, Sqlite, StoreError, Told,
    columns::{optional_text, text},
    merging,
    owner::Owner,
    photos, public, standing, updates,
};
use crate::random;
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use tanggap_core::{
    message::MessageKind,
    office::{Refusal, Standing},
    status::Status,
};

/// Of all messages of an answer together. Phones read 256 KB of one, and a report takes up to 64 of them.
const CONVERSATION_BYTES: usize = 128 << 10;
/// Words of its reporter about one report: more than anybody ever had to say, and a bound to what one person can store.
const WORDS: u32 = 500;

impl Sqlite {
    /// Keeps a reporter's message once, if `decide` takes it where the report stands. When this returns, it is on the disk.
    pub async fn tell(
        &self,
        message: NewMessage,
        decide: impl FnOnce(&Standing) -> Result<(), Refusal> + Send + 'static,
    ) -> Result<Told, StoreError> {
        let told = self.writer.run(move |connection| receive(connection, message, decide)).await?;
        self.counts.told(&told);
        Ok(told)
    }

    /// The end of the conversation about a report but for its last `skip` messages.
    pub async fn messages(&self, ticket: String, skip: u32) -> Result<Latest, StoreError> {
        self.readers
            .run(move |connection| latest(connection, standing::known(connection, &ticket)?, skip))
            .await
    }
}

/// Keeps a message once, with what follows from it, all or nothing; `decide` holds it against the office's rules.
pub fn receive(
    connection: &Connection,
    message: NewMessage,
    decide: impl FnOnce(&Standing) -> Result<(), Refusal>,
) -> Result<Told, StoreError> {
    if let Some((known, _)) = find(connection, &message.uid)? {
        return Ok(Told::Known(known));
    }
    let report = standing::known(connection, &message.ticket)?;
    let stands = standing::read(connection, report)?;
    match decide(&stands) {
        Ok(()) => {}
        Err(Refusal::Erased) => return Ok(Told::Erased),
        Err(_) => return Ok(Told::NotNow),
    }
    if !has_room(connection, report, &message)? {
        return Ok(Told::TooMany);
    }
    if message.kind == MessageKind::Answer && !answer(connection, report, &message)? {
        return Ok(Told::NoQuestion);
    }
    let asker = asked_in_confidence(connection, report, &message)?;
    let in_confidence = asker.is_some();
    let (desk, said_to) = (stands.desk.as_str(), asker.as_ref().unwrap_or(&stands.desk));
    connection
        .prepare_cached(
            "insert into messages
                 (report_id, message_id, sender, asked_ticket, at, kind, desk, in_reply_to, fingerprint, body,
                  in_confidence)
             values (:report, :uid, 'reporter', :asked, :at, :kind, :desk, :in_reply_to, :fingerprint, :body,
                 :in_confidence)",
        )?
        .execute(named_params! {
            ":report": report,
            ":uid": message.uid,
            ":asked": message.asked_ticket,
            ":at": message.at,
            ":kind": message.kind.word(),
            ":desk": said_to,
            ":in_reply_to": message.in_reply_to,
            ":fingerprint": message.fingerprint,
            ":body": message.body,
            ":in_confidence": in_confidence,
        })?;
    let owner = Owner { report, message: Some(connection.last_insert_rowid()) };
    photos::announce(connection, owner, &message.media)?;
    if let Some(status) = message.kind.effect() {
        updates::by_reporter(connection, report, desk, status.word(), message.at)?;
        if status == Status::Withdrawn {
            // What its reporter takes back nobody else shows any more.
            public::unpublish(connection, report)?;
        }
        merging::ended(connection, report, message.at)?;
    }
    Ok(Told::Created(Receipt {
        uid: message.uid,
        device_ticket: message.asked_ticket,
        ticket: message.ticket,
        received_at: message.at,
        missing: photos::missing(connection, owner)?,
        corrected_by: None,
    }))
}

/// What moves the report and what answers a question that waits always has: how often there is such a thing, the office
/// decides.
fn has_room(connection: &Connection, report: i64, message: &NewMessage) -> Result<bool, StoreError> {
    if message.kind.effect().is_some() {
        return Ok(true);
    }
    let mut statement = connection.prepare_cached(
        "select (select count(*) from messages where report_id = ?1 and sender = 'reporter') < ?2
             or exists (select 1 from messages
                 where message_id = ?3 and report_id = ?1 and kind = 'question' and answered = 0)",
    )?;
    Ok(statement.query_row((report, WORDS, &message.in_reply_to), |row| row.get(0))?)
}

/// False when the report has no such question.
fn answer(connection: &Connection, report: i64, message: &NewMessage) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached(
        "update messages set answered = 1 where message_id = ?2 and report_id = ?1 and kind = 'question'",
    )?;
    Ok(statement.execute((report, &message.in_reply_to))? == 1)
}

/// The desk that has asked in confidence what this answers: what is said to it is said in confidence, too, whenever it comes
/// and whoever has the report by then.
fn asked_in_confidence(
    connection: &Connection,
    report: i64,
    message: &NewMessage,
) -> Result<Option<String>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select desk from messages where message_id = ?2 and report_id = ?1 and in_confidence = 1",
    )?;
    Ok(statement.query_row((report, &message.in_reply_to), |row| text(row, 0)).optional()?)
}

/// A reporter's message by its uid, and what its photos hang on.
pub fn find(connection: &Connection, uid: &str) -> Result<Option<(Received, Owner)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select message_id, asked_ticket, ticket, at, first_desk, messages.fingerprint, erased_at is not null,
             report_id, messages.id
         from messages join reports on reports.id = report_id
         where message_id = ?1 and sender = 'reporter'",
    )?;
    let found = statement.query_row([uid], |row| {
        let owner = Owner { report: row.get(7)?, message: Some(row.get(8)?) };
        Ok((super::receiving::received(row)?, owner))
    });
    let Some((mut received, owner)) = found.optional()? else { return Ok(None) };
    received.receipt.missing = photos::missing(connection, owner)?;
    Ok(Some((received, owner)))
}

/// Adds the office's words; the id that they have from now on.
pub fn say(
    connection: &Connection,
    report: i64,
    desk: &str,
    kind: &str,
    text: &str,
    at: i64,
) -> Result<String, StoreError> {
    let message_id = random::update_id().map_err(|error| StoreError::Broken(error.to_string()))?;
    connection
        .prepare_cached(
            "insert into messages (report_id, message_id, sender, at, kind, desk, body)
             values (?1, ?2, 'office', ?3, ?4, ?5, ?6)",
        )?
        .execute((report, &message_id, at, kind, desk, text.as_bytes()))?;
    Ok(message_id)
}

/// The end of a conversation but for its last `skip` messages. It is read from there backwards, and only as far as it
/// is shown: what somebody has stored in years must not be in memory at once.
pub fn latest(connection: &Connection, report: i64, skip: u32) -> Result<Latest, StoreError> {
    let mut statement =
        connection.prepare_cached("select max(count(*) - ?2, 0) from messages where report_id = ?1")?;
    let all: u64 = statement.query_row((report, skip), |row| row.get(0))?;
    // What an earlier release has kept of answers has no mark of its own.
    let mut statement = connection.prepare_cached(
        "select message_id, at, sender = 'office', desk, kind, in_reply_to, answered, body,
             (select group_concat(public_id, ' ' order by place) from photos
                 where message_id = messages.id and public_id is not null),
             in_confidence = 1 or coalesce(in_reply_to, '') in
                 (select message_id from messages where report_id = ?1 and in_confidence = 1)
         from messages where report_id = ?1 order by id desc limit -1 offset ?2",
    )?;
    let mut rows = statement.query((report, skip))?;
    let (mut messages, mut bytes) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        bytes += row.get_ref(7)?.as_blob().map_or(0, <[u8]>::len);
        if bytes > CONVERSATION_BYTES {
            break;
        }
        messages.push(read(row)?);
    }
    messages.reverse();
    Ok(Latest { earlier: all.saturating_sub(messages.len() as u64), messages, withheld: 0 })
}

fn read(row: &Row<'_>) -> rusqlite::Result<Message> {
    Ok(Message {
        id: text(row, 0)?,
        at: row.get(1)?,
        from_office: row.get(2)?,
        desk: text(row, 3)?,
        kind: text(row, 4)?,
        in_reply_to: optional_text(row, 5)?,
        answered: row.get(6)?,
        body: row.get(7)?,
        photos: photos::names(optional_text(row, 8)?),
        in_confidence: row.get(9)?,
    })
}

#[cfg(test)]
mod tests;

//! What the carrier brought home: the raw answer and what it was for. It judged nothing.

use super::{fields::SCHEMA_VERSION, words};
use crate::{
    json::Node,
    outbox::Job,
    ports::{RawAnswer, Record},
    report::Uid,
    wire,
};
use serde_json::json;

pub fn read_answer(record: &Record) -> Option<(Uid, Job, RawAnswer)> {
    let value = wire::parse(record.text.as_bytes())?;
    let root = Node::root(&value);
    let text = |name: &str| root.get(name).optional_text().ok().flatten();
    let version = root.get("schema_version").value()?.as_u64()?;
    let answer = RawAnswer {
        status: u16::try_from(root.get("status").value()?.as_u64()?).ok()?,
        content_type: text("content_type").unwrap_or_default(),
        retry_after: text("retry_after"),
        date: text("date"),
        body: text("body").unwrap_or_default().into_bytes(),
    };
    (version <= SCHEMA_VERSION).then_some(())?;
    Some((Uid::parse(&text("uid")?)?, words::read_job(&text("job")?)?, answer))
}

/// As the carrier writes it; `nth` keeps several answers for one job apart.
pub fn write_answer(uid: &Uid, job: &Job, nth: u64, answer: &RawAnswer) -> Record {
    let job = words::job(job);
    let text = json!({
        "schema_version": SCHEMA_VERSION,
        "uid": uid.as_str(),
        "job": job,
        "status": answer.status,
        "content_type": answer.content_type,
        "retry_after": answer.retry_after,
        "date": answer.date,
        "body": String::from_utf8_lossy(&answer.body),
    });
    Record { key: [uid.as_str(), "/", &job, "#", &nth.to_string()].concat(), rev: 0, text: text.to_string() }
}

//! The body of `PUT tickets/{ticket}/messages/{uid}`, version 1. Like a report's it is written once and sent as those
//! bytes for ever, and what a newer phone adds is kept by an older server.

use super::{
    body::{self, BodyError, lines, optional_line, word},
    media::{media_json, read_media},
};
use crate::{
    json::Node,
    message::{Message, MessageKind},
    text::Cleaner,
};
use serde_json::json;

/// The version of the body written here.
pub const VERSION: u64 = 1;

/// The bytes that are sent.
pub fn write_message(message: &Message) -> Vec<u8> {
    let mut body = json!({
        "v": VERSION,
        "uid": message.uid.as_str(),
        "ticket": message.ticket.digits(),
        "key_proof": message.key_proof.hex(),
        "kind": message.kind.word(),
        "text": message.text,
        "media": media_json(&message.media),
        "locale": message.locale,
        "client_time": message.client_time,
    });
    if !message.in_reply_to.is_empty() {
        body["in_reply_to"] = message.in_reply_to.as_str().into();
    }
    body.to_string().into_bytes()
}

/// Reads a message's body and cleans its texts, as a report's are. Fields that are not known are left alone.
pub fn read_message(bytes: &[u8], cleaner: Cleaner) -> Result<Message, BodyError> {
    let value = body::object(bytes)?;
    let root = Node::root(&value);
    body::version(&root, VERSION)?;
    let (kind, text) = (root.get("kind"), root.get("text"));
    let optional = |name| optional_line(&root.get(name), cleaner);
    Ok(Message {
        uid: body::uid(&root.get("uid"))?,
        ticket: body::ticket(&root.get("ticket"))?,
        key_proof: body::key_proof(&root.get("key_proof"))?,
        kind: MessageKind::parse(word(&kind)?)
            .ok_or_else(|| kind.fault("message, answer, withdraw, satisfied or reopen"))?,
        in_reply_to: optional("in_reply_to")?,
        text: if text.is_absent() { String::new() } else { lines(&text, cleaner)? },
        media: read_media(&root.get("media"))?,
        locale: optional("locale")?,
        client_time: optional("client_time")?,
    })
}

#[cfg(test)]
mod tests;

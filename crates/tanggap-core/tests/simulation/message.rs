//! Messages about a report of this phone: where they go, and what the desk wants to have before it takes one.

use crate::{body, person, server::Server, world::World};
use tanggap_core::{
    outbox::{Item, NewItem, NewMessage, Numbers},
    ports::RawAnswer,
    report::Uid,
};

/// What a request's address names: the number of a message's report, the item, and a photo of it.
pub fn address(url: &str) -> (Option<&str>, &str, Option<&str>) {
    let mut path = url.trim_start_matches("put/").split('/');
    let (room, first) = (path.next().unwrap_or(""), path.next().unwrap_or(""));
    let of_message = room == "tickets";
    let uid = if of_message { path.nth(1).unwrap_or("") } else { first };
    (of_message.then_some(first), uid, path.nth(1))
}

/// Something that a person says about a report of theirs, with a truth of its own.
pub fn about(world: &World, report: &Item, truth: u32, valid: bool) -> Option<NewItem> {
    let Numbers::Ours { ticket, key } = &report.numbers else { return None };
    let uid = person::uid(&world.chance);
    let new = NewMessage {
        uid: Uid::parse(&uid).unwrap(),
        desk: "put".to_owned(),
        label: "message".to_owned(),
        ticket: ticket.clone(),
        key: key.clone(),
        kind: "message".to_owned(),
        app_version: "0".to_owned(),
        bytes: body::write(&uid, ticket.digits(), truth, valid, 0, 0),
        media: Vec::new(),
        replaces: report.is_message().then(|| report.uid.clone()),
    };
    Some(NewItem::message("put", new))
}

impl Server {
    /// The number that the report has here, whichever of its numbers was asked for.
    pub fn number_of(&self, ticket: &str) -> Option<&str> {
        let mut reports = self.rows.values().filter(|row| !row.is_message);
        let row = reports.find(|row| row.number == ticket || body::field(&row.bytes, "ticket") == ticket);
        row.map(|row| row.number.as_str())
    }

    /// Why a new message is not taken.
    pub fn refuses_message(&mut self, uid: &str, ticket: &str) -> Option<RawAnswer> {
        if self.erased_numbers.contains(ticket) {
            self.erased.insert(uid.to_owned());
            return Some(self.error(410, "erased", None));
        }
        self.number_of(ticket).is_none().then(|| self.error(422, "no such number and key", Some("key_proof")))
    }
}

//! Photos at the idempotent desk: pieces that fit are put together, a piece that begins elsewhere is told where to go
//! on, a cut one leaves what had come. A photo counts when all of it is there and is what its sender said.

use crate::{
    message, photo,
    server::{Row, Server},
    violation::Violation,
    world::World,
};
use tanggap_core::ports::{RawAnswer, Request};

/// A photo that has begun to come.
#[derive(Clone, Default)]
pub struct Part {
    mark: String,
    bytes: Vec<u8>,
}

impl Server {
    pub fn photos_of(&self, uid: &str) -> usize {
        self.rows.get(uid).map_or(0, |row| row.photos.len())
    }

    pub fn ask_photo(&self, uid: &str, slot: &str) -> RawAnswer {
        match self.rows.get(uid) {
            Some(row) => self.progress(200, uid, slot, row),
            None => self.error(404, "no such report", None),
        }
    }

    pub fn put_photo(&mut self, world: &World, uid: &str, slot: &str, request: &Request) -> RawAnswer {
        // A restart may cost what had begun; what was complete stays.
        let forgets = world.fault(20);
        let Some(row) = self.rows.get_mut(uid) else { return self.error(404, "no such report", None) };
        if row.photos.contains(slot) {
            return self.receipt(uid, 200).unwrap_or_default();
        }
        if forgets {
            row.parts.clear();
        }
        let (mark, _, total) = photo::place(request);
        if !row.take(slot, request, &request.bytes) {
            let row = row.clone();
            return self.progress(409, uid, slot, &row);
        }
        world.tally.borrow_mut().pieces += 1;
        let part = row.parts.entry(slot.to_owned()).or_default();
        if part.bytes.len() < total {
            let row = row.clone();
            return self.progress(202, uid, slot, &row);
        }
        if photo::mark(&part.bytes) != mark {
            world.oracle.borrow_mut().breaks(Violation::PhotoGarbled(request.url.clone()));
        }
        row.parts.remove(slot);
        row.photos.insert(slot.to_owned());
        self.receipt(uid, 200).unwrap_or_default()
    }

    /// The line broke while the bytes were going up: what had come may be kept.
    pub fn cut_photo(&mut self, world: &World, request: &Request) {
        let (_, uid, Some(slot)) = message::address(&request.url) else { return };
        let Some(row) = self.rows.get_mut(uid).filter(|row| !row.photos.contains(slot)) else { return };
        let came = world.chance.below(request.bytes.len() as u64) as usize;
        row.take(slot, request, &request.bytes[..came]);
    }

    fn progress(&self, status: u16, uid: &str, slot: &str, row: &Row) -> RawAnswer {
        let received = row.parts.get(slot).map_or(0, |part| part.bytes.len());
        let complete = row.photos.contains(slot);
        let text =
            format!(r#"{{"uid":"{uid}","slot":"{slot}","received":{received},"complete":{complete}}}"#);
        self.json(status, text)
    }
}

impl Row {
    /// Whether the bytes fit where the photo has come to.
    fn take(&mut self, slot: &str, request: &Request, bytes: &[u8]) -> bool {
        let (mark, first, _) = photo::place(request);
        let whole = !request.headers.iter().any(|(name, _)| name == "content-range");
        let part = self.parts.entry(slot.to_owned()).or_default();
        if first == 0 && (whole || part.mark != mark) {
            *part = Part { mark: mark.clone(), bytes: Vec::new() };
        }
        let fits = part.mark == mark && part.bytes.len() == first;
        if fits {
            part.bytes.extend(bytes);
        }
        fits
    }
}

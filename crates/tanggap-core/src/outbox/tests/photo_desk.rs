//! A desk that takes photos in pieces, for stories about them.

use super::{
    Device, Door, NewMedia, Parcel,
    device::{new_item, receipt},
    uid,
};
use crate::{
    outbox::Event,
    ports::{RawAnswer, Request, SendFault},
};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

pub const SIZE: usize = 150_000;

#[derive(Clone, Default)]
pub struct Desk {
    /// What has come of each slot.
    pub parts: Rc<RefCell<BTreeMap<String, Vec<u8>>>>,
    pub asked: Rc<RefCell<usize>>,
    /// What has come are another version's bytes: only a piece from the start is taken.
    otherwise: Rc<RefCell<bool>>,
}

pub fn photo(slot: &str) -> NewMedia {
    let url = ["api/reports/", uid().as_str(), "/media/", slot].concat();
    NewMedia {
        slot: slot.into(),
        parcel: Parcel {
            url,
            headers: vec![("content-type".into(), "image/jpeg".into())],
            size: SIZE as u64,
        },
        bytes: Some((0..SIZE).map(|place| (place % 251) as u8).collect()),
    }
}

pub fn with_photos(slots: &[&str]) -> Event {
    let mut new = new_item(Door::Idempotent);
    new.media = slots.iter().map(|slot| photo(slot)).collect();
    Event::Save(Box::new(new))
}

pub fn json(status: u16, body: String) -> RawAnswer {
    RawAnswer {
        status,
        content_type: "application/json".into(),
        body: body.into_bytes(),
        ..RawAnswer::default()
    }
}

pub fn range(request: &Request) -> Option<(usize, usize)> {
    let (_, value) = request.headers.iter().find(|(name, _)| name == "content-range")?;
    let (span, total) = value.strip_prefix("bytes ")?.split_once('/')?;
    Some((span.split_once('-')?.0.parse().ok()?, total.parse().ok()?))
}

impl Desk {
    pub fn answer(&self, request: &Request) -> RawAnswer {
        let Some((_, slot)) = request.url.split_once("/media/") else {
            return RawAnswer { status: 201, ..receipt(request) };
        };
        *self.asked.borrow_mut() += 1;
        let mut parts = self.parts.borrow_mut();
        let part = parts.entry(slot.to_owned()).or_default();
        let (first, total) = range(request).unwrap_or((0, request.bytes.len()));
        let progress = |part: &Vec<u8>| {
            let complete = part.len() == SIZE;
            let (uid, received) = (uid(), part.len());
            format!(
                r#"{{"uid":"{}","slot":"{slot}","received":{received},"complete":{complete}}}"#,
                uid.as_str()
            )
        };
        if request.method == "GET" {
            return json(200, progress(part));
        }
        if self.otherwise.replace(false) {
            if first == 0 {
                part.clear();
            } else {
                self.otherwise.replace(true);
            }
        }
        if first != part.len() || *self.otherwise.borrow() {
            return json(409, progress(part));
        }
        part.extend(&request.bytes);
        if part.len() < total {
            return json(202, progress(part));
        }
        json(
            200,
            format!(
                r#"{{"uid":"{0}","ticket":"482719305543","service_request_id":"482719305543","missing_media":[]}}"#,
                uid().as_str()
            ),
        )
    }

    pub fn begin_otherwise(&self, slot: &str, size: usize) {
        self.parts.borrow_mut().insert(slot.to_owned(), vec![0; size]);
        self.otherwise.replace(true);
    }

    pub fn has(&self, slot: &str) -> bool {
        self.parts.borrow().get(slot) == photo(slot).bytes.as_ref()
    }
}

/// A device at a desk whose nth request for a photo meets a fault: before the desk has seen it, or after.
pub fn device(
    fault: impl Fn(usize, &Request) -> Option<Result<RawAnswer, SendFault>> + 'static,
) -> (Device, Desk) {
    let desk = Desk::default();
    let there = desk.clone();
    let device = Device::answering(move |request| {
        let nth = *there.asked.borrow();
        let fault = request.url.contains("/media/").then(|| fault(nth, request)).flatten();
        fault.inspect(|_| *there.asked.borrow_mut() += 1).unwrap_or_else(|| Ok(there.answer(request)))
    });
    device.feed(Event::Started);
    (device, desk)
}

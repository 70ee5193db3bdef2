//! One answer for all who ask for the same at about the same moment. It is made once, however many wait for it, given
//! to everyone for 3 s, and to nobody any more once something that it shows was changed. Answers that are kept or on
//! their way to slow clients take a bounded room in memory; beyond that nothing new is made. An address that reads slowly
//! fills its own share of the room ([`room`]) and keeps nobody else from reading.

pub mod room;

use super::{coding::Coding, encoded::matches, portions::Portions};
use crate::{
    limits::{Client, Party},
    store::StoreError,
};
use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use room::{Bounds, Held, Reader, Room};
use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::OnceCell;

/// How long an answer is given, by the steady clock.
pub const HOLD_MS: u64 = 3_000;
/// Answers that are kept for others.
const KEPT: usize = 64;
const KEPT_BYTES: usize = 32 << 20;

/// Answers by what was asked for.
pub struct Shared<K> {
    entries: Mutex<HashMap<K, Entry>>,
    room: Arc<Room>,
}

struct Entry {
    changes: i64,
    /// When it was asked for first.
    asked_at: u64,
    answer: Arc<OnceCell<Arc<Answer>>>,
}

/// What an answer is made of.
pub struct Made {
    pub body: Vec<u8>,
    pub coding: Option<Coding>,
    /// Of the text, whatever its coding: a weak one.
    pub etag: HeaderValue,
    /// Where the next page is.
    pub link: Option<HeaderValue>,
    /// By the steady clock, when what it shows was read.
    pub made_at: u64,
}

pub struct Answer {
    made: Made,
    held: Held,
}

impl<K: Hash + Eq> Shared<K> {
    /// With so much room in memory.
    pub fn new(bounds: Bounds) -> Self {
        Self { entries: Mutex::default(), room: Arc::new(Room::new(bounds)) }
    }

    /// The answer to `key`, where so many changes were made to what is shown; made if there is none. [`StoreError::Busy`]
    /// where there is no memory for it, or where this client has yet to read its share.
    pub async fn get(
        &self,
        client: Client,
        key: K,
        changes: i64,
        now: u64,
        make: impl Future<Output = Result<Made, StoreError>>,
    ) -> Result<Arc<Answer>, StoreError> {
        if !self.room.has_share(Party::of(client)) {
            return Err(StoreError::Busy);
        }
        let answer = self.entry(key, changes, now);
        let made = answer
            .get_or_try_init(async || {
                if !self.has_room() {
                    return Err(StoreError::Busy);
                }
                Ok(Arc::new(Answer::new(make.await?, &self.room)))
            })
            .await?;
        Ok(Arc::clone(made))
    }

    fn entry(&self, key: K, changes: i64, now: u64) -> Arc<OnceCell<Arc<Answer>>> {
        let mut entries = self.lock();
        let is_good = |entry: &Entry| entry.changes == changes && entry.holds(now);
        if let Some(entry) = entries.get(&key).filter(|entry| is_good(entry)) {
            return Arc::clone(&entry.answer);
        }
        entries.remove(&key);
        if entries.len() >= KEPT || bytes(&entries) >= KEPT_BYTES {
            entries.retain(|_, entry| is_good(entry));
        }
        while entries.len() >= KEPT || bytes(&entries) >= KEPT_BYTES {
            remove_oldest(&mut entries);
        }
        let answer = Arc::default();
        entries.insert(key, Entry { changes, asked_at: now, answer: Arc::clone(&answer) });
        answer
    }

    /// What is kept gives way to what is asked for.
    fn has_room(&self) -> bool {
        if self.room.is_full() {
            self.lock().retain(|_, entry| !entry.answer.initialized());
        }
        !self.room.is_full()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<K, Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entry {
    /// While it is being made it holds, too: that is what the others wait for.
    fn holds(&self, now: u64) -> bool {
        self.answer.get().is_none_or(|answer| now < answer.made.made_at.saturating_add(HOLD_MS))
    }
}

fn bytes<K>(entries: &HashMap<K, Entry>) -> usize {
    entries.values().filter_map(|entry| Some(entry.answer.get()?.made.body.len())).sum()
}

fn remove_oldest<K: Eq + Hash>(entries: &mut HashMap<K, Entry>) {
    let oldest = entries.values().map(|entry| entry.asked_at).min();
    entries.retain(|_, entry| Some(entry.asked_at) != oldest);
}

impl Answer {
    fn new(made: Made, room: &Arc<Room>) -> Self {
        let held = Held::new(made.body.len(), room);
        Self { made, held }
    }

    /// As `client` gets it: the bytes are in its share until the last of them is sent.
    pub fn respond(self: &Arc<Self>, client: Client, request: &HeaderMap) -> Response {
        let made = &self.made;
        let mut response = match matches(request, &made.etag) {
            true => StatusCode::NOT_MODIFIED.into_response(),
            false => {
                let body = Portions::new(Bytes::from_owner(Sent::new(self, client)));
                let mut response = Body::new(body).into_response();
                let kind = HeaderValue::from_static("application/json; charset=utf-8");
                response.headers_mut().insert(header::CONTENT_TYPE, kind);
                if let Some(coding) = made.coding {
                    response.headers_mut().insert(header::CONTENT_ENCODING, coding.name());
                }
                response
            }
        };
        let headers = response.headers_mut();
        headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(header::ETAG, made.etag.clone());
        if let Some(link) = &made.link {
            headers.insert(header::LINK, link.clone());
        }
        response
    }
}

/// Bytes on their way to a client: they count as long as they are there.
struct Sent {
    answer: Arc<Answer>,
    reader: Reader,
}

impl Sent {
    fn new(answer: &Arc<Answer>, client: Client) -> Self {
        Self { answer: Arc::clone(answer), reader: answer.held.begin(Party::of(client)) }
    }
}

impl Drop for Sent {
    fn drop(&mut self) {
        self.answer.held.end(&self.reader);
    }
}

impl AsRef<[u8]> for Sent {
    fn as_ref(&self) -> &[u8] {
        &self.answer.made.body
    }
}

#[cfg(test)]
mod tests;

//! The classic bugs, planted in the ports. A simulation that does not see them would not see ours either.

use crate::{body, message, network, photo, violation::Violation, world::World};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};
use tanggap_core::{
    memory::MemoryStore,
    ports::{Batch, Change, Contents, RawAnswer, Record, Request, SendFault, Sender, Store, StoreFault},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bend {
    Nothing,
    /// Workbox: out of the queue, then the request, back only if it throws.
    PopBeforeSend,
    ServerErrorIsSuccess,
    /// Libre311: three failures and it is never tried again.
    GiveUpCount,
    /// A new key for every attempt: the server cannot know it again.
    KeyPerAttempt,
    /// A second sender for desks that count every post.
    CarrierTakesPlain,
    /// Workbox again: older than seven days by the device's clock.
    DeleteOnClockJump,
    /// Expensify: a write that failed is reported as done.
    FailedCommitIsDone,
    /// A retry that does not ask whether it can know.
    BlindRetry,
    /// The body is made anew for every attempt.
    BytesMadeAnew,
    /// A piece of a photo is counted when it is sent, not when the server says that it has it.
    PieceCountedAsSent,
}

impl Bend {
    pub const PLANTED: [Self; 10] = [
        Self::PopBeforeSend,
        Self::ServerErrorIsSuccess,
        Self::GiveUpCount,
        Self::KeyPerAttempt,
        Self::CarrierTakesPlain,
        Self::DeleteOnClockJump,
        Self::FailedCommitIsDone,
        Self::BlindRetry,
        Self::BytesMadeAnew,
        Self::PieceCountedAsSent,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::PopBeforeSend => "pop before send",
            Self::ServerErrorIsSuccess => "5xx as success",
            Self::GiveUpCount => "give-up count",
            Self::KeyPerAttempt => "key made per attempt",
            Self::CarrierTakesPlain => "second sender without the server's key",
            Self::DeleteOnClockJump => "deleting on clock jump",
            Self::FailedCommitIsDone => "failed commit taken for done",
            Self::BlindRetry => "blind retry of a plain POST",
            Self::BytesMadeAnew => "bytes made anew per attempt",
            Self::PieceCountedAsSent => "piece counted before it was acknowledged",
        }
    }

    pub fn is_seen_as(self, violation: &Violation) -> bool {
        match self {
            Self::Nothing => false,
            Self::PopBeforeSend | Self::GiveUpCount | Self::DeleteOnClockJump => {
                matches!(violation, Violation::Lost(..))
            }
            // What was not written is lost, and where it was the note of an attempt, doubled.
            Self::FailedCommitIsDone => matches!(violation, Violation::Lost(..) | Violation::Doubled(..)),
            Self::ServerErrorIsSuccess => matches!(violation, Violation::Unproven(..)),
            Self::KeyPerAttempt | Self::CarrierTakesPlain | Self::BlindRetry => {
                matches!(violation, Violation::Doubled(..))
            }
            Self::BytesMadeAnew => matches!(violation, Violation::BytesChanged(..)),
            Self::PieceCountedAsSent => matches!(violation, Violation::Photos(..)),
        }
    }
}

/// A tab's store, bent.
pub struct BentStore {
    pub world: Rc<World>,
    pub store: MemoryStore,
    pub wall_s: Box<dyn Fn() -> i64>,
}

impl Store for BentStore {
    async fn read_all(&self) -> Result<Contents, StoreFault> {
        if self.world.bend == Bend::DeleteOnClockJump {
            for item in self.store.contents().items {
                let value: serde_json::Value = serde_json::from_str(&item.text).unwrap();
                if (self.wall_s)() - value["saved_at"].as_i64().unwrap() > 7 * 86_400 {
                    remove(&self.store, &item.key);
                }
            }
        }
        self.store.read_all().await
    }

    async fn bytes(&self, key: &str) -> Result<Option<Vec<u8>>, StoreFault> {
        self.store.bytes(key).await
    }

    async fn drafts(&self) -> Result<Vec<Record>, StoreFault> {
        self.store.drafts().await
    }

    async fn commit(&self, batch: &Batch) -> Result<(), StoreFault> {
        match self.store.commit(batch).await {
            Err(fault) if self.world.bend == Bend::FailedCommitIsDone && fault != StoreFault::Conflict => {
                Ok(())
            }
            outcome => outcome,
        }
    }
}

/// A tab's or carrier's sender, bent.
pub struct BentSender {
    pub world: Rc<World>,
    pub name: String,
    pub store: MemoryStore,
    pub failures: RefCell<BTreeMap<String, u32>>,
}

impl Sender for BentSender {
    async fn send(&self, request: &Request) -> Result<RawAnswer, SendFault> {
        let world = &*self.world;
        let uid = body::field(&request.bytes, "uid").to_owned();
        let report = !uid.is_empty();
        match world.bend {
            Bend::PopBeforeSend if report => {
                let item = self.store.contents().items.into_iter().find(|item| item.key == uid);
                self.remove(&uid);
                let outcome = network::send(world, &self.name, request).await;
                let thrown = outcome.is_err() || outcome.as_ref().is_ok_and(|raw| raw.status < 300);
                if let Some(item) = item.filter(|_| thrown) {
                    let changes = vec![Change::PutItem(item)];
                    let _back = self.store.commit_now(&Batch::of(changes));
                }
                outcome
            }
            Bend::ServerErrorIsSuccess if report => {
                let mut raw = network::send(world, &self.name, request).await?;
                if raw.status >= 500 && request.method == "PUT" {
                    let ticket = body::field(&request.bytes, "ticket");
                    raw.status = 200;
                    raw.content_type = "application/json".to_owned();
                    raw.body =
                        format!(r#"{{"uid":"{uid}","ticket":"{ticket}","service_request_id":"{ticket}"}}"#)
                            .into();
                }
                Ok(raw)
            }
            Bend::GiveUpCount if report => {
                let outcome = network::send(world, &self.name, request).await;
                let failed = !outcome.as_ref().is_ok_and(|raw| raw.status < 300);
                let count = self.failures.borrow().get(&uid).copied().unwrap_or(0) + u32::from(failed);
                self.failures.borrow_mut().insert(uid.clone(), count);
                if count >= 3 {
                    self.remove(&uid);
                }
                outcome
            }
            Bend::KeyPerAttempt if report && request.method == "PUT" => {
                let fresh = crate::person::uid(&world.chance);
                let text =
                    |bytes: &[u8], from: &str, to: &str| String::from_utf8_lossy(bytes).replace(from, to);
                let mut renamed = request.clone();
                renamed.url = request.url.replace(&uid, &fresh);
                renamed.bytes = text(&request.bytes, &uid, &fresh).into_bytes();
                let mut raw = network::send(world, &self.name, &renamed).await?;
                raw.body = text(&raw.body, &fresh, &uid).into_bytes();
                Ok(raw)
            }
            Bend::BlindRetry => match network::send(world, &self.name, request).await {
                Err(SendFault::Ambiguous) => network::send(world, &self.name, request).await,
                outcome => outcome,
            },
            Bend::BytesMadeAnew if report => {
                let mut anew = request.clone();
                anew.bytes.extend(format!(";made={}", world.chance.next()).bytes());
                network::send(world, &self.name, &anew).await
            }
            Bend::PieceCountedAsSent if request.method == "PUT" && request.url.contains("/media/") => {
                let _unread = network::send(world, &self.name, request).await;
                Ok(counted(request))
            }
            _ => network::send(world, &self.name, request).await,
        }
    }
}

/// What a sender tells itself that does not wait for the answer.
fn counted(request: &Request) -> RawAnswer {
    let (_, uid, slot) = message::address(&request.url);
    let slot = slot.unwrap_or("");
    let (_, first, total) = photo::place(request);
    let received = first + request.bytes.len();
    let complete = received == total;
    let text = format!(r#"{{"uid":"{uid}","slot":"{slot}","received":{received},"complete":{complete}}}"#);
    RawAnswer {
        status: if complete { 200 } else { 202 },
        content_type: "application/json".to_owned(),
        body: text.into_bytes(),
        ..RawAnswer::default()
    }
}

impl BentSender {
    fn remove(&self, uid: &str) {
        remove(&self.store, uid);
    }
}

fn remove(store: &MemoryStore, uid: &str) {
    let changes = vec![Change::RemoveItem(uid.to_owned())];
    let _gone = store.commit_now(&Batch::of(changes));
}

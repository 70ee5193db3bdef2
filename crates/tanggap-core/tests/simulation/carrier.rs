//! The service worker with every tab closed: it reads what the store says may be carried, sends it, and keeps the raw
//! answers. It judges nothing. It is written against the stored text, as the real one will be.

use crate::{
    bend::{Bend, BentSender},
    device::Device,
    world::World,
};
use serde_json::Value;
use std::{
    cell::RefCell,
    collections::BTreeMap,
    future::Future,
    pin::Pin,
    rc::Rc,
    task::{Context, Waker},
};
use tanggap_core::{
    memory::{MemoryClock, MemoryLock, MemoryStore, pause},
    outbox::Job,
    ports::{Batch, Change, Clock, RawAnswer, Request, Sender, Taken},
    report::Uid,
    stored,
};

pub struct Carrier {
    pub lock: Rc<MemoryLock>,
    work: Pin<Box<dyn Future<Output = ()>>>,
}

impl Carrier {
    pub fn wake(world: &Rc<World>, device: &Device, number: u32) -> Self {
        let lock = Rc::new(device.lock.of(number));
        let name = format!("{}.carrier", device.name);
        world.note(|| format!("{name}: wakes"));
        let sender = BentSender {
            world: world.clone(),
            name,
            store: device.store.clone(),
            failures: RefCell::new(BTreeMap::new()),
        };
        let round = Round { store: device.store.clone(), clock: device.clock.clone(), sender };
        // Where there are no locks it goes ahead: only the server's key stands between it and the tabs (D2).
        let alone = world.chance.once_in(8);
        let (world, holder) = (world.clone(), lock.clone());
        let work = Box::pin(async move {
            if alone || holder.take_now() == Taken::Mine {
                round.carry(&world).await;
                holder.give_back();
            }
        });
        Self { lock, work }
    }

    /// Goes on to its next pause; `true` when it has finished.
    pub fn go_on(&mut self) -> bool {
        self.work.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready()
    }
}

struct Round {
    store: MemoryStore,
    clock: MemoryClock,
    sender: BentSender,
}

impl Round {
    async fn carry(&self, world: &World) {
        pause().await;
        let contents = self.store.contents();
        for record in contents.items {
            let item: Value = serde_json::from_str(&record.text).unwrap();
            if self.must_wait(&item) {
                continue;
            }
            let uid = Uid::parse(item["uid"].as_str().unwrap()).unwrap();
            let photos = item["media"].as_array().unwrap().iter();
            let photos = photos.map(|media| (Job::Media(media["slot"].as_str().unwrap().to_owned()), media));
            for (job, parcel) in std::iter::once((Job::Report, &item["report"])).chain(photos) {
                let plain = world.bend == Bend::CarrierTakesPlain
                    && item["door"] == "plain"
                    && item["state"]["is"] == "waiting"
                    && job == Job::Report;
                if (parcel["carry"] == true || plain) && !self.has_success(&uid, &job) {
                    self.send(&uid, &job, parcel).await;
                }
            }
        }
    }

    /// The server asked to wait, and the wall still stands within that span.
    fn must_wait(&self, item: &Value) -> bool {
        let (Some(until), Some(asked)) = (item["not_before"].as_i64(), item["asked_s"].as_i64()) else {
            return false;
        };
        (1..=asked).contains(&(until - self.clock.wall_s()))
    }

    /// An answer that may be a success waits to be judged: no need to send again before that.
    fn has_success(&self, uid: &Uid, job: &Job) -> bool {
        self.store.contents().answers.iter().filter_map(stored::read_answer).any(|(for_uid, for_job, raw)| {
            for_uid == *uid && for_job == *job && (200..300).contains(&raw.status)
        })
    }

    async fn send(&self, uid: &Uid, job: &Job, parcel: &Value) {
        let Some(bytes) = self.store.frozen(parcel["bytes"].as_str().unwrap()) else { return };
        let request = Request {
            method: if parcel["method"] == "POST" { "POST" } else { "PUT" },
            url: parcel["url"].as_str().unwrap().to_owned(),
            headers: headers(parcel),
            bytes,
            timeout_ms: 20_000,
        };
        if let Ok(raw) = self.sender.send(&request).await {
            self.keep(uid, job, &raw);
            pause().await;
        }
    }

    fn keep(&self, uid: &Uid, job: &Job, raw: &RawAnswer) {
        let nth = self.store.contents().answers.len() as u64;
        let changes = vec![Change::PutAnswer(stored::write_answer(uid, job, nth, raw))];
        let _kept = self.store.commit_now(&Batch::of(changes));
    }
}

fn headers(parcel: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let pairs = parcel["headers"].as_array().unwrap().iter();
    pairs.map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
}

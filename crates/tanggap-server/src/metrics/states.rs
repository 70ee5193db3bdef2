//! What is a state and not a count, such as room on the disk and what waits: it is looked at when somebody asks.

use super::by_word::{ByWord, Word};
use crate::{app_state::AppState, serve::places::Places, store::Health};
use prometheus_client::metrics::{family::Family, gauge::Gauge};
use std::{path::Path, sync::atomic::Ordering};
use tokio::task;

#[derive(Default)]
pub struct States {
    pub well: Gauge,
    pub limit_hits: ByWord,
    pub writer_queue: Gauge,
    pub photos_waiting: Gauge,
    pub photos_in_work: Gauge,
    pub connections: Gauge,
    pub bytes: Family<Word, Gauge>,
}

impl States {
    /// Looks at all of it, at this moment.
    pub async fn look(&self, portal: &AppState, places: &Places, data: &Path) {
        self.well.set(i64::from(portal.store.health().await == Health::Well));
        for (limit, hits) in portal.limits.hits() {
            let counter = self.limit_hits.get_or_create_owned(&Word { kind: limit.name() });
            counter.inner().store(hits, Ordering::Relaxed);
        }
        let (waiting, in_work) = portal.photo_processor.lengths();
        for (gauge, length) in [
            (&self.writer_queue, portal.store.queue_length()),
            (&self.photos_waiting, waiting),
            (&self.photos_in_work, in_work),
            (&self.connections, places.taken()),
        ] {
            gauge.set(i64::try_from(length).unwrap_or(i64::MAX));
        }
        let data = data.to_owned();
        let free = task::spawn_blocking(move || disk_free(&data)).await.ok().flatten();
        let free = free.map(|bytes| ("disk_free", bytes));
        for (kind, bytes) in portal.store.sizes().await.into_iter().chain(free) {
            let gauge = self.bytes.get_or_create_owned(&Word { kind });
            gauge.set(i64::try_from(bytes).unwrap_or(i64::MAX));
        }
    }
}

/// Bytes that are free beside the data; `None` where the disk doesn't say.
#[cfg(unix)]
fn disk_free(data: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(data).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn disk_free(_: &Path) -> Option<u64> {
    None
}

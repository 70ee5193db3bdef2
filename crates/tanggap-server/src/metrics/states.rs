//! What is a state and not a count, such as room on the disk and what waits: it is looked at when somebody asks.

use super::by_word::{ByWord, Word};
use crate::{
    app_state::AppState,
    serve::places::Places,
    store::{DATABASE, Health},
};
use prometheus_client::metrics::{family::Family, gauge::Gauge};
use std::{fs, path::Path, sync::atomic::Ordering};
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
        let sizes = task::spawn_blocking(move || sizes(&data)).await;
        for (kind, bytes) in sizes.unwrap_or_default() {
            let gauge = self.bytes.get_or_create_owned(&Word { kind });
            gauge.set(i64::try_from(bytes).unwrap_or(i64::MAX));
        }
    }
}

/// Files that are not there have no bytes; of a disk that doesn't say, nothing is said.
fn sizes(data: &Path) -> Vec<(&'static str, u64)> {
    let of_file = |name: &str| fs::metadata(data.join(name)).map_or(0, |file| file.len());
    let mut sizes = vec![("database", of_file(DATABASE)), ("log", of_file(&format!("{DATABASE}-wal")))];
    #[cfg(unix)]
    if let Ok(disk) = rustix::fs::statvfs(data) {
        sizes.push(("disk_free", disk.f_bavail.saturating_mul(disk.f_frsize)));
    }
    sizes
}

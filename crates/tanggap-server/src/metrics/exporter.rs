//! Hands the figures out: `GET /metrics` in Prometheus' text format 0.0.4, at an address of this machine's own. What is
//! counted all the time is read as it stands; what is a state (room on the disk, what waits) is looked at when asked.

use super::{ByWord, Word, names};
use crate::{
    portal::Portal,
    serve::{Answers, places::Places},
    store::{DATABASE, Health},
};
use axum::{
    extract::Request,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use prometheus_client::{
    encoding::prometheus_text::{CONTENT_TYPE, encode},
    metrics::{family::Family, gauge::Gauge},
    registry::Registry,
};
use std::{
    fmt, fs,
    net::IpAddr,
    path::{Path, PathBuf},
    sync::{Arc, atomic::Ordering},
};
use tokio::task;

#[derive(Clone)]
pub struct Exporter(Arc<Exported>);

struct Exported {
    registry: Registry,
    portal: Arc<Portal>,
    places: Arc<Places>,
    data: PathBuf,
    states: States,
}

/// What is looked at when asked.
#[derive(Default)]
pub(super) struct States {
    pub well: Gauge,
    pub limit_hits: ByWord,
    pub writer_queue: Gauge,
    pub photos_waiting: Gauge,
    pub photos_in_work: Gauge,
    pub connections: Gauge,
    pub bytes: Family<Word, Gauge>,
}

impl Exporter {
    pub fn new(portal: Arc<Portal>, places: Arc<Places>, data: &Path) -> Self {
        let (states, mut registry) = (States::default(), Registry::default());
        names::register(&mut registry, &portal, &places, &states);
        Self(Arc::new(Exported { registry, portal, places, data: data.to_owned(), states }))
    }

    /// Everything, at this moment.
    pub async fn text(&self) -> Result<String, fmt::Error> {
        self.look().await;
        let mut text = String::new();
        encode(&mut text, &self.0.registry)?;
        Ok(text)
    }

    async fn look(&self) {
        let Exported { portal, places, data, states, .. } = &*self.0;
        states.well.set(i64::from(portal.store.health().await == Health::Well));
        for (limit, hits) in portal.limits.hits() {
            let counter = states.limit_hits.get_or_create_owned(&Word { kind: limit.name() });
            counter.inner().store(hits, Ordering::Relaxed);
        }
        let (waiting, in_work) = portal.photo_processor.lengths();
        for (gauge, length) in [
            (&states.writer_queue, portal.store.queue_length()),
            (&states.photos_waiting, waiting),
            (&states.photos_in_work, in_work),
            (&states.connections, places.taken()),
        ] {
            gauge.set(i64::try_from(length).unwrap_or(i64::MAX));
        }
        let data = data.clone();
        let sizes = task::spawn_blocking(move || sizes(&data)).await;
        for (kind, bytes) in sizes.unwrap_or_default() {
            let gauge = states.bytes.get_or_create_owned(&Word { kind });
            gauge.set(i64::try_from(bytes).unwrap_or(i64::MAX));
        }
    }
}

impl Answers for Exporter {
    async fn answer(&self, request: Request, _: IpAddr, _: bool) -> Response {
        if request.uri().path() != "/metrics" {
            return StatusCode::NOT_FOUND.into_response();
        }
        let headers = [
            (header::CONTENT_TYPE, CONTENT_TYPE),
            (header::CACHE_CONTROL, "no-store"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ];
        match self.text().await {
            Ok(text) => (headers, text).into_response(),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
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

//! The names of all figures and what they mean, in one place; docs/deploy.md has the same list, and a test compares.

use super::states::States;
use crate::{app_state::AppState, serve::places::Places};
use prometheus_client::{
    metrics::gauge::Gauge,
    registry::{Metric, Registry},
};

pub(super) fn register(registry: &mut Registry, portal: &AppState, places: &Places, states: &States) {
    let started = Gauge::<i64>::default();
    started.set(portal.now());
    registry.register(
        "process_start_time_seconds",
        "When the server started, in seconds since 1970",
        started,
    );
    let mut figures = Figures(registry.sub_registry_with_prefix("tanggap"));
    figures.of_the_server(states);
    figures.of_requests(portal);
    figures.of_the_store(portal, states);
    figures.of_connections(places, states);
}

struct Figures<'a>(&'a mut Registry);

impl Figures<'_> {
    fn add(&mut self, name: &str, help: &str, metric: impl Metric) {
        self.0.register(name, help, metric);
    }

    fn of_the_server(&mut self, states: &States) {
        let version = prometheus_client::metrics::info::Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        self.add("build", "The program", version);
        self.add("well", "1 while /healthz would say ok", states.well.clone());
    }

    fn of_requests(&mut self, portal: &AppState) {
        let requests = &portal.requests;
        self.add("http_requests", "Requests by route, method and status", requests.answered.clone());
        self.add("http_request_duration_seconds", "Until the answer begins", requests.durations.clone());
        self.add(
            "http_failures",
            "Requests that failed for a reason of the server",
            requests.failures.clone(),
        );
        self.add(
            "photos_refused",
            "Photos that were refused, or sent back to come later",
            requests.refused_photos.clone(),
        );
    }

    fn of_the_store(&mut self, portal: &AppState, states: &States) {
        let counts = portal.store.counts();
        self.add("reports_accepted", "New reports that were kept", counts.reports.clone());
        self.add("messages_accepted", "New messages of reporters that were kept", counts.messages.clone());
        self.add("photos_accepted", "Photos that were kept", counts.photos.clone());
        self.add("photos_waiting", "Photos that wait to be made anew", states.photos_waiting.clone());
        self.add("photos_in_work", "Photos that are being made anew", states.photos_in_work.clone());
        self.add("limit_hits", "Requests that were told to come later", states.limit_hits.clone());
        self.add("writer_queue_length", "Writes that wait for their turn", states.writer_queue.clone());
        self.add("writer_group_size", "Writes that were committed together", counts.group_sizes.clone());
        self.add(
            "writer_group_duration_seconds",
            "From a group's first write to its commit",
            counts.group_durations.clone(),
        );
        self.add(
            "writer_failed_groups",
            "Groups in which something was not written",
            counts.failed_groups.clone(),
        );
        self.add("bytes", "Database, its write-ahead log, room on its disk", states.bytes.clone());
    }

    fn of_connections(&mut self, places: &Places, states: &States) {
        let counts = &places.counts;
        self.add("connections", "Connections that are open", states.connections.clone());
        self.add("connections_accepted", "Connections that were given a place", counts.accepted.clone());
        self.add("connections_refused", "Connections beyond their address's share", counts.refused.clone());
        self.add(
            "connections_closed",
            "Connections that were closed before their time",
            counts.closed.clone(),
        );
    }
}

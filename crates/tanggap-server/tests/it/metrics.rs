//! What is counted is counted, in Prometheus' format, under words of the code alone.

use crate::{
    exposition::Exposition,
    line::{Lines, request},
    message, photo,
    privacy::{Canaries, a_day},
    program::{PROGRAM, Program},
    report,
    town::{NOW, Town},
};
use axum::{
    Router,
    body::Body,
    http::{Method, Request},
    routing::get,
};
use serde_json::json;
use std::{collections::BTreeSet, process::Command, sync::Arc, time::Duration};
use tanggap_server::{
    app_state::Settings,
    limits::{Client, Limits, Rates},
    metrics::Exporter,
    serve::{
        places::{Places, Room},
        progress::Patience,
    },
};
use tokio::{io::AsyncWriteExt, time::sleep};

struct Watched {
    town: Town,
    exporter: Exporter,
}

impl Watched {
    fn new(base: &str) -> Self {
        let routes =
            Router::new().route("/test/panic", get(async || -> &'static str { panic!("on purpose") }));
        let town = Town::limited(Settings::default(), base, routes, Limits::new(Some(Rates::default())));
        let places = Places::new(Room::default(), Patience::default(), Vec::new());
        let exporter = Exporter::new(Arc::clone(&town.portal), Arc::new(places), town.folder.path());
        Self { town, exporter }
    }

    async fn figures(&self) -> Exposition {
        Exposition::read(&self.exporter.text().await.unwrap())
    }

    /// What has become more of these while `act` was done.
    async fn counts(&self, series: &str, act: impl AsyncFnOnce(&Town)) -> f64 {
        let before = self.figures().await.sum(series);
        act(&self.town).await;
        self.figures().await.sum(series) - before
    }
}

fn answered(route: &str, method: &str, status: u16) -> String {
    format!("tanggap_http_requests_total{{route=\"{route}\",method=\"{method}\",status=\"{status}\"}}")
}

#[tokio::test]
async fn requests_are_counted_by_route_method_and_status() {
    let watched = Watched::new("/");
    let page = async |town: &Town| drop(town.get("/t?canary=1").await);
    assert_eq!(watched.counts(&answered("page", "GET", 200), page).await, 1.0);
    let route = "/api/{desk}/requests/{ticket}.json";
    let unknown = async |town: &Town| drop(town.get("/api/aspirasi/requests/482719305543.json").await);
    assert_eq!(watched.counts(&answered(route, "GET", 404), unknown).await, 1.0);
    let took = format!("tanggap_http_request_duration_seconds_count{{route=\"{route}\"}}");
    assert_eq!(watched.counts(&took, unknown).await, 1.0);
    let invented = async |town: &Town| {
        let method = Method::from_bytes(b"CANARY").unwrap();
        drop(town.send(Request::builder().method(method).uri("/healthz").body(Body::empty()).unwrap()).await);
    };
    assert_eq!(watched.counts(&answered("/healthz", "other", 405), invented).await, 1.0);
    let panics = async |town: &Town| drop(town.get("/test/panic").await);
    assert_eq!(watched.counts("tanggap_http_failures_total{kind=\"panic\"}", panics).await, 1.0);
    assert_eq!(watched.counts(&answered("other", "GET", 500), panics).await, 1.0);
    let below = Watched::new("/lapor/");
    let outside = async |town: &Town| drop(town.get("/elsewhere").await);
    assert_eq!(below.counts(&answered("outside", "GET", 404), outside).await, 1.0);
}

#[tokio::test]
async fn what_is_kept_refused_and_limited_is_counted() {
    let watched = Watched::new("/");
    let (picture, no_picture) = (photo::noise(), vec![b'x'; 100]);
    let mut body = report::fresh();
    body["media"] =
        json!([photo::claim("slot-of-photo", &picture), photo::claim("slot-of-words", &no_picture)]);
    let path = report::path(&body);
    let report = async |town: &Town| drop(town.put(&path, body.to_string()).await);
    assert_eq!(watched.counts("tanggap_reports_accepted_total", report).await, 1.0);
    assert_eq!(watched.counts("tanggap_reports_accepted_total", report).await, 0.0, "it is here already");
    let sent = message::of(&body, "message", "x");
    let message = async |town: &Town| drop(message::send(town, &sent).await);
    assert_eq!(watched.counts("tanggap_messages_accepted_total", message).await, 1.0);
    assert_eq!(watched.counts("tanggap_messages_accepted_total", message).await, 0.0);
    let slot = |name: &str| format!("{path}/media/{name}");
    let photo = async |town: &Town| drop(photo::send_rest(town, &slot("slot-of-photo"), &picture, 0).await);
    assert_eq!(watched.counts("tanggap_photos_accepted_total", photo).await, 1.0);
    assert_eq!(watched.counts("tanggap_photos_accepted_total", photo).await, 0.0);
    let words =
        async |town: &Town| drop(photo::send_rest(town, &slot("slot-of-words"), &no_picture, 0).await);
    assert_eq!(watched.counts("tanggap_photos_refused_total{kind=\"kind\"}", words).await, 1.0);
    let guesses = async |town: &Town| {
        for _ in 0..31 {
            let look = Request::get("/api/requests/482719305543.json").body(Body::empty()).unwrap();
            town.send_from(look, [203, 0, 113, 5].into()).await;
        }
    };
    assert_eq!(watched.counts("tanggap_limit_hits_total{kind=\"misses\"}", guesses).await, 1.0);
}

#[tokio::test]
async fn states_are_told_as_they_are() {
    let watched = Watched::new("/");
    let figures = watched.figures().await;
    assert_eq!((figures.sum("tanggap_well"), figures.sum("process_start_time_seconds")), (1.0, NOW as f64));
    assert_eq!(figures.sum(&format!("tanggap_build_info{{version=\"{}\"}}", env!("CARGO_PKG_VERSION"))), 1.0);
    for kind in ["database", "log", "disk_free"] {
        assert!(figures.sum(&format!("tanggap_bytes{{kind=\"{kind}\"}}")) > 1_000.0, "{kind}");
    }
    let processor = &watched.town.portal.photo_processor;
    let mut working =
        vec![processor.turn(Client::Unnamed).await.ok(), processor.turn(Client::Unnamed).await.ok()];
    let waiting = processor.turn(Client::Unnamed);
    let look = async {
        let figures = watched.figures().await;
        assert_eq!(figures.sum("tanggap_photos_in_work"), 2.0);
        assert_eq!(figures.sum("tanggap_photos_waiting"), 1.0);
        working.clear();
    };
    let (turn, ()) = tokio::join!(waiting, look);
    assert!(turn.is_ok());
    let groups = async |town: &Town| drop(town.report(&report::fresh()).await);
    assert_eq!(watched.counts("tanggap_writer_group_size_count", groups).await, 1.0);
    assert_eq!(watched.counts("tanggap_writer_group_duration_seconds_count", groups).await, 1.0);
    watched.town.portal.store.bound(1).await.unwrap();
    let full = async |town: &Town| {
        let mut body = report::fresh();
        body["description"] = "x".repeat(4_000).into();
        while town.put(&report::path(&body), body.to_string()).await.status == 201 {
            (body["uid"], body["ticket"]) = (report::fresh()["uid"].take(), report::fresh()["ticket"].take());
        }
    };
    assert_eq!(watched.counts("tanggap_http_failures_total{kind=\"full\"}", full).await, 1.0);
    let figures = watched.figures().await;
    assert_eq!(figures.sum("tanggap_writer_failed_groups_total{kind=\"no_room\"}"), 1.0);
    assert_eq!(figures.sum("tanggap_well"), 0.0);
}

#[tokio::test(start_paused = true)]
async fn connections_are_counted_by_how_they_end() {
    let lines = Lines::open(Room { all: 10, per_address: 2 }, None);
    let figures = async || Exposition::read(&lines.exporter().text().await.unwrap());
    let _silent = lines.connect("203.0.113.1");
    let mut stalled = Vec::new();
    for _ in 0..3 {
        let mut stream = lines.connect("203.0.113.2");
        drop(stream.write_all(request("/large", "keep-alive").as_bytes()).await);
        stalled.push(stream);
        sleep(Duration::from_millis(10)).await;
    }
    let idle: Vec<_> = (0..3).map(|_| lines.connect("203.0.113.3")).collect();
    sleep(Duration::from_secs(1)).await;
    let now = figures().await;
    assert_eq!(now.sum("tanggap_connections"), 5.0 + now.sum("tanggap_connections_"));
    assert_eq!(now.sum("tanggap_connections_accepted_total"), 6.0);
    assert_eq!(now.sum("tanggap_connections_refused_total"), 1.0);
    assert_eq!(now.sum("tanggap_connections_closed_total{kind=\"sent_away\"}"), 1.0);
    sleep(Duration::from_secs(40)).await;
    let later = figures().await;
    assert_eq!(later.sum("tanggap_connections_closed_total{kind=\"silent\"}"), 3.0);
    assert_eq!(later.sum("tanggap_connections_closed_total{kind=\"stalled\"}"), 2.0);
    drop(idle);
}

#[tokio::test]
async fn every_figure_is_described_for_operators_and_no_other() {
    let described = include_str!("../../../../docs/deploy.md");
    let described = described.split("## Metrics").nth(1).unwrap().split("\n## ").next().unwrap();
    let described: BTreeSet<_> = described
        .split('`')
        .filter(|word| word.starts_with("tanggap_") || word.starts_with("process_"))
        .map(|word| word.split(['{', ' ']).next().unwrap().to_owned())
        .collect();
    let watched = Watched::new("/");
    watched.town.get("/").await;
    let handed_out = watched.figures().await.0.into_keys().collect();
    assert_eq!(described, handed_out);
}

#[test]
fn figures_are_at_their_own_address_and_have_nobody_in_them() {
    let program = Program::start(&["--metrics", "127.0.0.1:0"]);
    let Canaries(canaries) = a_day(&program);
    let answer = program.figures();
    let (head, text) = answer.split_once("\r\n\r\n").unwrap();
    assert!(
        head.starts_with("HTTP/1.1 200") && head.contains("content-type: text/plain; version=0.0.4"),
        "{head}"
    );
    let figures = Exposition::read(text);
    assert!(figures.sum("tanggap_http_requests_total{route=\"/api/{desk}/reports/{uid}\"") >= 2.0, "{text}");
    for canary in &canaries {
        assert!(!text.contains(canary.as_str()), "{canary} is in the figures:\n{text}");
    }
    assert!(!program.get("/metrics").contains("tanggap_"), "the portal's own address has none");
    let open = Command::new(PROGRAM).args(["serve", "--metrics", "0.0.0.0:9464"]).output().unwrap();
    let told = String::from_utf8(open.stderr).unwrap();
    assert!(!open.status.success() && told.contains("not this machine's own"), "{told}");
}

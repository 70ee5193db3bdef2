//! A portal to test against: the first city's data, pages of a few lines, a folder of its own, a clock that stands.

pub use crate::dist::write_dist;

use crate::stores;
use axum::{
    Router,
    body::{Body, Bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use serde_json::Value;
use std::{fs, net::IpAddr, sync::Arc};
use tanggap_core::{config, status::Status};
use tanggap_server::{
    api::{self, Lists},
    app::App,
    app_state::{AppState, Settings},
    city::{City, Source},
    clock::{Clock, Steady, steady_clock},
    figures::Figures,
    http::{headers::HeaderSets, overload::Overload},
    limits::Limits,
    metrics::Requests,
    office::{self, ActError, By, Deed, Note},
    pages::Pages,
    pepper::Pepper,
    photo::PhotoProcessor,
    sessions::Sessions,
    store::Named,
};
use tempfile::TempDir;

/// Tuesday, 24 November 2026, 10:00 in Bogor.
pub const NOW: i64 = 1_795_489_200;
pub const JSON: &str = "application/json";

pub struct Town {
    pub app: App,
    pub portal: Arc<AppState>,
    pub folder: TempDir,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Town {
    pub fn new() -> Self {
        Self::with(Settings::default(), "/", Router::new())
    }

    pub fn with(settings: Settings, base: &str, routes: Router<Arc<AppState>>) -> Self {
        Self::limited(settings, base, routes, Limits::new(None))
    }

    pub fn limited(settings: Settings, base: &str, routes: Router<Arc<AppState>>, limits: Limits) -> Self {
        Self::build(settings, base, routes, limits, (|| NOW, steady_clock(), Sessions::default()))
    }

    /// With a clock that the test sets, and one that it lets run on, in milliseconds.
    pub fn at(clock: Clock, steady: Steady) -> Self {
        Self::at_times((clock, steady, Sessions::default()))
    }

    /// With a clock that the test moves, and sessions that have a clock of their own.
    pub fn with_sessions(clock: Clock, sessions: Sessions) -> Self {
        Self::at_times((clock, steady_clock(), sessions))
    }

    fn at_times(times: (Clock, Steady, Sessions)) -> Self {
        Self::build(Settings::default(), "/", Router::new(), Limits::new(None), times)
    }

    fn build(
        settings: Settings,
        base: &str,
        routes: Router<Arc<AppState>>,
        limits: Limits,
        times: (Clock, Steady, Sessions),
    ) -> Self {
        let folder = private_folder();
        write_dist(&folder.path().join("dist"), base);
        Self::open(folder, &Source::Embedded, settings, routes, limits, times)
    }

    /// In a folder with `dist` and perhaps data, with the services of another city.
    pub fn of_city(folder: TempDir, source: &Source) -> Self {
        Self::of_city_at(folder, source, || NOW, steady_clock())
    }

    pub fn of_city_at(folder: TempDir, source: &Source, clock: Clock, steady: Steady) -> Self {
        let times = (clock, steady, Sessions::default());
        Self::open(folder, source, Settings::default(), Router::new(), Limits::new(None), times)
    }

    fn open(
        folder: TempDir,
        source: &Source,
        settings: Settings,
        routes: Router<Arc<AppState>>,
        limits: Limits,
        (clock, steady, sessions): (Clock, Steady, Sessions),
    ) -> Self {
        let loaded = Pages::load(&folder.path().join("dist")).unwrap();
        let portal = Arc::new(AppState {
            city: Arc::new(City::load(source, &loaded.config).unwrap()),
            headers: Arc::new(HeaderSets::new(&loaded.config, &loaded.pages.hashes).unwrap()),
            store: stores::open(folder.path()),
            pepper: Pepper::load(folder.path()).unwrap(),
            holidays: config::holidays(&loaded.holidays.unwrap()).unwrap(),
            photo_processor: PhotoProcessor::default(),
            limits,
            sessions,
            figures: Figures::default(),
            requests: Requests::new(api::templates()),
            overload: Overload::default(),
            lists: Lists::default(),
            pages: loaded.pages,
            config: Arc::new(loaded.config),
            settings,
            clock,
            steady,
        });
        Self { app: App::with_routes(Arc::clone(&portal), routes), portal, folder }
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        self.send_from(request, [127, 0, 0, 1].into()).await
    }

    pub async fn send_from(&self, request: Request<Body>, peer: IpAddr) -> Answer {
        let (parts, body) = self.app.answer(request, peer, false).await.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: body.collect().await.unwrap().to_bytes(),
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub async fn put(&self, path: &str, body: impl Into<Body>) -> Answer {
        self.send(Request::put(path).header(header::CONTENT_TYPE, JSON).body(body.into()).unwrap()).await
    }

    pub async fn post(&self, path: &str, form: &str) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(form.to_owned().into()).unwrap()).await
    }

    /// Keeps a report at the city's desk and hands back its number.
    pub async fn report(&self, body: &Value) -> String {
        let answer = self.put(&crate::report::path(body), body.to_string()).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        answer.json()["service_request_id"].as_str().unwrap().to_owned()
    }

    /// Whatever a desk, or somebody else, does with a report.
    pub async fn act(&self, ticket: &str, by: By, deed: Deed, at: i64) -> Result<Option<String>, ActError> {
        let named = Named::Ticket(ticket.to_owned());
        office::act(&self.portal.store, &self.portal.config, named, by, deed, at).await
    }

    pub async fn publish(&self, ticket: &str) {
        self.act(ticket, By::ItsDesk, Deed::Publish, NOW).await.unwrap();
    }

    pub async fn erase(&self, ticket: &str) {
        self.act(ticket, By::Administrator, Deed::Erase, NOW).await.unwrap();
    }

    /// Adds the office's words, a `reply` or a `question`; the id under which they are kept.
    pub async fn say(&self, ticket: &str, kind: &str, text: &str, at: i64) -> String {
        let deed = if kind == "question" { Deed::Ask(text.into()) } else { Deed::Reply(text.into()) };
        self.act(ticket, By::ItsDesk, deed, at).await.unwrap().unwrap()
    }

    /// Moves a report to another status, with a note for all.
    pub async fn status(&self, ticket: &str, word: &str, note: Option<&str>, at: i64) {
        let deed = Deed::Update { status: Status::parse(word), note: for_all(note) };
        self.act(ticket, By::ItsDesk, deed, at).await.unwrap();
    }

    pub async fn refer(&self, ticket: &str, to: &str, note: Option<&str>, at: i64) {
        self.act(ticket, By::ItsDesk, Deed::Refer { to: to.into(), note: for_all(note) }, at).await.unwrap();
    }

    pub async fn note(&self, ticket: &str, text: &str, at: i64) {
        let deed = Deed::Update { status: None, note: for_all(Some(text)) };
        self.act(ticket, By::ItsDesk, deed, at).await.unwrap();
    }
}

/// A folder that only its owner reads, as data has to lie in.
pub fn private_folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    #[cfg(unix)]
    fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    folder
}

pub fn for_all(text: Option<&str>) -> Note {
    Note { text: text.map(str::to_owned), photo: None, for_all: true }
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

//! `serve`: puts the portal together and runs it until it is told to end.

mod announce;
mod erasures_log;
mod metrics;
mod notices;
mod proxy;

use super::{data::Data, limits, log};
use crate::{
    api::{self, Lists},
    app::App,
    app_state::{AppState, Settings},
    city::{self, City, Source},
    clock::{self, steady_clock, system_clock},
    data_folder::DataFolder,
    demo,
    figures::Figures,
    http::{headers::HeaderSets, origin::Origin, overload::Overload},
    limits::Limits,
    metrics::Requests,
    office,
    pages::{DistError, Pages},
    pepper::Pepper,
    photo::PhotoProcessor,
    serve::{
        self, Service, Tls, files,
        places::{Places, Room},
        progress::Patience,
    },
    served::Served,
    serving::{Serving, ServingError},
    sessions::Sessions,
    store::{self, Store},
    upkeep,
};
use announce::Announcement;
use ipnet::IpNet;
use metrics::{Metrics, MetricsOptions};
use std::{
    error::Error,
    path::{Path, PathBuf},
    sync::Arc,
};
use tanggap_core::config;
use tokio::{net::TcpListener, signal};

/// As many pages as SQLite counts, in MB.
const MOST_MB: i64 = (1 << 24) - 1;

#[derive(clap::Args)]
pub struct Serve {
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The address to listen at; 0.0.0.0 for all
    #[arg(long, default_value = "127.0.0.1")]
    host: String,
    /// The portal's built files
    #[arg(long, value_name = "DIR", default_value = "dist")]
    dist: PathBuf,
    #[command(flatten)]
    data: Data,
    /// Another city's services; without it, those inside the program
    #[arg(long, value_name = "DIR")]
    city: Option<PathBuf>,
    /// Start with invented reports and keep everything in memory until the end
    #[arg(long, conflicts_with = "data")]
    demo: bool,
    /// Serve https with a self-signed certificate
    #[arg(long)]
    tls: bool,
    /// A proxy whose X-Forwarded-* count: an address, or a network such as 10.0.0.0/8
    #[arg(long, value_name = "ADDRESS", value_parser = proxy::network)]
    trusted_proxy: Vec<IpNet>,
    /// The most that the database may grow to, so that the disk is never full; beyond it nothing new is taken (507)
    #[arg(long, value_name = "MB", value_parser = clap::value_parser!(u32).range(1..=MOST_MB))]
    max_database: Option<u32>,
    /// A second erasures log, on another disk, so that a restored backup never brings back what was erased
    #[arg(long, value_name = "FILE")]
    erasures_to: Option<PathBuf>,
    /// Connections that one address may have at once; this machine and trusted proxies may have all
    #[arg(long, value_name = "CONNECTIONS", default_value_t = Room::default().per_address as u32,
        value_parser = clap::value_parser!(u32).range(1..=Room::default().all as i64))]
    connections_per_address: u32,
    #[command(flatten)]
    limits: limits::Options,
    #[command(flatten)]
    metrics: MetricsOptions,
    #[command(flatten)]
    log: log::LogOptions,
    /// Another site whose pages may send reports, such as https://example.org
    #[arg(long, value_name = "ORIGIN")]
    allow_origin: Vec<Origin>,
}

impl Serve {
    pub async fn run(self) -> Result<(), Box<dyn Error>> {
        let _written_at_the_end = self.log.start();
        clock::check(system_clock())?;
        files::check()?;
        let listener = TcpListener::bind((self.host.as_str(), self.port)).await;
        let listener =
            listener.map_err(|error| format!("cannot listen at {}:{}: {error}", self.host, self.port))?;
        let port = listener.local_addr()?.port();
        let metrics = self.metrics.listen().await?;
        let demo = if self.demo { Some(demo::Folder::new(port)?) } else { None };
        let data = demo.as_ref().map_or_else(|| self.data.folder.clone(), |demo| demo.path().to_owned());
        DataFolder::make(&data)?;
        store::check(&data)?;
        let source = Source::new(self.city.clone());
        let portal = Arc::new(self.portal(&source, &data)?);
        let _serving = self.remember_rules(&portal, &data)?;
        self.fill(&portal).await?;
        if let Some(megabytes) = self.max_database {
            portal.store.bound(u64::from(megabytes) << 20).await?;
        }
        if demo.is_none() {
            notices::hold_room(&data)?;
            notices::remains(&data);
            erasures_log::settle(&portal.store, &data, self.erasures_to.as_deref()).await?;
            // A full disk is told at once, and not by the first report.
            portal.store.probe().await;
        }
        let tls = if self.tls { Some(Tls::load(&data, &self.host)?) } else { None };
        let to_try = if demo.is_some() { Some(demo::seed(&portal, &source).await?) } else { None };
        let places = self.places();
        let scheme = if self.tls { "https" } else { "http" };
        let origin = announce::origin(scheme, &self.host, port);
        let demo_to_try = to_try.map(|to_try| (data.as_path(), to_try));
        let figures = metrics.as_ref().and_then(Metrics::address);
        Announcement { portal: &portal, origin, figures, demo: demo_to_try }.say()?;
        let exporting = async {
            if let Some(metrics) = metrics {
                metrics.serve(&portal, &places, &data, end_asked()).await;
            }
        };
        let service = Service { app: App::new(Arc::clone(&portal)), tls, places: Arc::clone(&places) };
        let upkeep = tokio::spawn(upkeep::run(Arc::clone(&portal)));
        tokio::join!(serve::serve(service, listener, end_asked()), exporting);
        upkeep.abort();
        drop(upkeep.await);
        if let Some(portal) = Arc::into_inner(portal) {
            portal.store.close();
        }
        Ok(())
    }

    /// For commands that act on the same data, and for another server.
    fn remember_rules(&self, portal: &AppState, data: &Path) -> Result<Serving, ServingError> {
        let rules = portal.city.rules(&portal.config);
        let served = Served::new(&self.dist, self.city.as_deref(), rules)?;
        let (serving, is_written) = Serving::begin(data, &served)?;
        if !is_written {
            tracing::warn!(
                "no room to write down which city's files are served: until the next start, commands need --dist, and \
                 --city where it is served with one"
            );
        }
        Ok(serving)
    }

    /// Before the first request: what is not known to be publishable is public no longer.
    async fn fill(&self, portal: &AppState) -> Result<(), Box<dyn Error>> {
        let filled = office::fill(&portal.store, &portal.config, &portal.city, portal.now()).await?;
        notices::filled(&filled);
        Ok(())
    }

    fn places(&self) -> Arc<Places> {
        let room = Room { per_address: self.connections_per_address as usize, ..Room::default() };
        let (room, trusted) = (files::within_limit(room), self.trusted_proxy.clone());
        Arc::new(Places::new(room, Patience::default(), trusted))
    }

    fn portal(&self, source: &Source, data: &Path) -> Result<AppState, Box<dyn Error>> {
        city::inspect(&self.dist, source)?;
        let loaded = Pages::load(&self.dist)?;
        let holidays =
            loaded.holidays.as_deref().map(config::holidays).transpose().map_err(DistError::Holidays)?;
        Ok(AppState {
            city: Arc::new(City::load(source, &loaded.config)?),
            headers: Arc::new(HeaderSets::new(&loaded.config, &loaded.pages.hashes)?),
            store: Store::open(data)?,
            pepper: Pepper::load(data)?,
            holidays: holidays.unwrap_or_default(),
            photo_processor: PhotoProcessor::default(),
            limits: Limits::new(self.limits.rates()),
            sessions: Sessions::default(),
            figures: Figures::default(),
            requests: Requests::new(api::templates()),
            overload: Overload::default(),
            lists: Lists::default(),
            pages: loaded.pages,
            config: Arc::new(loaded.config),
            settings: Settings {
                allowed_origins: self.allow_origin.clone(),
                trusted_proxies: self.trusted_proxy.clone(),
            },
            clock: system_clock,
            steady: steady_clock(),
        })
    }
}

/// Ctrl-C, or the system asking.
async fn end_asked() {
    let interrupt = async { drop(signal::ctrl_c().await) };
    #[cfg(unix)]
    let terminate = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut asked) => drop(asked.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}

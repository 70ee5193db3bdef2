//! `--demo`: a city to try out, with invented reports. They go the way of every other report, so that a demo
//! that starts is a demo whose data is right.
//!
//! - [`life`]: what happens to them

mod life;

use crate::{
    app_state::AppState,
    city::Source,
    limits::Client,
    office::{Deed, Incoming, Sender, receive},
    random,
    store::Receiving,
    text::CLEANER,
};
use life::Reporter;
use serde_json::{Value, json};
use std::{
    env,
    error::Error,
    fs, io,
    path::{Path, PathBuf},
};
use tanggap_core::{instant::rfc3339, json::Node, ticket::Ticket, wire};

const FILE: &str = "demo.json";
const DAY: i64 = 24 * 3_600;
const HOUR: i64 = 3_600;

/// The demo's data: in memory where the system has a folder for that, and gone with it.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(port: u16) -> io::Result<Self> {
        let shared_memory = Path::new("/dev/shm");
        let parent = if shared_memory.is_dir() { shared_memory.to_owned() } else { env::temp_dir() };
        let path = parent.join(format!("tanggap-demo-{port}"));
        if path.exists() {
            fs::remove_dir_all(&path)?;
        }
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path)?;
        Ok(Self(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, "the demo's data stays");
        }
    }
}

/// An invented report to try the conversation with: what it shows, its number and its key.
pub struct Try {
    pub what: String,
    pub ticket: String,
    pub key: String,
}

/// Fills the store with the city's invented reports and what happened to them; hands back those to try.
pub async fn seed(portal: &AppState, source: &Source) -> Result<Vec<Try>, Box<dyn Error>> {
    let mut to_try = Vec::new();
    let Some(text) = source.read(FILE)? else { return Ok(to_try) };
    let value: Value = serde_json::from_str(&text)?;
    for entry in Node::root(&value).list()? {
        let place = entry.path().to_owned();
        let reporter = report(portal, &entry).await.map_err(|error| format!("{FILE}: {place}: {error}"))?;
        if let Some(what) = entry.get("try").optional_text()? {
            let (ticket, key) = (reporter.ticket.grouped(), reporter.key.grouped());
            to_try.push(Try { what, ticket, key });
        }
    }
    Ok(to_try)
}

async fn report(portal: &AppState, entry: &Node<'_>) -> Result<Reporter, Box<dyn Error>> {
    let age_days = entry.get("age_days").optional_number()?.unwrap_or_default();
    let begun = portal.now() - (age_days * DAY as f64) as i64;
    let key = random::key()?;
    let body = body(portal, entry, key.proof().hex(), begun)?;
    let report = wire::read_report(&body, CLEANER).map_err(|error| error.to_string())?;
    let desk = entry.get("desk").text()?;
    let incoming = Incoming {
        desk: &desk,
        report,
        fingerprint: random::bytes()?,
        body,
        received_at: begun,
        sender: Sender::Device(Client::Unnamed),
    };
    let receiving = receive(portal, incoming).await?;
    let Receiving::Created(receipt) = receiving else { return Err("a random uid came up twice".into()) };
    let ticket = Ticket::parse(&receipt.ticket).map_err(|fault| fault.to_string())?;
    let reporter = Reporter { ticket, key };
    life::events(portal, &reporter, &entry.get("history").list()?, begun).await?;
    if entry.get("published").flag() == Some(true) {
        life::act(portal, receipt.ticket, Deed::Publish, begun + HOUR).await?;
    }
    Ok(reporter)
}

/// The report as a device would have sent it.
fn body(portal: &AppState, entry: &Node, key_proof: &str, begun: i64) -> Result<Vec<u8>, Box<dyn Error>> {
    let uid = random::uid()?.ok_or("a made uid is none")?;
    let given = |name: &str| entry.get(name).value().cloned().unwrap_or_default();
    let body = json!({
        "v": 1,
        "uid": uid.as_str(),
        "ticket": random::ticket(portal.config.ticket_digits)?.digits(),
        "key_proof": key_proof,
        "service_code": given("service_code"),
        "answers": given("answers"),
        "description": given("description"),
        "place": given("place"),
        "identity": given("identity"),
        "media": [],
        "locale": portal.language(None),
        "client_time": rfc3339(begun),
    });
    Ok(body.to_string().into_bytes())
}

//! `--demo`: a city to try out, with invented reports. They go the way of every other report, so that a demo
//! that starts is a demo whose data is right.

use crate::{
    api::{Incoming, receive},
    city::Source,
    portal::Portal,
    random,
    store::{Act, NewUpdate, Receiving},
};
use serde_json::{Value, json};
use std::{
    env,
    error::Error,
    fs, io,
    path::{Path, PathBuf},
};
use tanggap_core::{instant::Instant, json::Node, wire};

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

/// Fills the store with the city's invented reports and what happened to them.
pub async fn seed(portal: &Portal, source: &Source) -> Result<(), Box<dyn Error>> {
    let Some(text) = source.read(FILE)? else { return Ok(()) };
    let value: Value = serde_json::from_str(&text)?;
    for entry in Node::root(&value).list()? {
        let place = entry.path().to_owned();
        report(portal, &entry).await.map_err(|error| format!("{FILE}: {place}: {error}"))?;
    }
    Ok(())
}

async fn report(portal: &Portal, entry: &Node<'_>) -> Result<(), Box<dyn Error>> {
    let age_days = entry.get("age_days").optional_number()?.unwrap_or_default();
    let begun = portal.now() - (age_days * DAY as f64) as i64;
    let body = body(portal, entry, begun)?;
    let report = wire::read_report(&body).map_err(|error| format!("{error:?}"))?;
    let desk = entry.get("desk").text()?;
    let incoming = Incoming {
        desk: &desk,
        report,
        fingerprint: random::bytes()?,
        body,
        received_at: begun,
        has_key: true,
    };
    let receiving = receive(portal, incoming).await.map_err(|error| error.to_string())?;
    let Receiving::Created(receipt) = receiving else { return Err("a random uid came up twice".into()) };
    for event in entry.get("history").list()? {
        let after_hours = event.get("after_hours").optional_number()?.unwrap_or_default();
        let status = event.get("status").text()?;
        let act = match event.get("to_desk").optional_text()? {
            Some(to_desk) => Act::Referral { to_desk, status },
            None => Act::Status(status),
        };
        let at = begun + (after_hours * HOUR as f64) as i64;
        let note = event.get("note").optional_text()?;
        portal
            .store
            .add_update(NewUpdate { ticket: receipt.ticket.clone(), act, note, photo: None, at })
            .await?;
    }
    if entry.get("published").flag() == Some(true) {
        portal.store.publish(receipt.ticket, begun + HOUR).await?;
    }
    Ok(())
}

/// The report as a device would have sent it.
fn body(portal: &Portal, entry: &Node, begun: i64) -> Result<Vec<u8>, Box<dyn Error>> {
    let uid = random::uid()?.ok_or("a made uid is none")?;
    let given = |name: &str| entry.get(name).value().cloned().unwrap_or_default();
    let body = json!({
        "v": 1,
        "uid": uid.as_str(),
        "ticket": random::ticket(portal.config.ticket_digits)?.digits(),
        "key_proof": random::unknown_key()?.hex(),
        "service_code": given("service_code"),
        "answers": given("answers"),
        "description": given("description"),
        "place": given("place"),
        "identity": given("identity"),
        "media": [],
        "locale": portal.language(None),
        "client_time": Instant::from_unix_seconds(begun).map(Instant::rfc3339).unwrap_or_default(),
    });
    Ok(body.to_string().into_bytes())
}

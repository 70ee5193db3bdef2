//! What 8 connections that read the public list without a pause cost everybody else (`cargo bench -p tanggap-server
//! --bench load -- readers`): look-ups and new reports at an even pace, first without readers, then with readers who
//! all ask for the same, then with readers of whom nobody asks for what another did.

use crate::{
    client::{self, Figures, Load},
    disk,
    machine::{self, Server},
    published::{self, Published, SERVICES},
    rows::{self, Outcome},
};
use std::{
    collections::BTreeMap,
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use tanggap_core::instant::rfc3339;
use tokio::{net::TcpStream, task::JoinSet};

const READERS: usize = 8;
/// Connections for look-ups, and as many for reports.
const CONNECTIONS: usize = 16;
const LOOK_UP_EVERY: Duration = Duration::from_millis(2);
const REPORT_EVERY: Duration = Duration::from_millis(10);
/// How long each of the three takes, in seconds.
const VARIABLE: &str = "TANGGAP_LOAD_SECONDS";
const SECONDS: usize = 10;
/// As many numbers as one question may have; they nearly fill the 16 KB that the head of a request may have.
const LONGEST_LIST: usize = 1_000;

type Requests = fn(&Published, usize) -> String;

pub async fn print() -> Outcome<()> {
    let folder = machine::empty("load-readers")?;
    let published = Arc::new(published::seed(&folder.join("data"))?);
    println!("\n{} public reports, {READERS} connections of one address read them", published.tickets.len());
    let server = Server::start_in(folder)?;
    let load = Load::new(server.port);
    load.get(&published.tickets, 2_000, CONNECTIONS).await?;
    paced(&server, &load, &published).await?.print("nobody reads lists");
    for (what, requests) in [("all read the first page", same as Requests), ("each reads another", mixed)] {
        let end = Arc::new(AtomicBool::new(false));
        let mut readers = JoinSet::new();
        for reader in 0..READERS {
            readers.spawn(read(server.port, Arc::clone(&published), reader, requests, Arc::clone(&end)));
        }
        let begun = Instant::now();
        let paced = paced(&server, &load, &published).await;
        end.store(true, Ordering::Relaxed);
        let mut lists = Lists::default();
        while let Some(read) = readers.join_next().await {
            lists.add(read??);
        }
        paced?.print(what);
        lists.print(begun.elapsed());
    }
    println!("  memory of the server: {} MB at most", Server::peak_memory_mb());
    drop(server);
    machine::empty("load-readers")?;
    Ok(())
}

struct Paced {
    look_ups: Figures,
    reports: Figures,
    disk: Figures,
}

async fn paced(server: &Server, load: &Load, published: &Published) -> io::Result<Paced> {
    let seconds = Duration::from_secs(rows::count(VARIABLE, SECONDS) as u64);
    let times = |every: Duration| seconds.as_millis() as usize / every.as_millis() as usize;
    let disk = disk::start(server.folder().to_owned(), seconds);
    let (look_ups, reports) = tokio::join!(
        load.get_paced(&published.tickets, times(LOOK_UP_EVERY), CONNECTIONS, Some(LOOK_UP_EVERY)),
        load.put(times(REPORT_EVERY), CONNECTIONS, Some(REPORT_EVERY)),
    );
    let disk = disk.join().map_err(|_| io::Error::other("the disk's own times are missing"))??;
    Ok(Paced { look_ups: look_ups?, reports: reports?, disk: Figures::of(disk) })
}

impl Paced {
    fn print(&self, what: &str) {
        for (name, figures) in [
            ("look-ups, 500 a second", &self.look_ups),
            ("PUT, 100 a second", &self.reports),
            ("the disk by itself, 4 KB and an fsync", &self.disk),
        ] {
            let [p50, p99, most] = [0.5, 0.99, 1.0].map(|share| figures.millis(share));
            println!(
                "  {what}: {name}: p50 {p50:.1} ms, p99 {p99:.1} ms, most {most:.1} ms; {} answers",
                figures.count()
            );
        }
    }
}

/// How the lists themselves were answered.
#[derive(Default)]
struct Lists {
    statuses: BTreeMap<u16, usize>,
    times: Vec<Duration>,
    bytes: usize,
    largest: usize,
}

impl Lists {
    fn add(&mut self, other: Self) {
        for (status, count) in other.statuses {
            *self.statuses.entry(status).or_default() += count;
        }
        self.times.extend(other.times);
        self.bytes += other.bytes;
        self.largest = self.largest.max(other.largest);
    }

    fn print(mut self, took: Duration) {
        self.times.sort();
        let at = |share: f64| {
            let place = (self.times.len().saturating_sub(1) as f64 * share) as usize;
            self.times.get(place).map_or(0.0, |time| time.as_secs_f64() * 1e3)
        };
        let statuses: Vec<_> = self.statuses.iter().map(|(status, n)| format!("{n} × {status}")).collect();
        println!(
            "    lists: {:.0}/s, {:.1} MB/s, largest {} KB; p50 {:.0} ms, p99 {:.0} ms; {}",
            self.times.len() as f64 / took.as_secs_f64(),
            self.bytes as f64 / took.as_secs_f64() / 1e6,
            self.largest >> 10,
            at(0.5),
            at(0.99),
            statuses.join(", ")
        );
    }
}

async fn read(
    port: u16,
    published: Arc<Published>,
    reader: usize,
    requests: Requests,
    end: Arc<AtomicBool>,
) -> io::Result<Lists> {
    let (mut lists, mut turn, mut buffer) = (Lists::default(), reader * 1_000_003, Vec::new());
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    while !end.load(Ordering::Relaxed) {
        let query = requests(&published, turn);
        let request = format!("GET /api/aspirasi/requests.json{query} HTTP/1.1\r\nHost: x\r\n\r\n");
        let begun = Instant::now();
        let (status, bytes) = client::answer(&mut stream, request.as_bytes(), &mut buffer).await?;
        lists.times.push(begun.elapsed());
        lists.bytes += bytes;
        lists.largest = lists.largest.max(bytes);
        *lists.statuses.entry(status).or_default() += 1;
        turn += 1;
        if status >= 400 && end.load(Ordering::Relaxed) {
            stream = TcpStream::connect(("127.0.0.1", port)).await?;
        }
    }
    Ok(lists)
}

fn same(_: &Published, _: usize) -> String {
    String::new()
}

/// Full pages, deep pages, filters and the longest lists of numbers, never the same twice.
fn mixed(published: &Published, turn: usize) -> String {
    let count = published.tickets.len();
    // Of all seconds that there are, another one each time.
    let moment =
        |place: usize| rfc3339(published.now - (place.wrapping_mul(7_919) % (80 * 24 * 3_600)) as i64);
    let service = SERVICES[turn % SERVICES.len()];
    match turn % 5 {
        0 => format!("?start_date={}&page_size=1000", moment(turn)),
        1 => format!("?page_size={}&page={}", 900 + turn % 100, 1 + turn / 5 % (count / 1_000).max(1)),
        2 => format!("?end_date={}&status=closed&service_code={service},noise", moment(turn)),
        3 => {
            let tickets = published.tickets.iter().cycle().skip(turn * 31 % count.max(1)).take(LONGEST_LIST);
            format!("?service_request_id={}", tickets.map(String::as_str).collect::<Vec<_>>().join(","))
        }
        _ => format!("?start_date={}&end_date={}&status=open", moment(turn + 1), moment(0)),
    }
}

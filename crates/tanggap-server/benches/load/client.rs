//! Sends prepared requests over kept connections and takes the time of each answer.

use crate::machine::{Server, own_processor_time};
use serde_json::Value;
use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tanggap_server::random;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
    time::sleep_until,
};

const GOLDEN: &str = include_str!("../../../../tests/fixtures/report-v1.json");

/// How much longer than planned a pace is kept up for a server that falls behind; the rest is never sent.
const PATIENCE: Duration = Duration::from_secs(3);

pub struct Load {
    port: u16,
}

#[derive(Default)]
pub struct Figures {
    pub tickets: Vec<String>,
    times: Vec<Duration>,
    took: Duration,
    server_time: Duration,
    own_time: Duration,
}

impl Load {
    pub fn new(port: u16) -> Self {
        Self { port }
    }

    /// Sends fresh reports; with a pace, one every so often over all connections.
    pub async fn put(&self, count: usize, connections: usize, pace: Option<Duration>) -> io::Result<Figures> {
        let mut requests = Vec::with_capacity(count);
        let mut tickets = Vec::with_capacity(count);
        for _ in 0..count {
            let (request, ticket) = report()?;
            requests.push(request);
            tickets.push(ticket);
        }
        Ok(Figures { tickets, ..self.send(requests, connections, pace, b"HTTP/1.1 201").await? })
    }

    pub async fn get(&self, tickets: &[String], count: usize, connections: usize) -> io::Result<Figures> {
        self.get_paced(tickets, count, connections, None).await
    }

    /// Looks reports up; with a pace, one every so often over all connections.
    pub async fn get_paced(
        &self,
        tickets: &[String],
        count: usize,
        connections: usize,
        pace: Option<Duration>,
    ) -> io::Result<Figures> {
        let request = |ticket: &String| {
            format!("GET /api/requests/{ticket}.json HTTP/1.1\r\nHost: x\r\n\r\n").into_bytes()
        };
        let requests = tickets.iter().cycle().take(count).map(request).collect();
        self.send(requests, connections, pace, b"HTTP/1.1 200").await
    }

    /// The public figures; asked again while they are still being counted.
    pub async fn stats(&self) -> io::Result<()> {
        let request = b"GET /api/stats.json HTTP/1.1\r\nHost: x\r\n\r\n";
        loop {
            let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await?;
            match exchange(&mut stream, request, b"HTTP/1.1 200").await {
                Err(error) if error.to_string().starts_with("HTTP/1.1 503") => {}
                other => return other,
            }
        }
    }

    async fn send(
        &self,
        requests: Vec<Vec<u8>>,
        connections: usize,
        pace: Option<Duration>,
        expected: &'static [u8],
    ) -> io::Result<Figures> {
        let (requests, next) = (Arc::new(requests), Arc::new(AtomicUsize::new(0)));
        let (server_before, own_before, begun) =
            (Server::processor_time(), own_processor_time(), Instant::now());
        let mut running: JoinSet<io::Result<Vec<Duration>>> = JoinSet::new();
        for _ in 0..connections {
            let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await?;
            stream.set_nodelay(true)?;
            let (requests, next) = (Arc::clone(&requests), Arc::clone(&next));
            running.spawn(async move {
                let mut times = Vec::new();
                loop {
                    let turn = next.fetch_add(1, Ordering::Relaxed);
                    let Some(request) = requests.get(turn) else { return Ok(times) };
                    if pace.is_some_and(|pace| begun.elapsed() > pace * requests.len() as u32 + PATIENCE) {
                        return Ok(times);
                    }
                    // From when it was due, so that a server that falls behind cannot hide it.
                    let due = pace.map_or_else(Instant::now, |pace| begun + pace * turn as u32);
                    sleep_until(due.into()).await;
                    exchange(&mut stream, request, expected).await?;
                    times.push(due.elapsed());
                }
            });
        }
        let mut times: Vec<Duration> = Vec::new();
        while let Some(done) = running.join_next().await {
            times.extend(done.map_err(io::Error::other)??);
        }
        times.sort();
        let (server_time, own_time) =
            (Server::processor_time() - server_before, own_processor_time() - own_before);
        Ok(Figures { tickets: Vec::new(), times, took: begun.elapsed(), server_time, own_time })
    }
}

impl Figures {
    /// Of times that were taken elsewhere.
    pub fn of(mut times: Vec<Duration>) -> Self {
        times.sort();
        Self { times, ..Self::default() }
    }

    fn per_second(&self) -> f64 {
        self.times.len() as f64 / self.took.as_secs_f64()
    }

    pub fn count(&self) -> usize {
        self.times.len()
    }

    /// The time that this share of the answers took at most, in milliseconds.
    pub fn millis(&self, share: f64) -> f64 {
        self.times[(self.times.len().saturating_sub(1) as f64 * share) as usize].as_secs_f64() * 1e3
    }

    pub fn print(&self, what: &str, server: &Server) {
        let each = self.server_time.as_secs_f64() * 1e6 / self.times.len() as f64;
        let own = 100.0 * self.own_time.as_secs_f64() / (self.own_time + self.server_time).as_secs_f64();
        println!(
            "{what}: {:.0}/s; p50 {:.1} ms, p99 {:.1} ms, most {:.1} ms; {each:.0} µs of server processor each; \
             load generator {own:.0} % of the processor time; database {} MB",
            self.per_second(),
            self.millis(0.5),
            self.millis(0.99),
            self.millis(1.0),
            server.database_bytes() >> 20,
        );
    }
}

fn report() -> io::Result<(Vec<u8>, String)> {
    let mut body: Value = serde_json::from_str(GOLDEN)?;
    let uid = random::uid().map_err(io::Error::other)?.ok_or_else(|| io::Error::other("no uid"))?;
    let ticket = random::ticket(12).map_err(io::Error::other)?.digits().to_owned();
    body["uid"] = uid.as_str().into();
    body["ticket"] = ticket.clone().into();
    body["answers"] = serde_json::json!({"problem": "off"});
    let (body, uid) = (body.to_string(), uid.as_str());
    let head = format!(
        "PUT /api/aspirasi/reports/{uid} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    Ok(([head, body].concat().into_bytes(), ticket))
}

/// One request and its whole answer, which has to begin as expected.
pub async fn exchange(stream: &mut TcpStream, request: &[u8], expected: &[u8]) -> io::Result<()> {
    let mut read = Vec::with_capacity(2_048);
    answer(stream, request, &mut read).await?;
    match read.starts_with(expected) {
        true => Ok(()),
        false => Err(io::Error::other(String::from_utf8_lossy(&read).into_owned())),
    }
}

/// One request and its whole answer, read into `read`; its status and its length.
pub async fn answer(stream: &mut TcpStream, request: &[u8], read: &mut Vec<u8>) -> io::Result<(u16, usize)> {
    read.clear();
    stream.write_all(request).await?;
    let mut length = None;
    loop {
        if stream.read_buf(read).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        length = length.or_else(|| whole_length(read));
        if length.is_some_and(|length| read.len() >= length) {
            let status = read.get(9..12).and_then(|status| std::str::from_utf8(status).ok()?.parse().ok());
            return Ok((status.ok_or_else(|| io::Error::other("no status"))?, read.len()));
        }
    }
}

fn whole_length(answer: &[u8]) -> Option<usize> {
    let head = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&answer[..head]).ok()?;
    let length: usize = text.split("content-length: ").nth(1)?.split("\r\n").next()?.parse().ok()?;
    Some(head + length)
}

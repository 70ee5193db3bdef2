//! How long `POST track` takes to say no, per kind of failure (S13): whoever measures should learn nothing. One
//! connection, the kinds in turn, so that what the machine does meanwhile meets all of them alike.

use crate::{client, seed::Seeded};
use std::{
    error::Error,
    time::{Duration, Instant},
};
use tanggap_server::random;
use tokio::net::TcpStream;

const EACH: usize = 2_000;
const KINDS: [&str; 4] = ["unknown number", "wrong key", "erased", "without a key"];

pub async fn print(port: u16, seeded: &Seeded) -> Result<(), Box<dyn Error>> {
    // Made before the first is sent: a pause between two would show in the second.
    let mut requests = Vec::with_capacity(EACH * KINDS.len());
    for turn in 0..EACH {
        // Not always in the same order: one warms the way for the next.
        for step in 0..KINDS.len() {
            let kind = (turn + step) % KINDS.len();
            // Far from each other: neighbours share a page, and the second would find it warm.
            let of = |tickets: &[String]| tickets[(turn * 7 + kind * 2_500) % tickets.len()].clone();
            let ticket = match kind {
                0 => random::ticket(12)?.digits().to_owned(),
                1 => of(&seeded.tickets),
                2 => of(&seeded.erased),
                _ => of(&seeded.without_key),
            };
            requests.push((kind, request(&ticket, random::unknown_key()?.hex())));
        }
    }
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.set_nodelay(true)?;
    let mut times: [Vec<Duration>; 4] = Default::default();
    for (kind, request) in &requests {
        let begun = Instant::now();
        client::exchange(&mut stream, request, b"HTTP/1.1 403").await?;
        times[*kind].push(begun.elapsed());
    }
    let micros = |times: &[Duration], share: f64| {
        times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e6
    };
    times.iter_mut().for_each(|times| times.sort());
    let unknown = micros(&times[0], 0.5);
    for (kind, times) in KINDS.iter().zip(&times) {
        let [p10, p50, p90, p99] = [0.1, 0.5, 0.9, 0.99].map(|share| micros(times, share));
        let away = 100.0 * (p50 - unknown) / unknown;
        println!(
            "track, {kind}: p10 {p10:.0} µs, p50 {p50:.0} µs ({away:+.1} %), p90 {p90:.0} µs, p99 {p99:.0} µs; {EACH} each"
        );
    }
    Ok(())
}

fn request(ticket: &str, proof: &str) -> Vec<u8> {
    let body = format!(r#"{{"ticket":"{ticket}","key_proof":"{proof}"}}"#);
    let head = format!(
        "POST /api/track HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head, body].concat().into_bytes()
}

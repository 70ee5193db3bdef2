//! The outbox under every fault at once, many thousand times, and the proof that the check can fail: each classic
//! bug is planted and must be caught.
//!
//! `TANGGAP_SCHEDULES=1000000` runs more; `TANGGAP_SEED=4711` runs one schedule and prints what happened in it.

// A test from end to end, though clippy cannot see it without a harness.
#![allow(clippy::unwrap_used)]

mod bend;
mod body;
mod carrier;
mod device;
mod fates;
mod message;
mod network;
mod oracle;
mod person;
mod photo;
mod reckoning;
mod schedule;
mod server;
mod server_photos;
mod server_plain;
mod tab;
mod violation;
mod world;

use bend::Bend;
use std::process::ExitCode;
use violation::Violation;

const SCHEDULES: u64 = 100_000;
/// How many schedules a planted bug may survive.
const PATIENCE: u64 = 20_000;

fn main() -> ExitCode {
    if let Some(seed) = number("TANGGAP_SEED") {
        return replay(seed, Bend::Nothing);
    }
    let schedules = number("TANGGAP_SCHEDULES").unwrap_or(SCHEDULES);
    let (found, done) = search(Bend::Nothing, schedules);
    if let Some((seed, violation)) = found {
        println!("outbox simulation: seed {seed}: {violation}");
        return replay(seed, Bend::Nothing);
    }
    println!("outbox simulation: {schedules} fault schedules, 0 lost, 0 doubled");
    println!("  {done}");
    let mut code = ExitCode::SUCCESS;
    for bend in Bend::PLANTED {
        match search(bend, PATIENCE).0 {
            Some((seed, violation)) if bend.is_seen_as(&violation) => {
                println!("  planted: {}: caught with seed {seed}: {violation}", bend.name());
            }
            Some((seed, violation)) => {
                println!(
                    "  planted: {}: seed {seed} was caught for something else: {violation}",
                    bend.name()
                );
                code = ExitCode::FAILURE;
            }
            None => {
                println!("  planted: {}: NOT CAUGHT in {PATIENCE} schedules", bend.name());
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Runs so many schedules on every core; the first violation, by seed, ends it.
fn search(bend: Bend, schedules: u64) -> (Option<(u64, Violation)>, world::Tally) {
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get() as u64);
    let stop = std::sync::atomic::AtomicU64::new(u64::MAX);
    let run = |thread: u64| {
        let mut tally = world::Tally::default();
        for seed in (1..=schedules).filter(|seed| seed % threads == thread) {
            if seed > stop.load(std::sync::atomic::Ordering::Relaxed) {
                break;
            }
            match schedule::run(seed, bend, false) {
                Ok(done) => tally.add(&done),
                Err((violation, _)) => {
                    stop.fetch_min(seed, std::sync::atomic::Ordering::Relaxed);
                    return (Some((seed, violation)), tally);
                }
            }
        }
        (None, tally)
    };
    std::thread::scope(|scope| {
        let run = &run;
        let workers: Vec<_> = (0..threads).map(|thread| scope.spawn(move || run(thread))).collect();
        let mut tally = world::Tally::default();
        let mut first: Option<(u64, Violation)> = None;
        for worker in workers {
            let (found, done) = worker.join().unwrap();
            tally.add(&done);
            if let Some(found) = found
                && first.as_ref().is_none_or(|(seed, _)| found.0 < *seed)
            {
                first = Some(found);
            }
        }
        (first, tally)
    })
}

fn replay(seed: u64, bend: Bend) -> ExitCode {
    match schedule::run(seed, bend, true) {
        Ok(_) => {
            println!("seed {seed}: nothing lost, nothing doubled");
            ExitCode::SUCCESS
        }
        Err((violation, trace)) => {
            println!("{}", trace.join("\n"));
            println!("seed {seed}: {violation}");
            println!("again with: TANGGAP_SEED={seed} cargo test -p tanggap-core --test simulation");
            ExitCode::FAILURE
        }
    }
}

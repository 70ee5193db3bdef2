//! `cargo x test --soak`: the long, seeded runs of what every test run does for a moment. Each says its seed, and how
//! to run it again alone.

use crate::{project::Project, steps::Steps, test::cargo_test};
use anyhow::Result;
use std::{
    process::ExitCode,
    time::{SystemTime, UNIX_EPOCH},
};

/// One long run: what it is called, which tests, and how much of it there is.
struct Run {
    what: &'static str,
    tests: &'static [&'static str],
    /// The environment's variable for how much, and so much.
    much: (&'static str, &'static str),
    /// Whether it takes a seed; the outbox's simulation goes through all seeds from 1.
    is_seeded: bool,
}

const RUNS: [Run; 4] = [
    Run {
        what: "the server, killed again and again under load",
        tests: &["--package", "tanggap-server", "--test", "it", "killed::"],
        much: ("TANGGAP_KILLS", "2000"),
        is_seeded: true,
    },
    Run {
        what: "acts of the office in any order",
        tests: &["--package", "tanggap-server", "--test", "it", "office::random_acts::"],
        much: ("TANGGAP_OFFICE_STEPS", "30000"),
        is_seeded: true,
    },
    Run {
        what: "erasures, with images, backups and logs put back and lost",
        tests: &["--package", "tanggap-server", "--test", "it", "behind::whatever"],
        much: ("TANGGAP_ERASURES_STEPS", "5000"),
        is_seeded: true,
    },
    Run {
        what: "the outbox under every fault",
        tests: &["--package", "tanggap-core", "--test", "simulation"],
        much: ("TANGGAP_SCHEDULES", "2000000"),
        is_seeded: false,
    },
];

/// With a seed, the same moments again; without one, others each day.
pub fn command(project: &Project, seed: Option<u64>) -> Result<ExitCode> {
    let days = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |since| since.as_secs() / 86_400);
    let seed = seed.unwrap_or_else(days).to_string();
    let mut steps = Steps::new(RUNS.len());
    let (mut passed, mut failed) = (0, 0);
    for Run { what, tests, much: (name, much), is_seeded } in RUNS {
        let mut cargo = project.cargo();
        cargo.env(name, much);
        let mut again = format!("{name}={much}");
        if is_seeded {
            cargo.env("TANGGAP_SEED", &seed);
            again = format!("TANGGAP_SEED={seed} {again}");
        }
        println!("alone: {again} cargo test {}", tests.join(" "));
        let outcome = steps.step(what, || cargo_test(&mut cargo, tests));
        let (more, faults) = outcome.unwrap_or_else(|fault| {
            eprintln!("FAILED: {what}: {fault:#}");
            (0, 1)
        });
        passed += more;
        failed += faults;
    }
    println!("{passed} passed, {failed} failed");
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

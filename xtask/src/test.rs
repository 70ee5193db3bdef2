//! `cargo x test`: everything that must hold, with what it needs installed; ends with one line of sums.

use crate::{
    browser::Browser,
    build, described, files, in_chromium,
    profile::Profile,
    project::Project,
    size,
    steps::{self, Steps},
    tidy,
};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::{
    io::{BufRead, BufReader},
    process::{Command, ExitCode, Stdio},
};

const FAST: usize = 4;
const WHOLE: usize = FAST + 2 + 2 * build::STEPS + 5;
/// How often the server's test kills it; the test says what it did.
const KILLS: &str = "TANGGAP_KILLS";
const KILLS_WHEN_FAST: &str = "40";
/// What the bench is asked for where only its running counts.
const SMALL_BENCH: [(&str, &str); 4] = [
    ("TANGGAP_LOAD_REPORTS", "200"),
    ("TANGGAP_LOAD_TICKETS", "2000"),
    ("TANGGAP_LOAD_PUBLISHED", "600"),
    ("TANGGAP_LOAD_SECONDS", "1"),
];
const WARNINGS_ARE_FAULTS: [&str; 3] = ["--", "--deny", "warnings"];

#[derive(Default)]
struct Tally {
    passed: u64,
    failed: u64,
    faults: Vec<String>,
}

impl Tally {
    /// One check that holds or does not.
    fn count(&mut self, outcome: Result<()>) {
        self.add(outcome.map(|()| (1, 0)));
    }

    /// A runner's own sums; a runner that breaks is one failure.
    fn add(&mut self, outcome: Result<(u64, u64)>) {
        let (passed, failed) = outcome.unwrap_or_else(|fault| {
            eprintln!("error: {fault:#}");
            self.faults.push(format!("{fault:#}"));
            (0, 1)
        });
        self.passed += passed;
        self.failed += failed;
    }
}

pub fn command(project: &Project, fast: bool, is_ci: bool) -> Result<ExitCode> {
    let mut steps = Steps::new(if fast { FAST } else { WHOLE });
    let mut tally = Tally::default();
    tally.count(steps.step("formatting", || steps::run(project.cargo().args(["fmt", "--all", "--check"]))));
    tally.count(steps.step("clippy, native", || {
        let native = [
            "clippy",
            "--workspace",
            "--exclude",
            "tanggap",
            "--exclude",
            "tanggap-browser",
            "--all-targets",
        ];
        steps::run(project.cargo().args(native).args(WARNINGS_ARE_FAULTS))
    }));
    tally.count(steps.step("tidy", || tidy(project)));
    tally.add(steps.step("native tests", || native_tests(project, fast)));
    if !fast {
        tally.count(steps.step("clippy, wasm", || {
            project.need_wasm_target()?;
            let app = ["clippy", "--package", "tanggap", "--package", "tanggap-browser"];
            let target = ["--target", "wasm32-unknown-unknown"];
            steps::run(project.cargo().args(app).args(target).args(WARNINGS_ARE_FAULTS))
        }));
        tally.count(steps.step("the bench still runs", || {
            let bench = ["test", "--package", "tanggap-server", "--bench", "load"];
            steps::run(project.cargo().args(bench).envs(SMALL_BENCH))
        }));
        tally.count(whole(project, &mut steps));
        tally.count(steps.step("the server against its API's description", || described::check(project)));
        tally.count(steps.step("compiling the device's page", || in_chromium::build(project)));
        tally.add(steps.step("browser tests", || browser_tests(project, is_ci)));
        tally.count(steps.step("size of the first load", || size::check(project)));
    }
    for fault in &tally.faults {
        eprintln!("FAILED: {fault}");
    }
    println!("{} passed, {} failed", tally.passed, tally.failed);
    Ok(if tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn whole(project: &Project, steps: &mut Steps) -> Result<()> {
    build::portal(project, &build::Options::release("/"), steps)?;
    let below = Some(project.dist_below());
    build::portal(project, &build::Options { dist: below, ..build::Options::release("/lapor/") }, steps)?;
    steps.step("compiling the server", || build::server(project, Profile::Release)).map(drop)
}

fn tidy(project: &Project) -> Result<()> {
    let faults = tidy::check(project)?;
    if !faults.is_empty() {
        bail!("{} to mend:\n  {}", faults.len(), faults.join("\n  "));
    }
    Ok(())
}

/// The bundler apart from the rest: together, cargo would compile its libraries once more, for features that
/// only the server asks for.
fn native_tests(project: &Project, fast: bool) -> Result<(u64, u64)> {
    let (passed, failed) = cargo_test(&mut project.cargo(), &["--package", "xtask"])?;
    let mut cargo = project.cargo();
    if fast && std::env::var_os(KILLS).is_none() {
        cargo.env(KILLS, KILLS_WHEN_FAST);
    }
    let rest = cargo_test(&mut cargo, &["--workspace", "--exclude", "xtask"])?;
    Ok((passed + rest.0, failed + rest.1))
}

/// Passes cargo's output on and adds up its `test result` lines.
pub fn cargo_test(cargo: &mut Command, packages: &[&str]) -> Result<(u64, u64)> {
    cargo.arg("test").args(packages).arg("--no-fail-fast");
    let mut running = cargo.stdout(Stdio::piped()).spawn().context("cannot start cargo test")?;
    let (mut passed, mut failed) = (0, 0);
    for line in BufReader::new(running.stdout.take().context("cargo test says nothing")?).lines() {
        let line = line?;
        println!("{line}");
        if let Some((more_passed, more_failed)) = test_result(&line) {
            passed += more_passed;
            failed += more_failed;
        }
    }
    if !running.wait()?.success() && failed == 0 {
        bail!("the native tests do not compile, or one of them has ended its process");
    }
    Ok((passed, failed))
}

/// Passed and failed of `test result: ok. 3 passed; 0 failed; …`.
fn test_result(line: &str) -> Option<(u64, u64)> {
    let rest = line.trim().strip_prefix("test result: ")?;
    let count = |word: &str| {
        rest.split([';', '.']).find_map(|part| part.trim().strip_suffix(word)?.trim().parse().ok())
    };
    Some((count("passed")?, count("failed")?))
}

fn browser_tests(project: &Project, is_ci: bool) -> Result<(u64, u64)> {
    let browser = Browser::ready(project)?;
    let report = project.target.join("playwright.json");
    let _ = std::fs::remove_file(&report);
    let mut playwright: Command = browser.command("npx", project);
    playwright.args(["--no-install", "playwright", "test", "--reporter=list,json"]);
    playwright.env("PLAYWRIGHT_JSON_OUTPUT_NAME", &report).env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report);
    if is_ci {
        playwright.env("CI", "1");
    }
    let status = playwright.stdin(Stdio::null()).status().context("cannot start npx: install Node 20")?;
    let (passed, failed) =
        playwright_sums(&files::read_text(&report).context("the browser tests wrote no report")?)?;
    if !status.success() && failed == 0 {
        bail!("the browser tests ended with {status}, though none is reported as failed");
    }
    Ok((passed, failed))
}

/// Passed and failed of Playwright's JSON report; a test that passed only when repeated has failed once too often.
fn playwright_sums(report: &str) -> Result<(u64, u64)> {
    let report: Value = serde_json::from_str(report).context("Playwright's report is not JSON")?;
    let of = |name: &str| {
        report["stats"][name].as_u64().with_context(|| format!("Playwright's report lacks {name}"))
    };
    Ok((of("expected")?, of("unexpected")? + of("flaky")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_cargo_are_read_and_nothing_else() {
        for (line, expected) in [
            ("test result: ok. 14 passed; 0 failed; 1 ignored; 0 measured", Some((14, 0))),
            ("test result: FAILED. 3 passed; 2 failed; 0 ignored", Some((3, 2))),
            ("test it ... ok", None),
            ("14 passed; 0 failed", None),
        ] {
            assert_eq!(test_result(line), expected, "{line}");
        }
    }

    #[test]
    fn a_flaky_browser_test_is_a_failed_one() {
        let report = r#"{"stats":{"expected":5,"unexpected":1,"flaky":2,"skipped":3}}"#;
        assert_eq!(playwright_sums(report).unwrap(), (5, 3));
        assert!(playwright_sums("{}").is_err());
    }

    #[test]
    fn a_runner_that_breaks_is_one_failure() {
        let mut tally = Tally::default();
        tally.add(Ok((5, 1)));
        tally.count(Ok(()));
        tally.count(Err(anyhow::anyhow!("broken")));
        assert_eq!((tally.passed, tally.failed, tally.faults.len()), (6, 2, 1));
    }
}

//! `cargo x size`: what a first visit fetches until the app is ready, measured in a real browser against the real
//! server, and held to `size-budget.json`.

use crate::{
    arguments::Serve,
    browser::Browser,
    build, files,
    profile::Profile,
    project::Project,
    serve::{Log, Server},
    steps::Steps,
};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::{net::TcpListener, path::PathBuf, process::ExitCode};

/// Smaller than a packet, nothing is gained by compressing it.
const WORTH_COMPRESSING: u64 = 1_000;
/// A budget is lowered to the next of these above today's size, so that a byte more is no alarm.
const GRAIN: u64 = 500;

#[derive(Debug, PartialEq)]
struct File {
    path: String,
    sent: u64,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Budget {
    first_load: u64,
    shell: u64,
}

pub fn command(project: &Project, update: bool) -> Result<ExitCode> {
    let mut steps = Steps::new(build::STEPS + 2);
    build::portal(project, &build::Options::release("/"), &mut steps)?;
    steps.step("compiling the server", || build::server(project, Profile::Release))?;
    let files = steps.step("loading the portal in Chromium", || measure(project))?;
    let budget = read_budget(project)?;
    if update {
        let lower = lowered(budget, &files);
        write_budget(project, lower)?;
        println!("budget: first load {}, shell {}", lower.first_load, lower.shell);
    }
    let faults = judge(&files, budget);
    print(&files, budget);
    for fault in &faults {
        eprintln!("error: {fault}");
    }
    Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The same on what is built already.
pub fn check(project: &Project) -> Result<()> {
    let (files, budget) = (measure(project)?, read_budget(project)?);
    print(&files, budget);
    let faults = judge(&files, budget);
    if !faults.is_empty() {
        bail!("{}", faults.join("; "));
    }
    Ok(())
}

fn measure(project: &Project) -> Result<Vec<File>> {
    let browser = Browser::ready(project)?;
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let options = Serve { port, demo: true, ..Serve::default() };
    let _server = Server::start(project, Profile::Release, &options, Log::OnlyTrouble)?;
    let mut node = browser.command("node", project);
    node.arg(project.path("xtask/src/size.mjs")).arg(crate::serve::url(&options)).arg(&browser.tests);
    let output = node.output().context("cannot start node: install Node 20")?;
    let words = String::from_utf8_lossy(&output.stderr);
    let seen: Value =
        serde_json::from_slice(&output.stdout).with_context(|| format!("Chromium failed: {words}"))?;
    let complaints: Vec<_> =
        seen["complaints"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    if seen["ready"] != true {
        bail!("the app never became ready (html[data-app=ready]): {}", complaints.join("; "));
    }
    if !complaints.is_empty() {
        bail!("the page loads with errors in the console: {}", complaints.join("; "));
    }
    let headers = files::read_text(&project.dist(Profile::Release).join("_headers"))?;
    let differences =
        build::headers_that_differ(&headers, &|name| seen["headers"][name].as_str().map(str::to_owned));
    if !differences.is_empty() {
        bail!("_headers for static hosts and the server disagree on: {}", differences.join(", "));
    }
    let number = |file: &Value, name: &str| file[name].as_u64().unwrap_or_default();
    let file = |file: &Value| File {
        path: file["path"].as_str().unwrap_or_default().to_owned(),
        sent: number(file, "sent"),
        raw: number(file, "raw"),
        gzip: number(file, "gzip"),
        brotli: number(file, "brotli"),
    };
    Ok(seen["files"].as_array().context("size.mjs lists no files")?.iter().map(file).collect())
}

fn total(files: &[File], bytes: impl Fn(&File) -> u64) -> u64 {
    files.iter().map(bytes).sum()
}

/// The page itself, with its inlined stylesheet.
fn shell(files: &[File]) -> u64 {
    files.first().map_or(0, |page| page.brotli)
}

fn judge(files: &[File], budget: Budget) -> Vec<String> {
    let mut faults = Vec::new();
    for (what, bytes, most) in [
        ("first load", total(files, |file| file.brotli), budget.first_load),
        ("shell with its CSS", shell(files), budget.shell),
    ] {
        if bytes > most {
            faults.push(format!("{what}: {bytes} bytes in brotli, the budget is {most} (size-budget.json)"));
        }
    }
    for file in files.iter().filter(|file| file.sent > file.gzip && file.sent > WORTH_COMPRESSING) {
        faults.push(format!(
            "{}: sent uncompressed, {} bytes instead of {}",
            file.path, file.sent, file.brotli
        ));
    }
    faults
}

fn print(files: &[File], budget: Budget) {
    println!("{:>9} {:>9} {:>9} {:>9}", "raw", "gzip", "brotli", "sent");
    let line = |name: &str, raw: u64, gzip: u64, brotli: u64, sent: u64| {
        println!("{raw:>9} {gzip:>9} {brotli:>9} {sent:>9}  {name}");
    };
    for file in files {
        line(&file.path, file.raw, file.gzip, file.brotli, file.sent);
    }
    let all = |bytes: fn(&File) -> u64| total(files, bytes);
    line("in all", all(|f| f.raw), all(|f| f.gzip), all(|f| f.brotli), all(|f| f.sent));
    println!(
        "budget, brotli: first load {}, shell with its CSS {} (now {})",
        budget.first_load,
        budget.shell,
        shell(files)
    );
}

fn lowered(budget: Budget, files: &[File]) -> Budget {
    let lower = |old: u64, bytes: u64| old.min(bytes.next_multiple_of(GRAIN));
    Budget {
        first_load: lower(budget.first_load, total(files, |file| file.brotli)),
        shell: lower(budget.shell, shell(files)),
    }
}

fn budget_file(project: &Project) -> PathBuf {
    project.path("size-budget.json")
}

fn read_budget(project: &Project) -> Result<Budget> {
    let text = files::read_text(&budget_file(project))?;
    let budget: Value = serde_json::from_str(&text).context("size-budget.json is not JSON")?;
    let of = |name: &str| {
        budget[name].as_u64().with_context(|| format!("size-budget.json lacks the number {name}"))
    };
    Ok(Budget { first_load: of("first_load")?, shell: of("shell")? })
}

fn write_budget(project: &Project, budget: Budget) -> Result<()> {
    let mut kept: Value = serde_json::from_str(&files::read_text(&budget_file(project))?)?;
    kept["first_load"] = budget.first_load.into();
    kept["shell"] = budget.shell.into();
    files::write(&budget_file(project), format!("{kept:#}\n").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<File> {
        let file =
            |path: &str, sent, raw, brotli| File { path: path.into(), sent, raw, gzip: brotli + 100, brotli };
        vec![file("/", 5_000, 20_000, 5_000), file("/assets/app.wasm", 90_000, 300_000, 90_000)]
    }

    #[test]
    fn above_the_budget_and_uncompressed_are_faults() {
        let judged = |first_load, shell| judge(&files(), Budget { first_load, shell }).len();
        assert_eq!((judged(95_000, 5_000), judged(94_999, 5_000), judged(94_999, 4_999)), (0, 1, 2));
        let mut plain = files();
        plain[1].sent = plain[1].raw;
        let faults = judge(&plain, Budget { first_load: 95_000, shell: 5_000 });
        assert!(faults[0].starts_with("/assets/app.wasm: sent uncompressed"), "{faults:?}");
    }

    #[test]
    fn a_budget_only_goes_down() {
        let high = Budget { first_load: 130_000, shell: 15_000 };
        assert_eq!(lowered(high, &files()), Budget { first_load: 95_000, shell: 5_000 });
        let low = Budget { first_load: 80_000, shell: 4_000 };
        assert_eq!(lowered(low, &files()), low);
    }
}

//! `cargo x dev`: rebuilds when a file changes; the page in the browser reloads itself.

use crate::{
    arguments::Serve,
    build::{self, Options},
    profile::Profile,
    project::Project,
    serve::{self, Log, Server},
    steps::Steps,
};
use anyhow::{Context, Result};
use notify::{RecursiveMode, Watcher};
use std::{
    path::Path,
    process::ExitCode,
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    time::Duration,
};

const WATCHED: [&str; 8] =
    ["Cargo.toml", "cities", "crates", "index.html", "locales", "public", "src", "style"];
/// Editors write a file in several steps; a build begins when they have been quiet for so long.
const QUIET: Duration = Duration::from_millis(150);

pub fn command(project: &Project, options: &Serve) -> Result<ExitCode> {
    let (changed, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| is_change(&event)) {
            // Nobody listens any more only when the program ends.
            let _ = changed.send(());
        }
    })?;
    for name in WATCHED {
        let path = project.path(name);
        watcher
            .watch(&path, RecursiveMode::Recursive)
            .with_context(|| format!("cannot watch {}", path.display()))?;
    }
    let mut server = None;
    loop {
        let started = rebuild(project, options).and_then(|()| {
            drop(server.take());
            Server::start(project, Profile::Dev, options, Log::OnlyTrouble)
        });
        match started {
            Ok(started) => {
                server = Some(started);
                println!("Tanggap answers at {}, and is rebuilt when a file changes", serve::url(options));
            }
            Err(fault) => eprintln!("error: {fault:#}\nwaiting for a change"),
        }
        if !wait_for_change(&changes) {
            return Ok(ExitCode::SUCCESS);
        }
    }
}

fn rebuild(project: &Project, options: &Serve) -> Result<()> {
    let mut steps = Steps::new(build::STEPS + 1);
    let bundle = Options { base: options.base.clone(), profile: Profile::Dev, dist: None };
    build::portal(project, &bundle, &mut steps)?;
    steps.step("compiling the server", || build::server(project, Profile::Dev)).map(drop)
}

fn is_change(event: &notify::Event) -> bool {
    let is_hidden =
        |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    !event.kind.is_access() && event.paths.iter().any(|path| !is_hidden(path))
}

/// Returns when something has changed and then been quiet; false when it is time to end.
fn wait_for_change(changes: &Receiver<()>) -> bool {
    while !serve::is_ending() {
        match changes.recv_timeout(QUIET) {
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return false,
            Ok(()) => {
                while changes.recv_timeout(QUIET).is_ok() {}
                return true;
            }
        }
    }
    false
}

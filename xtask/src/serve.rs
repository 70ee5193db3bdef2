//! `cargo x serve`: portal and backend on one port, from whatever state the folder is in.

use crate::{arguments, build, profile::Profile, project::Project, steps::Steps};
use anyhow::{Context, Result, bail};
use std::{
    io::{self, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    process::{Child, ChildStdout, Command, ExitCode, Stdio},
    sync::atomic::{AtomicBool, AtomicU32, Ordering},
    thread,
    time::{Duration, Instant},
};

/// A cold start on a small machine opens and migrates a database; longer than this is a fault.
const PATIENCE: Duration = Duration::from_secs(60);
const ASK_EVERY: Duration = Duration::from_millis(50);

pub fn command(project: &Project, options: &arguments::Serve) -> Result<ExitCode> {
    let mut steps = Steps::new(build::STEPS + 2);
    let bundle = build::Options::release(&options.base);
    build::portal(project, &bundle, &mut steps)?;
    steps.step("compiling the server", || build::server(project, bundle.profile))?;
    let start = || Server::start(project, bundle.profile, options, Log::All);
    let mut server = steps.step("starting the server", start)?;
    println!("Tanggap answers at {}", url(options));
    server.let_speak();
    let status = server.wait()?;
    Ok(if status { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

pub fn url(options: &arguments::Serve) -> String {
    let scheme = if options.tls { "https" } else { "http" };
    format!("{scheme}://127.0.0.1:{}{}", options.port, options.base)
}

/// A running tanggap-server, ended with whoever holds it.
pub struct Server {
    child: Child,
    /// What it says at its start, until [`Server::let_speak`].
    said: Option<ChildStdout>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Log {
    All,
    OnlyTrouble,
}

/// The newest server's process, for the signal handler; 0 before the first.
static RUNNING: AtomicU32 = AtomicU32::new(0);
static ENDING: AtomicBool = AtomicBool::new(false);

/// Whether somebody has asked us to end.
pub fn is_ending() -> bool {
    ENDING.load(Ordering::SeqCst)
}

impl Server {
    /// Starts it and waits until it answers.
    pub fn start(project: &Project, profile: Profile, options: &arguments::Serve, log: Log) -> Result<Self> {
        if let Err(fault) = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)) {
            bail!("port {} cannot be used ({fault}); choose another by --port", options.port);
        }
        let mut command = Command::new(project.server(profile));
        command.current_dir(&project.root).arg("serve").args(["--port", &options.port.to_string()]);
        command.arg("--dist").arg(project.dist(profile));
        if !options.demo {
            command.arg("--data").arg(&options.data);
        }
        for (flag, wanted) in [("--demo", options.demo), ("--tls", options.tls)] {
            if wanted {
                command.arg(flag);
            }
        }
        if !options.is_limited {
            command.args(["--limits", "off"]);
        }
        match log {
            Log::All => command.stdout(Stdio::piped()),
            Log::OnlyTrouble => command.env("TANGGAP_LOG", "warn").stdout(Stdio::null()),
        };
        let mut child =
            command.spawn().with_context(|| format!("cannot start {}", project.server(profile).display()))?;
        let said = child.stdout.take();
        let mut server = Self { child, said };
        server.pass_signals_on()?;
        server.wait_until_healthy(options)?;
        Ok(server)
    }

    /// Ctrl-C reaches both of us, a plain kill only us: either way the server is told, once more if need be.
    fn pass_signals_on(&self) -> Result<()> {
        let first = RUNNING.swap(self.child.id(), Ordering::SeqCst) == 0;
        if first {
            let end = || {
                ENDING.store(true, Ordering::SeqCst);
                terminate(RUNNING.load(Ordering::SeqCst));
            };
            ctrlc::set_handler(end).context("cannot listen for Ctrl-C")?;
        }
        Ok(())
    }

    fn wait_until_healthy(&mut self, options: &arguments::Serve) -> Result<()> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait()? {
                bail!("the server ended at once with {status}; its own words stand above");
            }
            if is_healthy(options).unwrap_or(false) {
                return Ok(());
            }
            thread::sleep(ASK_EVERY);
        }
        bail!("the server has not answered {}healthz for {} s", url(options), PATIENCE.as_secs());
    }

    /// Passes on what it says: a demo's numbers, after everything else, where a person looks for them.
    pub fn let_speak(&mut self) {
        if let Some(mut said) = self.said.take() {
            // It ends with the server.
            thread::spawn(move || io::copy(&mut said, &mut io::stdout()));
        }
    }

    /// Waits for its end; says whether that was in good order.
    pub fn wait(&mut self) -> Result<bool> {
        Ok(self.child.wait()?.success())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            terminate(self.child.id());
            let _ = self.child.wait();
        }
    }
}

#[cfg(unix)]
fn terminate(process: u32) {
    use nix::{sys::signal, unistd::Pid};
    if let Ok(process) = i32::try_from(process) {
        let _ = signal::kill(Pid::from_raw(process), signal::Signal::SIGTERM);
    }
}

#[cfg(not(unix))]
fn terminate(process: u32) {
    let _ = Command::new("taskkill").args(["/PID", &process.to_string()]).status();
}

/// Asks `/healthz` by hand: one GET is no reason for an HTTP library. Behind TLS an open port has to do.
fn is_healthy(options: &arguments::Serve) -> Result<bool> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
    if options.tls {
        return Ok(true);
    }
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer.starts_with("HTTP/1.1 200"))
}

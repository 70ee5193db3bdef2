//! The program itself: started, asked through real sockets, ended.

use crate::town::write_dist;
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// What [`Program::log`] asks for.
const MARK: &str = "services.json";
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_tanggap-server");

/// A running server with a folder of its own.
pub struct Program {
    pub child: Child,
    pub port: u16,
    pub folder: TempDir,
    /// What it said at start, line by line.
    pub said: Vec<String>,
}

impl Program {
    pub fn start(options: &[&str]) -> Self {
        Self::start_with(options, &[])
    }

    pub fn start_with(options: &[&str], environment: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        write_dist(&folder.path().join("dist"), "/");
        Self::launch(Command::new(PROGRAM), folder, options, environment)
    }

    /// With so many files that it may open.
    pub fn start_with_files(files: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        write_dist(&folder.path().join("dist"), "/");
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("ulimit -n {files} && exec \"$0\" \"$@\""), PROGRAM]);
        Self::launch(shell, folder, &[], &[])
    }

    /// Its log goes into a pipe that nobody empties.
    pub fn start_unread(options: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        write_dist(&folder.path().join("dist"), "/");
        Self::launch_with_log(Command::new(PROGRAM), folder, options, &[], Stdio::piped())
    }

    /// In a folder where a server was before.
    pub fn start_in(folder: TempDir, options: &[&str]) -> Self {
        Self::launch(Command::new(PROGRAM), folder, options, &[])
    }

    pub fn start_with_in(folder: TempDir, options: &[&str], environment: &[(&str, &str)]) -> Self {
        Self::launch(Command::new(PROGRAM), folder, options, environment)
    }

    fn launch(command: Command, folder: TempDir, options: &[&str], environment: &[(&str, &str)]) -> Self {
        let log = fs::File::create(folder.path().join("log")).unwrap();
        Self::launch_with_log(command, folder, options, environment, log.into())
    }

    fn launch_with_log(
        mut command: Command,
        folder: TempDir,
        options: &[&str],
        environment: &[(&str, &str)],
        log: Stdio,
    ) -> Self {
        command.args(["serve", "--port", "0", "--dist"]).arg(folder.path().join("dist"));
        if !options.contains(&"--demo") {
            command.arg("--data").arg(folder.path().join("data"));
        }
        command.args(options);
        command.envs(environment.iter().copied());
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next().map(Result::unwrap).unwrap_or_else(|| {
            let log = fs::read_to_string(folder.path().join("log"));
            panic!("it did not start: {}", log.unwrap_or_default())
        });
        let port = first.trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
        let mut said = vec![first];
        if options.contains(&"--metrics") {
            said.extend(lines.by_ref().take(1).map(Result::unwrap));
        }
        if options.contains(&"--demo") {
            said.extend(lines.by_ref().map(Result::unwrap).take_while(|line| !line.is_empty()));
        }
        Self { child, port, folder, said }
    }

    pub fn ask(&self, request: &[u8]) -> String {
        String::from_utf8(self.ask_bytes(request)).unwrap()
    }

    pub fn ask_bytes(&self, request: &[u8]) -> Vec<u8> {
        ask_at(self.port, request)
    }

    /// The figures of a program that was started with `--metrics 127.0.0.1:0`.
    pub fn figures(&self) -> String {
        let address = self.said[1].strip_prefix("Figures for Prometheus at http://127.0.0.1:").unwrap();
        let (port, path) = address.split_once('/').unwrap();
        let request = format!("GET /{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        String::from_utf8(ask_at(port.parse().unwrap(), request.as_bytes())).unwrap()
    }

    pub fn get(&self, path: &str) -> String {
        self.ask(format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").as_bytes())
    }

    pub fn put(&self, path: &str, body: &str) -> String {
        self.ask(put_request(path, body).as_bytes())
    }

    /// What is in its log, with all that was logged until now: the log is written by a thread of its own, in order, and a
    /// request that was made last stands last.
    pub fn log(&self) -> String {
        let read = || fs::read_to_string(self.folder.path().join("log")).unwrap();
        let marks = |log: &str| log.matches(MARK).count();
        let before = marks(&read());
        self.get(&format!("/api/aspirasi/{MARK}"));
        let begun = Instant::now();
        loop {
            let log = read();
            // The line comes in one piece, its end too.
            if marks(&log) > before && log.ends_with('\n') {
                return log;
            }
            assert!(begun.elapsed() < Duration::from_secs(30), "the log stands still:\n{log}");
            thread::yield_now();
        }
    }

    #[cfg(unix)]
    pub fn terminate(mut self) -> (bool, TempDir) {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(asked.success());
        let status = self.child.wait().unwrap();
        (status.success(), std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap()))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn ask_at(port: u16, request: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.write_all(request).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    answer
}

pub fn put_request(path: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "PUT {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    )
}

pub fn run(arguments: &[&str], data: &Path) -> Output {
    Command::new(PROGRAM).args(arguments).arg("--data").arg(data).output().unwrap()
}

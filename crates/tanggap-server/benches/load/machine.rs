//! The server under load, and how much of the machine it takes.

use std::{
    collections::BTreeMap,
    env, fs,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::Duration,
};

/// Linux counts processor time in hundredths of a second, whatever the kernel's own clock.
const TICKS_PER_SECOND: u64 = 100;

/// Another build of the server, to be measured in turn with this one.
const PROGRAM: &str = "TANGGAP_LOAD_SERVER";

static PROCESS: AtomicU32 = AtomicU32::new(0);

pub struct Server {
    child: Child,
    pub port: u16,
    folder: PathBuf,
}

impl Server {
    /// With a folder on the disk that the build is on: the temporary folder may be in memory.
    pub fn start() -> io::Result<Self> {
        let folder = empty("load")?;
        Self::start_in(folder)
    }

    /// In a folder whose data is there already.
    pub fn start_in(folder: PathBuf) -> io::Result<Self> {
        write_dist(&folder.join("dist"))?;
        let built = || env!("CARGO_BIN_EXE_tanggap-server").to_owned();
        let mut command = Command::new(env::var(PROGRAM).unwrap_or_else(|_| built()));
        command
            .args(["serve", "--port", "0", "--limits", "off", "--dist"])
            .arg(folder.join("dist"))
            .arg("--data")
            .arg(folder.join("data"));
        // Requests are logged as on a real server; the log goes to a file.
        let mut child =
            command.stdout(Stdio::piped()).stderr(fs::File::create(folder.join("log"))?).spawn()?;
        PROCESS.store(child.id(), Ordering::Relaxed);
        let mut said = String::new();
        let output = child.stdout.take().ok_or_else(|| io::Error::other("no output"))?;
        BufReader::new(output).read_line(&mut said)?;
        let port = said.trim().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
        let port = port.ok_or_else(|| {
            io::Error::other(format!("it did not start; see {}", folder.join("log").display()))
        })?;
        Ok(Self { child, port, folder })
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn database_bytes(&self) -> u64 {
        fs::metadata(self.folder.join("data/tanggap.sqlite")).map_or(0, |file| file.len())
    }

    /// The most memory that it has had resident, in megabytes; nothing where there is no `/proc`.
    pub fn peak_memory_mb() -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", PROCESS.load(Ordering::Relaxed)));
        let peak = |status: String| {
            let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
            line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()
        };
        status.ok().and_then(peak).unwrap_or_default() >> 10
    }

    pub fn processor_time() -> Duration {
        processor_time(&PROCESS.load(Ordering::Relaxed).to_string())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A folder without anything in it.
pub fn empty(name: &str) -> io::Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    Ok(folder)
}

pub fn own_processor_time() -> Duration {
    processor_time("self")
}

pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// User and system time of a process; nothing where there is no `/proc`.
fn processor_time(process: &str) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // After the name in brackets, user and system time are the 12th and 13th.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 1_000 / TICKS_PER_SECOND)
}

/// The least that a server starts with: the city's files and no pages to speak of.
fn write_dist(dist: &Path) -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let words: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(&fs::read_to_string(root.join("locales/id.json"))?)?;
    let (keys, words): (Vec<_>, Vec<_>) = words.iter().filter(|(key, _)| !key.starts_with('_')).unzip();
    fs::create_dir_all(dist)?;
    fs::write(dist.join("words.json"), serde_json::to_vec(&words)?)?;
    fs::write(dist.join("shell.html"), "{{t:home.title}}")?;
    for file in fs::read_dir(root.join("public"))? {
        let path = file?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            fs::copy(&path, dist.join(path.file_name().unwrap_or_default()))?;
        }
    }
    let words = serde_json::json!({"id": "words.json", "su": "words.json", "en": "words.json"});
    fs::write(
        dist.join("build.json"),
        serde_json::json!({"base": "/", "css_hash": "x", "script_hash": "x", "words": words, "keys": keys})
            .to_string(),
    )
}

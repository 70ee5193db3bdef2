//! Holds the server against its API's description: Schemathesis asks a demo server for whatever docs/api/openapi.json
//! allows, and for some of what it forbids. It runs in a Python environment of its own, under `.tools`.

use crate::{
    arguments::Serve,
    files,
    profile::Profile,
    project::Project,
    serve::{self, Log, Server},
    steps,
};
use anyhow::{Context, Result, bail};
use std::{
    env,
    ffi::OsString,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

const NEEDED: &str = "the API's description is tested with Python 3.11 or newer and its venv module; install them \
    (Debian: apt-get install -y python3-venv) or set PYTHON to such a Python";

pub fn check(project: &Project) -> Result<()> {
    let tests = project.path("tests/schemathesis");
    let python = python(&tests, &project.path(".tools/schemathesis"))?;
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let options = Serve { port, demo: true, is_limited: false, ..Serve::default() };
    let _server = Server::start(project, Profile::Release, &options, Log::OnlyTrouble)?;
    let mut run = Command::new(python);
    run.arg(tests.join("run.py")).arg("--url").arg(serve::url(&options));
    run.arg("--work").arg(project.target.join("schemathesis"));
    steps::run(run.env("PYTHONDONTWRITEBYTECODE", "1"))
}

/// The environment's Python, with exactly what the requirements name, by their hashes.
fn python(tests: &Path, folder: &Path) -> Result<PathBuf> {
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let requirements = tests.join("requirements.txt");
    let wanted = files::read_text(&requirements)?;
    let installed = folder.join("installed.txt");
    if python.is_file() && files::read_text(&installed).is_ok_and(|known| known == wanted) {
        return Ok(python);
    }
    let system = system_python()?;
    steps::run(Command::new(system).args(["-m", "venv", "--clear"]).arg(folder)).context(NEEDED)?;
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r"]);
    steps::run(pip.arg(requirements))?;
    files::write(&installed, wanted.as_bytes())?;
    Ok(python)
}

fn system_python() -> Result<OsString> {
    let usual = if cfg!(windows) { "python" } else { "python3" };
    let name = env::var_os("PYTHON").unwrap_or_else(|| usual.into());
    let mut question = Command::new(&name);
    question.args(["-c", "import sys, venv; sys.exit(sys.version_info < (3, 11))"]);
    match question.stdout(Stdio::null()).stderr(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(name),
        _ => bail!(NEEDED),
    }
}

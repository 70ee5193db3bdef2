//! What the browser tests and the size measurement run on: Playwright from `tests/e2e` and the machine's Chromium.

use crate::{files, in_chromium, profile::Profile, project::Project, steps};
use anyhow::{Context, Result, bail};
use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

const USUAL: [&str; 3] = ["chromium", "google-chrome", "chromium-browser"];

pub struct Browser {
    pub tests: PathBuf,
    chromium: PathBuf,
}

impl Browser {
    /// Installs what is missing, or says with which command to.
    pub fn ready(project: &Project) -> Result<Self> {
        let tests = project.path("tests/e2e");
        install_packages(&tests)?;
        Ok(Self { tests, chromium: chromium()? })
    }

    /// A program in the tests' folder that knows where Chromium and the built portal are.
    pub fn command(&self, program: &str, project: &Project) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.tests).env("CHROMIUM", &self.chromium);
        command
            .env("TANGGAP_SERVER", project.server(Profile::Release))
            .env("TANGGAP_DIST", project.dist(Profile::Release))
            .env("TANGGAP_DIST_BELOW", project.dist_below())
            .env("TANGGAP_IN_CHROMIUM", in_chromium::folder(project));
        command
    }
}

/// `npm ci`, unless the lock file has been installed already.
fn install_packages(folder: &Path) -> Result<()> {
    let lock = files::read_text(&folder.join("package-lock.json"))?;
    let installed = folder.join("node_modules/.installed-lock.json");
    if files::read_text(&installed).is_ok_and(|known| known == lock) {
        return Ok(());
    }
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.args(["ci", "--no-audit", "--no-fund"])
        .current_dir(folder)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    steps::run(&mut npm).context("the browser tests need Node 20 and npm")?;
    files::write(&installed, lock.as_bytes())
}

fn chromium() -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let apt = "apt-get update && apt-get install -y chromium";
    if !may_install() {
        bail!("Chromium is missing. Install it (Debian: {apt}) or set CHROMIUM to its path");
    }
    eprintln!("      installing Chromium: {apt}");
    steps::run(Command::new("sh").args(["-c", apt]).env("DEBIAN_FRONTEND", "noninteractive"))?;
    find().context("apt-get has installed Chromium, and it is not on PATH")
}

fn find() -> Option<PathBuf> {
    if let Some(chosen) = env::var_os("CHROMIUM") {
        return Some(chosen.into());
    }
    let path = env::var_os("PATH")?;
    let places = || env::split_paths(&path).chain([PathBuf::from("/usr/bin")]);
    USUAL.iter().find_map(|name| places().map(|place| place.join(name)).find(|file| file.is_file()))
}

#[cfg(unix)]
fn may_install() -> bool {
    nix::unistd::Uid::effective().is_root() && Path::new("/etc/debian_version").exists()
}

#[cfg(not(unix))]
fn may_install() -> bool {
    false
}

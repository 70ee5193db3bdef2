//! Where things stand in the project, so that `cargo x` works from any of its folders.

use crate::{profile::Profile, steps};
use anyhow::{Context, Result};
use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

pub struct Project {
    pub root: PathBuf,
    /// Cargo's target folder, which a machine may keep elsewhere (`CARGO_TARGET_DIR`).
    pub target: PathBuf,
}

impl Project {
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask stands in no workspace")?;
        let metadata = Command::new(cargo())
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .current_dir(root)
            .output()
            .context("cannot start cargo: install Rust by https://rustup.rs")?;
        let metadata: Value =
            serde_json::from_slice(&metadata.stdout).context("cargo metadata is not JSON")?;
        let target =
            metadata["target_directory"].as_str().context("cargo metadata names no target folder")?;
        Ok(Self { root: root.to_owned(), target: target.into() })
    }

    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// The built portal. A development build stands elsewhere, so that nobody takes it for the other.
    pub fn dist(&self, profile: Profile) -> PathBuf {
        if profile == Profile::Dev { self.target.join("dist-dev") } else { self.path("dist") }
    }

    /// The portal once more, which the tests serve under a path of its own.
    pub fn dist_below(&self) -> PathBuf {
        self.target.join("dist-lapor")
    }

    pub fn server(&self, profile: Profile) -> PathBuf {
        let folder = if profile == Profile::Dev { "debug" } else { "release" };
        self.target.join(folder).join(format!("tanggap-server{}", std::env::consts::EXE_SUFFIX))
    }

    /// rustup installs the target by `rust-toolchain.toml`, but not on a machine that forbids it to do so unasked.
    pub fn need_wasm_target(&self) -> Result<()> {
        let sysroot = Command::new("rustc").args(["--print", "sysroot"]).current_dir(&self.root).output();
        let sysroot = String::from_utf8(sysroot.context("cannot start rustc")?.stdout)?;
        if Path::new(sysroot.trim()).join("lib/rustlib/wasm32-unknown-unknown/lib").exists() {
            return Ok(());
        }
        steps::run(
            Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"]).current_dir(&self.root),
        )
        .context("Rust's wasm target is missing; install it by: rustup target add wasm32-unknown-unknown")
    }

    /// A cargo command in the project, with the project's own flags: a `RUSTFLAGS` of the machine would
    /// replace `.cargo/config.toml`'s, and the bundler cannot split without those.
    pub fn cargo(&self) -> Command {
        let mut command = Command::new(cargo());
        command.current_dir(&self.root).env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
        command
    }
}

fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".into())
}

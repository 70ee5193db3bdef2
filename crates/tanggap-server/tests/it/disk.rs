//! A disk of its own for a server, small enough to be filled to its last byte: a tmpfs, which only root may mount.

use std::{
    fs::{self, File},
    io::{self, Write},
    os::unix::fs::{PermissionsExt, symlink},
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

pub struct Disk {
    folder: TempDir,
}

impl Disk {
    /// `None` where this may not be done; said past the test's own capture, so that nobody believes that it was tried.
    pub fn mount(megabytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let point = folder.path().join("disk");
        fs::create_dir(&point).unwrap();
        let options = format!("size={megabytes}m,mode=700");
        let mount =
            Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tanggap"]).arg(&point).output();
        match mount {
            Ok(output) if output.status.success() => Some(Self { folder }),
            other => {
                let why = other.map_or_else(
                    |error| error.to_string(),
                    |output| String::from_utf8_lossy(&output.stderr).trim().to_owned(),
                );
                let line =
                    format!("SKIPPED, a full disk was not tried: a tmpfs cannot be mounted here ({why})\n");
                io::stderr().write_all(line.as_bytes()).unwrap();
                None
            }
        }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("disk")
    }

    /// The data of a program that will be started in this folder lies on this disk.
    pub fn hold_data_of(&self, program: &Path) {
        let data = self.path().join("data");
        fs::create_dir(&data).unwrap();
        fs::set_permissions(&data, fs::Permissions::from_mode(0o700)).unwrap();
        symlink(&data, program.join("data")).unwrap();
    }

    /// As systemd shows a service what it may not write.
    pub fn forbid_to_write(&self) {
        let remounted = Command::new("mount").args(["-o", "remount,ro"]).arg(self.path()).status().unwrap();
        assert!(remounted.success());
    }

    /// Takes what is left, to the last byte.
    pub fn fill(&self) {
        let mut name = 0;
        let path = loop {
            let path = self.path().join(format!("filler-{name}"));
            if !path.exists() {
                break path;
            }
            name += 1;
        };
        let mut file = File::create(path).unwrap();
        for size in [1 << 20, 4_096, 1] {
            let block = vec![0x5a; size];
            loop {
                match file.write(&block) {
                    Ok(0) => break,
                    Ok(_) => {}
                    Err(error) if error.kind() == io::ErrorKind::StorageFull => break,
                    Err(error) => panic!("{error}"),
                }
            }
        }
        assert_eq!(self.free(), 0);
    }

    /// Takes what is left but for so many bytes.
    pub fn fill_but_for(&self, bytes: u64) {
        let block = vec![0x5a; usize::try_from(self.free() - bytes).unwrap()];
        fs::write(self.path().join("filler-most"), block).unwrap();
    }

    /// Gives back what [`fill`](Self::fill) took.
    pub fn empty(&self) {
        for file in fs::read_dir(self.path()).unwrap().map(Result::unwrap) {
            if file.file_name().to_string_lossy().starts_with("filler-") {
                fs::remove_file(file.path()).unwrap();
            }
        }
    }

    /// In bytes.
    pub fn free(&self) -> u64 {
        let disk = rustix::fs::statvfs(self.path()).unwrap();
        disk.f_bavail * disk.f_frsize
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(self.path()).status());
    }
}

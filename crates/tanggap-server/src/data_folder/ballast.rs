//! Room on the disk that is held for bad times: a file of bytes that mean nothing. On a full disk opening the database
//! and erasing a report still need a little, and a part of this file, or all of it, is given up for that. While it is
//! not whole, nothing new is taken; it is made whole again as soon as there is room.

use super::DataFolderError;
use crate::{named_file, random, secret_file};
use std::{
    fs::{self, File},
    io::{self, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

const FILE: &str = "ballast";
/// In bytes. Erasing goes in steps; the largest is a picture of up to 8 MB, which the log holds once when it is erased
/// (measured: 8.1 MB), beside the 4 MB that the log has before it is written back.
pub const WHOLE: u64 = 14 << 20;
/// What opening the database takes: mostly 32 KB for the index of its log, more where that is long, and much where it is brought
/// to another version.
pub const OPENING: [u64; 3] = [128 << 10, 1 << 20, WHOLE];
/// What a small file takes, with its name.
pub const FILE_ROOM: u64 = 64 << 10;
/// What taking a report back from the public takes, or a step of erasing beside a picture: a report's words and its
/// timeline, or so many messages.
pub const MARKING: u64 = 2 << 20;
/// What bringing it to the state of its logs and to the city's rules takes: mostly little.
pub const PROTECTING: [u64; 2] = [MARKING, ERASING];
/// What erasing may take.
pub const ERASING: u64 = WHOLE;
const BLOCK: usize = 64 << 10;
/// Less than this is not taken any more.
const SMALLEST: u64 = 4 << 10;

/// The ballast of one data folder; every process has its own value.
#[derive(Debug, Clone)]
pub struct Ballast {
    path: PathBuf,
}

/// Room that was given up. Until it is dropped, no process takes it back for the ballast.
#[derive(Debug)]
pub struct Spared {
    ballast: Ballast,
    file: Option<File>,
}

impl Ballast {
    pub fn of(data: &Path) -> Self {
        Self { path: data.join(FILE) }
    }

    /// Makes it if there is none; false when there is no room for all of it.
    pub fn make(&self) -> Result<bool, DataFolderError> {
        let failed = |error| DataFolderError::Open(self.path.clone(), error);
        secret_file::open(&self.path).map_err(failed)?;
        self.refill().map_err(failed)
    }

    /// True also where there is none: then nobody holds room, and nothing is refused for it.
    pub fn is_whole(&self) -> bool {
        self.length().is_none_or(|length| length >= WHOLE)
    }

    /// Makes it whole again as far as there is room, and keeps what it could get; false when that is not all of it, or
    /// somebody needs the room at this moment.
    pub fn refill(&self) -> io::Result<bool> {
        let mut file = named_file::open_with(File::options().write(true), &self.path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Ok(false),
            Err(fs::TryLockError::Error(error)) => return Err(error),
        }
        let before = file.metadata()?.len();
        if before >= WHOLE {
            return Ok(true);
        }
        fill(&mut file, before)
    }

    pub fn is_empty(&self) -> bool {
        self.length().is_none_or(|length| length == 0)
    }

    /// Sees to it that so many bytes are free, as far as the ballast has them, and gives up no more than that takes.
    pub fn spare(&self, bytes: u64) -> io::Result<Option<Spared>> {
        let lacking = bytes.saturating_sub(free(&self.path));
        let Some(length) = self.length().filter(|_| lacking > 0) else { return Ok(None) };
        let file = named_file::open_with(File::options().write(true), &self.path)?;
        file.lock_shared()?;
        file.set_len(length.saturating_sub(lacking))?;
        Ok(Some(Spared { ballast: self.clone(), file: Some(file) }))
    }

    fn length(&self) -> Option<u64> {
        fs::metadata(&self.path).ok().map(|about| about.len())
    }
}

impl Drop for Spared {
    fn drop(&mut self) {
        self.file = None;
        // Where there is no room yet, the server tries again before it takes anything new.
        if let Err(error) = self.ballast.refill() {
            tracing::warn!(%error, "the ballast is not made whole again");
        }
    }
}

/// Makes the file longer until it is whole or there is no room for another block; true when it is whole.
fn fill(file: &mut File, from: u64) -> io::Result<bool> {
    let mut length = from;
    let mut step = WHOLE - from;
    while length < WHOLE {
        step = step.min(WHOLE - length);
        match lengthen(file, length, step) {
            Ok(()) => length += step,
            Err(error) if error.kind() == io::ErrorKind::StorageFull => {
                // What was written of it before there was no more room.
                file.set_len(length)?;
                if step <= SMALLEST {
                    break;
                }
                step = (step / 2).max(SMALLEST);
            }
            Err(error) => return Err(error),
        }
    }
    file.sync_all()?;
    Ok(length >= WHOLE)
}

/// Takes room at once where the system can do that: what is written bit by bit, somebody else may take meanwhile.
fn lengthen(file: &mut File, from: u64, bytes: u64) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    match rustix::fs::fallocate(&*file, rustix::fs::FallocateFlags::empty(), from, bytes) {
        Err(rustix::io::Errno::OPNOTSUPP | rustix::io::Errno::NOSYS) => {}
        taken => return Ok(taken?),
    }
    write(file, from, bytes)
}

/// Bytes that no file system can make smaller.
fn write(file: &mut File, from: u64, bytes: u64) -> io::Result<()> {
    let mut at = file.seek(SeekFrom::Start(from))?;
    while at < from + bytes {
        let block = random::bytes::<BLOCK>().map_err(io::Error::other)?;
        let left = usize::try_from(from + bytes - at).unwrap_or(BLOCK);
        file.write_all(&block[..left.min(BLOCK)])?;
        at = file.stream_position()?;
    }
    Ok(())
}

/// Bytes that are free for us on the disk of this file. Where nobody can tell, the ballast stays as it is.
#[cfg(unix)]
fn free(path: &Path) -> u64 {
    rustix::fs::statvfs(secret_file::folder_of(path))
        .map_or(u64::MAX, |disk| disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free(_: &Path) -> u64 {
    u64::MAX
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::MetadataExt;

    #[test]
    fn the_ballast_takes_real_room_and_is_made_whole_again() {
        let folder = tempfile::tempdir().unwrap();
        let ballast = Ballast::of(folder.path());
        assert!(ballast.is_whole(), "nobody has asked for any");
        assert!(ballast.make().unwrap() && ballast.is_whole());
        let file = folder.path().join(FILE);
        assert!(fs::metadata(&file).unwrap().blocks() * 512 >= WHOLE, "no holes");
        for left in [0, 1, WHOLE - 1] {
            File::options().write(true).open(&file).unwrap().set_len(left).unwrap();
            assert!(!ballast.is_whole());
            assert!(ballast.refill().unwrap() && ballast.is_whole());
            assert_eq!(fs::metadata(&file).unwrap().len(), WHOLE);
        }
        assert!(ballast.spare(1).unwrap().is_none(), "there is more on this disk");
        fs::remove_file(&file).unwrap();
        assert!(ballast.is_whole() && ballast.spare(u64::MAX).unwrap().is_none());
    }

    #[test]
    fn what_is_given_up_is_not_taken_back_while_somebody_needs_it() {
        let folder = tempfile::tempdir().unwrap();
        let ballast = Ballast::of(folder.path());
        ballast.make().unwrap();
        // More than there is on any disk.
        let (one, other) = (ballast.spare(u64::MAX).unwrap(), ballast.spare(u64::MAX).unwrap());
        assert!(one.is_some() && other.is_some());
        assert!(!ballast.is_whole() && !ballast.refill().unwrap());
        drop(one);
        assert!(!ballast.is_whole(), "the other one still needs it");
        drop(other);
        assert!(ballast.is_whole());
    }
}

//! Alone with a log. Who writes one has it for moments only; what is locked for longer is something else, of another program's.

use std::{
    fs::{File, TryLockError},
    io, thread,
    time::Duration,
};

/// Together 10 s.
const TRIES: u32 = 500;
const PAUSE: Duration = Duration::from_millis(20);

/// Waits for its turn.
///
/// # Errors
/// `WouldBlock` where it doesn't come.
pub fn lock(file: &File) -> io::Result<()> {
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Err(io::Error::new(io::ErrorKind::WouldBlock, "another process holds its lock, so it may be no log"))
}

//! Where photos are made anew: two at a time, beside the threads that answer, and never without end.

use super::{NoPhoto, clean};
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit},
    task,
    time::timeout,
};

/// Photos in work. Each may take 200 MB for a moment.
const AT_ONCE: usize = 2;
/// Photos of up to 8 MB that are in memory because they are sent in one go, not in pieces.
const WHOLES: usize = 16;
/// How long one waits for its turn, and how long it then may take: a real photo takes less than a second.
const TURN: Duration = Duration::from_secs(10);
const WORK: Duration = Duration::from_secs(10);

pub struct PhotoProcessor {
    places: Arc<Semaphore>,
    wholes: Semaphore,
}

pub enum Trouble {
    NoPhoto(NoPhoto),
    /// Later: others are before it, or this machine has too much to do.
    Busy,
}

/// A turn, taken before the photo's bytes are in memory.
pub struct Turn(OwnedSemaphorePermit);

impl Default for PhotoProcessor {
    fn default() -> Self {
        Self { places: Arc::new(Semaphore::new(AT_ONCE)), wholes: Semaphore::new(WHOLES) }
    }
}

impl PhotoProcessor {
    /// Room in memory for a photo that is sent in one go, while there is any.
    pub fn room_for_whole(&self) -> Option<SemaphorePermit<'_>> {
        self.wholes.try_acquire().ok()
    }

    /// A turn, waited for.
    pub async fn turn(&self) -> Result<Turn, Trouble> {
        match timeout(TURN, Arc::clone(&self.places).acquire_owned()).await {
            Ok(Ok(place)) => Ok(Turn(place)),
            _ => Err(Trouble::Busy),
        }
    }
}

impl Turn {
    /// Makes a photo anew. Work that takes too long is no longer waited for, but keeps its place until it ends.
    pub async fn clean(self, bytes: Vec<u8>) -> Result<Vec<u8>, Trouble> {
        let work = task::spawn_blocking(move || {
            let outcome = clean(&bytes);
            drop(self.0);
            outcome
        });
        match timeout(WORK, work).await {
            Ok(Ok(outcome)) => outcome.map_err(Trouble::NoPhoto),
            // It brought the decoder down: no photo.
            Ok(Err(_)) => Err(Trouble::NoPhoto(NoPhoto::Broken)),
            Err(_) => Err(Trouble::Busy),
        }
    }
}

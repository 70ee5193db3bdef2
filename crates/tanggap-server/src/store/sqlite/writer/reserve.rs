//! Room that nothing new may take: while the ballast of the data folder is not whole, it is there for opening and erasing.

use crate::{
    data_folder::{DataFolder, ballast::Ballast},
    store::sqlite::StoreError,
};
use std::time::{Duration, Instant};

/// Making the ballast whole again is tried at most so often: it may write megabytes in vain.
const AGAIN: Duration = Duration::from_secs(1);

pub struct Reserve {
    ballast: Ballast,
    tried: Option<Instant>,
}

impl Reserve {
    pub fn of(folder: &DataFolder) -> Self {
        Self { ballast: Ballast::of(folder.path()), tried: None }
    }

    /// Costs one look at a file where all is well.
    pub fn is_whole(&mut self) -> bool {
        if self.ballast.is_whole() {
            return true;
        }
        if self.tried.is_some_and(|tried| tried.elapsed() < AGAIN) {
            return false;
        }
        self.tried = Some(Instant::now());
        match self.ballast.refill() {
            Ok(is_whole) => is_whole,
            Err(error) => {
                tracing::warn!(%error, "the ballast cannot be made whole again");
                false
            }
        }
    }
}

pub fn refusal() -> StoreError {
    StoreError::Full("what is left of the disk is held for opening and erasing".into())
}

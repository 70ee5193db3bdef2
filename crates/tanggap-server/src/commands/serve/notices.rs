//! What the log says at a start, for whoever has to do something about it.

use crate::{
    commands::remains,
    data_folder::{
        DataFolderError,
        ballast::{self, Ballast},
    },
    store::Filled,
};
use std::path::Path;

/// Files of the city that lack services of kept reports, and reports that stood where they must not be.
pub fn filled(Filled { classified, moved, lacking }: &Filled) {
    if *classified > 0 {
        tracing::info!(classified, "reports were given the kind of their service");
    }
    if !lacking.is_empty() {
        let reports: usize = lacking.iter().map(|(.., reports)| reports).sum();
        let services: Vec<_> =
            lacking.iter().map(|(desk, code, reports)| format!("{desk}/{code} ({reports})")).collect();
        tracing::warn!(
            reports,
            services = services.join(", "),
            "the city's files have no such services, so their reports are held to the stricter rule and are not \
             public: is --city right? A start with files that have them shows them again as they were"
        );
    }
    if *moved > 0 {
        tracing::warn!(
            moved,
            "reports that may be about police conduct were at a desk that must not have them"
        );
    }
}

/// Makes room for opening and erasing on a full disk, and says where there is too little.
pub fn hold_room(data: &Path) -> Result<(), DataFolderError> {
    if !Ballast::of(data).make()? {
        tracing::warn!(
            "{} lies on a disk with less than {} MB of room, which are held for erasing: nothing new is taken until \
             there is more",
            data.display(),
            ballast::WHOLE >> 20
        );
    }
    Ok(())
}

/// What erasing doesn't reach.
pub fn remains(data: &Path) {
    if let Some(told) = remains::words(data) {
        tracing::warn!("{told}");
    }
}

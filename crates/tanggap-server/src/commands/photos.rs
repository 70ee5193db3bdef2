//! A report's photos for who decides on them: how each stands, and as files to look at.

use super::terminal::Outcome;
use crate::{
    secret_file,
    store::{OwnPhoto, Private, Store},
};
use std::{io, path::Path};

/// One line: the place by which `redact` names it, and why the public doesn't see it.
pub fn told(photo: &OwnPhoto) -> String {
    let why = match photo {
        OwnPhoto { is_withheld: true, .. } => ", taken out of what is public",
        OwnPhoto { is_late: true, .. } => {
            ", came after the report was published: `publish` it again to show it"
        }
        _ => "",
    };
    format!("{}{why}", photo.place)
}

/// Writes each into this folder, for its owner only; never over a file that is there.
pub async fn write(store: &Store, report: &Private, folder: &Path) -> Outcome {
    let record = &report.record;
    for photo in &report.photos {
        let Some(jpeg) = store.private_photo(record.ticket.clone(), photo.id.clone()).await? else {
            continue;
        };
        let path = folder.join(format!("{}-{}.jpg", record.ticket, photo.place));
        secret_file::create(&path, &jpeg).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => format!("{} is there already", path.display()),
            _ => format!("cannot write {}: {error}", path.display()),
        })?;
    }
    Ok(())
}

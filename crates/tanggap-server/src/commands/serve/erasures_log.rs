//! What `serve` does about erasures at its start.

use crate::{commands::data::BEHIND, erasures::Erasures, named_file, store::Store};
use std::{error::Error, path::Path};

/// Names the second log, finishes what was cut off, and says what is not as it should be.
pub async fn settle(store: &Store, data: &Path, named: Option<&Path>) -> Result<(), Box<dyn Error>> {
    let erasures = Erasures::new(data);
    let also = erasures.also()?;
    let mut again = store.erased_again();
    // One that is remembered only is looked at, too: while it is away, nothing can be erased.
    match named.map(Path::to_owned).or_else(|| also.clone()) {
        Some(path) => {
            let is_new = !erasures.is_also(&path)?;
            let is_away = named_file::open(&path).is_err();
            match store.log_erasures_to(path).await {
                // Reports are taken all the same; erasing says so each time. What a log of another name tells was done when
                // the store was opened.
                Err(error) if !is_new && !is_away => tracing::warn!(%error, "nothing can be erased"),
                Err(error) if !is_new => tracing::warn!(
                    %error,
                    "nothing can be erased, and what only the second erasures log knows is not done here. Has this data been put \
                     back from an image or a copy, erased reports may be readable, some of them public, and what became a \
                     complaint about conduct may lie at a desk that must not see it: end the server, bring that log back, \
                     start again"
                ),
                settled => again += settled?,
            }
        }
        None => tracing::warn!(
            "erasures are logged in the data folder only: should that be lost, a backup brings back what was erased. \
             Name a file on another disk with --erasures-to"
        ),
    }
    if again > 0 {
        tracing::warn!(reports = again, "{BEHIND}");
    }
    match store.hold_erasures_log().await {
        Ok(wrong) => wrong.iter().for_each(|wrong| tracing::warn!("{wrong}")),
        Err(error) => tracing::warn!(%error, "the erasures log could not be held against the database"),
    }
    match store.finish_erasures().await {
        Ok(0) => {}
        Ok(reports) => tracing::info!(reports, "erasing that was cut off is finished"),
        Err(error) => tracing::warn!(%error, "erasing that was cut off is not finished"),
    }
    Ok(())
}

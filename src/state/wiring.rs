//! Where the rooms of the state meet: at the start, once.

use crate::state::{Portal, catalogue, outbox, triage};
use leptos::{
    task::spawn_local,
    wasm_split::{SplitLoaderError, wasm_split},
};

/// Reads config and catalogue when the first screen stands, so that the next finds them read, and fetches what is listened
/// for there; then looks after what waits on this device. An error where the part can't be fetched: nobody is waiting for it
/// yet, and it may be asked for again.
#[wasm_split(read_catalogue, wasm_split_path = leptos::wasm_split, fallible)]
pub fn begin(portal: Portal) -> Result<(), SplitLoaderError> {
    spawn_local(async move {
        catalogue::load(portal).await;
        spawn_local(triage::fetch_ahead(portal));
        outbox::begin(portal).await;
    });
    Ok(())
}

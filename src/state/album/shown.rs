//! What the screen shows of an album, and what it can wish of it.

use leptos::prelude::*;
use tanggap_core::{media::Slot, photo::Refusal};

/// What the screen shows.
#[derive(Clone, Default, PartialEq)]
pub struct Photos {
    pub list: Vec<Photo>,
    /// Which of how many files is being made small.
    pub making: Option<(usize, usize)>,
    /// Files that did not become photos: their names, and why.
    pub refused: Vec<(String, Refusal)>,
    /// What makes photos small could not be loaded.
    pub no_part: bool,
}

#[derive(Clone, PartialEq)]
pub struct Photo {
    pub slot: Slot,
    /// In bytes.
    pub size: u64,
    /// Where the page finds it, once it has been read.
    pub picture: Option<String>,
}

/// Somewhere photos are added to: a draft, or a message.
#[derive(Clone)]
pub struct Album {
    pub shown: ArcRwSignal<Photos>,
    /// Takes what the file input of this id holds.
    pub add: Callback<String>,
    pub remove: Callback<Slot>,
    /// Gives up what is being made small.
    pub stop: Callback<()>,
    /// Where the focus goes when the photo that had it is gone.
    pub heading: &'static str,
    /// Before the camera or the files are shown.
    pub before: Callback<()>,
}

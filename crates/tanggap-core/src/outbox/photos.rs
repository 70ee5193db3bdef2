//! Which photo of a report goes next, and how far each has come.

use super::{
    item::{Item, Job, Media, MediaState},
    machine::Outbox,
    portion::Upload,
};
use crate::report::Uid;

/// How far a photo has come, for the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhotoProgress<'a> {
    pub media: &'a Media,
    /// Bytes that the server said it has.
    pub sent: u64,
    /// Something of it is under way now.
    pub going: bool,
}

impl Outbox {
    /// The photos of a report in their order, and how far each has come.
    pub fn photos(&self, uid: &Uid) -> Vec<PhotoProgress<'_>> {
        let item = self.item(uid);
        item.into_iter().flat_map(|item| item.media.iter().map(|media| self.progress(item, media))).collect()
    }

    fn progress<'a>(&self, item: &Item, media: &'a Media) -> PhotoProgress<'a> {
        let size = media.parcel.size;
        let sent = match media.state {
            MediaState::Received => size,
            _ => self.upload(item, &media.slot).received.unwrap_or(0).min(size),
        };
        let job = Job::Media(media.slot.clone());
        let going = self.sending.as_ref().is_some_and(|sent| sent.uid == item.uid && sent.job == job);
        PhotoProgress { media, sent, going }
    }

    pub(super) fn upload(&self, item: &Item, slot: &str) -> Upload {
        self.uploads.get(&item.media_key(slot)).copied().unwrap_or_default()
    }

    /// Which of a report's photos goes next: in their order, but one that fails holds up no other.
    pub(super) fn photo_in_turn(&self, item: &Item) -> Option<String> {
        let waiting = item.media.iter().filter(|media| media.state == MediaState::Waiting);
        let next = waiting.min_by_key(|media| self.upload(item, &media.slot).failures);
        next.map(|media| media.slot.clone())
    }

    pub(super) fn photos_may_go(&self, item: &Item) -> bool {
        !item.wifi_only || self.wifi.on
    }

    /// Whether this report's photos wait for Wi-Fi, or for the person.
    pub fn photos_wait_for_wifi(&self, item: &Item) -> bool {
        item.has_waiting_photo() && !self.photos_may_go(item)
    }
}

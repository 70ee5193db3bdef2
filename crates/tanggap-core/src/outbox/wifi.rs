//! *Photos on Wi-Fi only*: texts go at once, photos wait where their bytes cost the person money. Each report carries
//! the switch, so that every tab and the carrier obey it; what network this is only the page knows.

use super::{item::Item, machine::Outbox};

/// What the page knows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wifi {
    /// The person's switch as it stands: new reports begin with it.
    pub only: bool,
    /// The device is on Wi-Fi, for certain. Most browsers don't say: then photos wait until they are sent by hand.
    pub on: bool,
}

impl Outbox {
    pub(super) fn photos_may_go(&self, item: &Item) -> bool {
        !item.wifi_only || self.wifi.on
    }

    /// Whether this report's photos wait for Wi-Fi, or for the person.
    pub fn photos_wait_for_wifi(&self, item: &Item) -> bool {
        item.has_waiting_photo() && !self.photos_may_go(item)
    }
}

//! What a person has done with the key of a report. A key that is nowhere but on this device goes with it, so the device
//! remembers whether it was ever shown, copied or saved, and says so.

/// The surest that was done, in this order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyKept {
    #[default]
    Never,
    /// Seen on the screen; somebody may have written it down.
    Shown,
    Copied,
    /// As a picture, as a file or on paper.
    Saved,
}

impl KeyKept {
    const ALL: [Self; 4] = [Self::Never, Self::Shown, Self::Copied, Self::Saved];

    /// The word in stored records.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Shown => "shown",
            Self::Copied => "copied",
            Self::Saved => "saved",
        }
    }

    /// A word that is not known counts as nothing: a key is told once too often to be kept rather than once too little.
    pub(crate) fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|known| known.word() == word).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        outbox::{
            Door, Event,
            tests::{Device, new_item},
        },
        ports::SendFault,
        report::Uid,
        stored::{Read, read_item, write_item},
    };

    fn uid() -> Uid {
        new_item(Door::Idempotent).uid
    }

    fn kept(device: &Device) -> Option<KeyKept> {
        device.driver.look(|outbox| outbox.item(&uid()).map(|item| item.key_kept))
    }

    #[test]
    fn the_surest_that_was_done_with_a_key_is_remembered_with_the_report() {
        let device = Device::answering(|_| Err(SendFault::NotSent));
        device.feed(Event::Started);
        device.feed(Event::Save(Box::new(new_item(Door::Idempotent))));
        assert_eq!(kept(&device), Some(KeyKept::Never));
        for (done, expected) in [
            (KeyKept::Shown, KeyKept::Shown),
            (KeyKept::Saved, KeyKept::Saved),
            (KeyKept::Copied, KeyKept::Saved),
            (KeyKept::Never, KeyKept::Saved),
        ] {
            device.feed(Event::KeyKept(uid(), done));
            assert_eq!(kept(&device), Some(expected), "after {done:?}");
        }
        let text = device.driver.look(|outbox| outbox.item(&uid()).map(write_item));
        let Some(Read::Item(again)) = text.map(|record| read_item(&record)) else { panic!("it is not read") };
        assert_eq!(again.key_kept, KeyKept::Saved);
    }

    #[test]
    fn a_word_that_is_not_known_is_not_taken_for_a_key_that_is_safe() {
        for known in KeyKept::ALL {
            assert_eq!(KeyKept::of(known.word()), known);
        }
        assert_eq!(KeyKept::of("engraved"), KeyKept::Never);
    }
}

//! Who has how much on its way. In memory only, as addresses are: after a restart nobody holds anything until they go on.
//! It may tell a little more than there is, when a transaction was taken back or another process has erased something;
//! a photo of which nothing is there costs nothing to forget.

use std::collections::{BTreeSet, HashMap, HashSet};

/// Photos by their rows, senders by the hash of their address.
#[derive(Default)]
pub struct Holders {
    uploads: HashMap<i64, Upload>,
    senders: HashMap<u64, Sender>,
    /// By what they hold, most last.
    ranks: BTreeSet<(u64, u64)>,
    touches: u64,
}

struct Upload {
    sender: u64,
    bytes: u64,
    touch: u64,
}

#[derive(Default)]
struct Sender {
    bytes: u64,
    /// By their last touch, the one untouched longest first.
    photos: BTreeSet<(u64, i64)>,
}

impl Holders {
    /// So many bytes of a photo have come from somebody. Who cannot be told apart holds nothing.
    pub fn add(&mut self, photo: i64, sender: Option<u64>, bytes: u64) {
        let before = self.end(photo);
        let Some(sender) = sender else { return };
        self.touches += 1;
        let upload = Upload { sender, bytes: before + bytes, touch: self.touches };
        self.change(sender, |holder| {
            holder.bytes += upload.bytes;
            holder.photos.insert((upload.touch, photo));
        });
        self.uploads.insert(photo, upload);
    }

    /// A photo is whole or forgotten. What was held of it.
    pub fn end(&mut self, photo: i64) -> u64 {
        let Some(upload) = self.uploads.remove(&photo) else { return 0 };
        self.change(upload.sender, |holder| {
            holder.bytes -= upload.bytes;
            holder.photos.remove(&(upload.touch, photo));
        });
        upload.bytes
    }

    /// Only these are still on their way.
    pub fn keep_only(&mut self, photos: &HashSet<i64>) {
        let ended: Vec<_> = self.uploads.keys().filter(|photo| !photos.contains(photo)).copied().collect();
        for photo in ended {
            self.end(photo);
        }
    }

    /// The photo to forget for another one of `asker`: of whoever holds most, that may be the asker, the one untouched
    /// longest. `None` where the asker would hold most with what comes, and has nothing else to give.
    pub fn victim(&self, asker: Option<u64>, photo: i64, bytes: u64) -> Option<i64> {
        let (most, holder) = self.ranks.last()?;
        let own = asker.and_then(|asker| self.senders.get(&asker)).map_or(0, |sender| sender.bytes);
        let holder = match asker {
            Some(asker) if own + bytes >= *most => asker,
            _ => *holder,
        };
        let photos = &self.senders.get(&holder)?.photos;
        photos.iter().map(|(_, held)| *held).find(|held| *held != photo)
    }

    fn change(&mut self, sender: u64, change: impl FnOnce(&mut Sender)) {
        let holder = self.senders.entry(sender).or_default();
        self.ranks.remove(&(holder.bytes, sender));
        change(holder);
        if holder.photos.is_empty() {
            self.senders.remove(&sender);
        } else {
            self.ranks.insert((holder.bytes, sender));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ATTACKER: u64 = 1;
    const CITIZEN: u64 = 2;

    #[test]
    fn whoever_holds_most_gives_what_they_touched_longest_ago() {
        let mut holders = Holders::default();
        for photo in 0..4 {
            holders.add(photo, Some(ATTACKER), 100);
        }
        holders.add(10, Some(CITIZEN), 150);
        assert_eq!(holders.victim(Some(CITIZEN), 10, 50), Some(0));
        holders.add(0, Some(ATTACKER), 1);
        assert_eq!(holders.victim(Some(CITIZEN), 10, 50), Some(1), "one was touched");
        assert_eq!(holders.victim(Some(ATTACKER), 1, 50), Some(2), "its own, but not the one that goes on");
        assert_eq!(holders.victim(None, 99, 50), Some(1), "who is nobody gives nothing");
        assert_eq!(holders.end(1), 100);
        assert_eq!(holders.end(2), 100);
        assert_eq!(holders.victim(Some(CITIZEN), 10, 51), None, "with that the citizen would hold most");
        assert_eq!(holders.victim(Some(CITIZEN), 10, 50), Some(3), "with that not quite");
        holders.add(11, Some(CITIZEN), 10);
        assert_eq!(holders.victim(Some(CITIZEN), 11, 100), Some(10));
    }

    #[test]
    fn what_has_ended_is_held_by_nobody() {
        let mut holders = Holders::default();
        holders.add(1, Some(ATTACKER), 100);
        holders.add(1, Some(CITIZEN), 100);
        assert_eq!(holders.victim(None, 9, 1), Some(1), "whoever goes on with it holds it");
        assert!(!holders.senders.contains_key(&ATTACKER) && holders.senders[&CITIZEN].bytes == 200);
        holders.add(2, Some(ATTACKER), 100);
        holders.add(3, None, 1_000_000);
        holders.keep_only(&HashSet::from([2]));
        assert_eq!((holders.victim(None, 9, 1), holders.end(1)), (Some(2), 0));
        holders.end(2);
        assert!(holders.uploads.is_empty() && holders.senders.is_empty() && holders.ranks.is_empty());
    }
}

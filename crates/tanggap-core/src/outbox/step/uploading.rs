//! Photos on their way: what an answer says of how far one has come, what the person decides about them, and one that
//! is offered again in another form.

use super::taking::set_photo;
use crate::{
    outbox::{
        Effect, Event, Item, Job, Kept, MediaState, NewMedia, Notice, State, Wifi,
        machine::{Cause, Now, Outbox, Then},
        policy::{Reason, Verdict},
        portion::Upload,
        schedule,
    },
    ports::{Change, RawAnswer, SendFault, StoreFault},
    report::Uid,
};

impl Outbox {
    /// Called after the pause was set, which compares with what was known before.
    pub(super) fn uploaded(
        &mut self,
        item: &Item,
        job: &Job,
        verdict: &Verdict,
        outcome: &Result<RawAnswer, SendFault>,
    ) {
        let Job::Media(slot) = job else { return };
        let known = self.upload(item, slot);
        let failed = |received| Upload { received, failures: known.failures.saturating_add(1), ..known };
        let next = match (verdict, outcome) {
            (Verdict::PhotoPart(received), _) if known.grows_to(*received) => {
                Upload { received: Some(*received), ..Upload::default() }
            }
            (Verdict::PhotoPart(received), _) if known.asked => Upload { received: Some(*received), ..known },
            // It stands where the piece begins and yet does not take it: what it has are another version's bytes.
            (Verdict::PhotoPart(received), _) if known.received == Some(*received) => failed(Some(0)),
            (Verdict::PhotoPart(received), _) => failed(Some(*received)),
            (_, Err(SendFault::NotSent)) => failed(known.received),
            (_, Err(SendFault::Ambiguous)) => failed(None),
            // A server that cannot be asked is sent the photo from its start; it will say where to go on.
            (Verdict::Absent | Verdict::Later(Reason::Moved | Reason::Unexplained(_), _), _)
                if known.asked =>
            {
                failed(Some(0))
            }
            (Verdict::Later(..) | Verdict::Absent, _) => failed(None),
            _ => {
                self.uploads.remove(&item.media_key(slot));
                return;
            }
        };
        self.uploads.insert(item.media_key(slot), next);
    }

    /// The next piece goes at once, unless this one brought nothing forward.
    pub(super) fn pause_after_part(&mut self, item: &Item, slot: &str, received: u64, now: Now) {
        let known = self.upload(item, slot);
        let timing = self.timing.entry(item.key().to_owned()).or_default();
        (timing.asked, timing.check) = (false, false);
        (timing.due_ms, timing.photos_due_ms) = (now.mono_ms, 0);
        if known.grows_to(received) {
            timing.failures = 0;
        } else if !known.asked {
            timing.failures = timing.failures.saturating_add(1);
            timing.photos_due_ms = now.mono_ms + schedule::pause_ms(timing.failures, now.chance);
        }
        self.holds.remove(&item.desk);
    }

    /// The server has just made the report: of its photos it can have nothing.
    pub(super) fn nothing_sent_yet(&mut self, item: &Item) {
        for media in item.media.iter().filter(|media| media.state == MediaState::Waiting) {
            let upload = Upload { received: Some(0), ..Upload::default() };
            self.uploads.insert(item.media_key(&media.slot), upload);
        }
    }

    pub(super) fn network_is(&mut self, wifi: Wifi, now: Now) -> Vec<Effect> {
        let freed = wifi.on && !self.wifi.on;
        self.wifi = wifi;
        if freed {
            let waiting: Vec<String> = self
                .items
                .values()
                .filter(|item| item.wifi_only && item.has_waiting_photo())
                .map(|item| item.key().to_owned())
                .collect();
            waiting.iter().for_each(|key| self.photos_are_due(key, now));
        }
        Vec::new()
    }

    pub(super) fn wifi_only(&mut self, uid: Option<Uid>, only: bool, now: Now) -> Vec<Effect> {
        if uid.is_none() {
            self.wifi.only = only;
        }
        let meant = |item: &&Item| {
            uid.as_ref().is_none_or(|uid| item.uid == *uid)
                && item.wifi_only != only
                && item.media.iter().any(|media| media.state != MediaState::Received)
        };
        let mut puts: Vec<Item> = self.items.values().filter(meant).cloned().collect();
        for item in &mut puts {
            item.rev += 1;
            item.wifi_only = only;
            if !only {
                self.photos_are_due(item.key(), now);
            }
        }
        if puts.is_empty() {
            return Vec::new();
        }
        let then = puts.iter().map(|item| Then::tell(Notice::Changed(item.uid.clone()))).collect();
        vec![self.commit(Cause::Event(Event::WifiOnly(uid, only)), puts, Vec::new(), then)]
    }

    /// Ends the pause until the next check, not one that the server or the line has asked for.
    fn photos_are_due(&mut self, key: &str, now: Now) {
        if let Some(timing) = self.timing.get_mut(key).filter(|timing| timing.failures == 0 && !timing.asked)
        {
            timing.due_ms = timing.due_ms.min(now.mono_ms);
        }
    }

    pub(super) fn replace_photo(&mut self, uid: Uid, photo: NewMedia, now: Now) -> Vec<Effect> {
        let refuse = || vec![Effect::Tell(Notice::NotDone(uid.clone(), StoreFault::Conflict))];
        let Some(mut item) = self.item(&uid).cloned() else { return refuse() };
        let open = matches!(item.state, State::Waiting { withdraw: false } | State::Received { .. })
            && item.kept == Kept::Whole;
        let mends = |state| matches!(state, MediaState::TooLarge | MediaState::Refused | MediaState::Lost);
        let Some(media) = item.media.iter_mut().find(|media| media.slot == photo.slot && mends(media.state))
        else {
            return refuse();
        };
        if !open {
            return refuse();
        }
        media.parcel = photo.parcel.clone();
        set_photo(&mut item, &photo.slot, MediaState::Waiting);
        item.rev += 1;
        let key = item.media_key(&photo.slot);
        let changes = photo.bytes.iter().map(|bytes| Change::PutBytes(key.clone(), bytes.clone())).collect();
        self.uploads.remove(&key);
        self.photos_are_due(item.key(), now);
        let then = vec![Then::tell(Notice::Changed(uid.clone()))];
        vec![self.commit(Cause::Event(Event::ReplacePhoto(uid, Box::new(photo))), vec![item], changes, then)]
    }
}

//! How long to leave an item, or a whole desk, in peace after an attempt.

use crate::outbox::{
    Item, Job, MediaState,
    machine::{Now, Outbox},
    policy::{Proof, Reason, Verdict},
    schedule,
};

impl Outbox {
    pub(super) fn set_pause(&mut self, item: &Item, job: &Job, verdict: &Verdict, now: Now) {
        match verdict {
            Verdict::Later(reason, asked) => self.pause(item, *reason, *asked, now),
            Verdict::Uncertain(reason) => self.pause(item, *reason, None, now),
            Verdict::PhotoPart(received) => {
                if let Job::Media(slot) = job {
                    self.pause_after_part(item, slot, *received, now);
                }
            }
            Verdict::Absent if *job != Job::Ask => {
                let timing = self.timing.entry(item.key().to_owned()).or_default();
                timing.failures = timing.failures.saturating_add(1);
                timing.photos_due_ms = now.mono_ms + schedule::pause_ms(timing.failures, now.chance);
                timing.due_ms = now.mono_ms;
                timing.check = true;
            }
            _ => {
                let waiting = item.media.iter().filter(|media| media.state == MediaState::Waiting).count();
                let photos = waiting > usize::from(matches!(job, Job::Media(_))) && self.photos_may_go(item);
                let timing = self.timing.entry(item.key().to_owned()).or_default();
                if *job != Job::Ask {
                    (timing.failures, timing.photos_due_ms) = (0, 0);
                }
                (timing.asked, timing.check) = (false, false);
                timing.due_ms = now.mono_ms
                    + match verdict {
                        Verdict::Absent => 0,
                        Verdict::Accepted(Proof::Token(_)) => schedule::FLOOR_MS,
                        _ if photos => 0,
                        _ => schedule::CHECK_MS,
                    };
                self.holds.remove(&item.desk);
            }
        }
    }

    /// The next attempt, and where the trouble is on the way or in the whole server, the whole desk's.
    pub(super) fn pause(&mut self, item: &Item, reason: Reason, asked: Option<u32>, now: Now) {
        let timing = self.timing.entry(item.key().to_owned()).or_default();
        timing.failures = timing.failures.saturating_add(1);
        timing.asked = asked.is_some();
        let own = match reason {
            Reason::InFlight => schedule::FLOOR_MS,
            _ => schedule::pause_ms(timing.failures, now.chance),
        };
        let pause = own.max(asked.map_or(0, schedule::asked_ms));
        timing.due_ms = now.mono_ms + pause;
        let hold = match reason {
            Reason::NotListed | Reason::NumberPending | Reason::InFlight | Reason::ReportFirst => return,
            // Wrong keys are counted for one number: what else goes to this desk has no part in it.
            Reason::TooMany if item.is_message() => return,
            _ if reason.is_of_the_way() || asked.is_some() => pause,
            _ => schedule::FLOOR_MS,
        };
        self.holds.insert(item.desk.clone(), (now.mono_ms + hold, asked.is_some()));
    }
}

//! A verdict becomes the next version of an item.

use crate::{
    outbox::{
        Alarm, Door, Item, Job, Kept, MediaState, Notice, State,
        machine::{Now, Then},
        policy::{self, Proof, Reason, Verdict},
        schedule, words,
    },
    ports::{RawAnswer, SendFault},
    wire,
};

type Outcome = Result<RawAnswer, SendFault>;

/// Makes the verdict true for the item, and says what is to be told once it is written.
pub(super) fn take(item: &mut Item, job: &Job, verdict: Verdict, outcome: &Outcome, now: Now) -> Vec<Then> {
    let uid = item.uid.clone();
    match verdict {
        Verdict::Accepted(proof) => return accept(item, job, proof, outcome),
        Verdict::PhotoThere => {
            if let Job::Media(slot) = job {
                set_photo(item, slot, MediaState::Received);
            }
            send_missing_again(item, outcome);
            item.reason = None;
        }
        Verdict::PhotoPart(_) => item.reason = None,
        Verdict::TooLarge | Verdict::Refused(_) if matches!(job, Job::Media(_)) => {
            if let Job::Media(slot) = job {
                let state =
                    if verdict == Verdict::TooLarge { MediaState::TooLarge } else { MediaState::Refused };
                set_photo(item, slot, state);
            }
        }
        Verdict::Refused(_) if matches!(item.state, State::Received { lost_there: false, .. }) => {}
        Verdict::Refused(errors) => {
            item.attempt_open = false;
            item.state = State::Refused(errors);
        }
        Verdict::Later(reason, asked) => {
            // A question that finds nothing leaves the open attempt open.
            item.attempt_open &= *job != Job::Report;
            // It was its turn, so nothing is before it any more.
            item.behind &= *job != Job::Report;
            item.reason = Some(reason);
            item.asked_wait = asked.map(|seconds| {
                let seconds = seconds.min(schedule::ASKED_CEILING_S);
                (now.wall_s.saturating_add(i64::from(seconds)), seconds)
            });
            if reason == Reason::WrongReport {
                return vec![Then::tell(Notice::Alarm(uid, Alarm::WrongReport))];
            }
        }
        Verdict::Uncertain(reason) => {
            item.attempt_open = false;
            item.state = State::Uncertain;
            item.reason = Some(reason);
        }
        Verdict::IdentityTaken => {
            item.state = State::IdentityTaken;
            return vec![Then::tell(Notice::Alarm(uid, Alarm::IdentityTaken))];
        }
        Verdict::Erased => {
            item.state = State::Erased;
            item.kept = Kept::Numbers;
        }
        Verdict::Absent if *job == Job::Ask => absent(item),
        Verdict::Absent | Verdict::TooLarge => {}
    }
    Vec::new()
}

fn accept(item: &mut Item, job: &Job, proof: Proof, outcome: &Outcome) -> Vec<Then> {
    item.attempt_open = false;
    item.reason = None;
    item.asked_wait = None;
    send_missing_again(item, outcome);
    let mut then = Vec::new();
    match &item.state {
        State::Received { proof: first, lost_there: false } if item.token().is_none() => {
            let (first, second) = (words::number(first), words::number(&proof));
            // Of a message it is only its report that was numbered anew.
            if first != second && !item.is_message() && item.other_number.as_ref() != Some(&second) {
                item.other_number = Some(second);
                then.push(Then::tell(Notice::Alarm(item.uid.clone(), Alarm::SecondNumber)));
            }
            let old = outcome.as_ref().ok().and_then(|answer| policy::age_there_s(&proof, answer));
            if *job == Job::Ask && old.is_some_and(|age| age >= schedule::KEEP_S) && !item.has_waiting_photo()
            {
                item.kept = Kept::Numbers;
            }
        }
        state => {
            if matches!(state, State::Received { lost_there: true, .. }) {
                for media in &mut item.media {
                    if media.state == MediaState::Received {
                        media.state = MediaState::Waiting;
                    }
                }
            }
            if *state == State::Lost {
                item.kept = Kept::Numbers;
            }
            then.push(Then::tell(Notice::Received(item.uid.clone(), proof.clone())));
            item.state = State::Received { proof, lost_there: false };
        }
    }
    then
}

/// The server says that it does not have it: taken back if that was the wish, lost there if it had it once.
fn absent(item: &mut Item) {
    match &mut item.state {
        State::Waiting { withdraw: true } => {
            item.state = State::Withdrawn;
            item.kept = Kept::Numbers;
        }
        State::Received { lost_there, .. } if item.door == Door::Idempotent && item.kept == Kept::Whole => {
            *lost_there = true;
        }
        _ => {}
    }
}

/// A backup may have brought the report back without its photos (F6).
fn send_missing_again(item: &mut Item, outcome: &Outcome) {
    let missing = outcome.as_ref().ok().and_then(|answer| wire::missing_media(&answer.body, &item.uid));
    for slot in missing.unwrap_or_default() {
        if item.media.iter().any(|media| media.slot == slot && media.state == MediaState::Received) {
            set_photo(item, &slot, MediaState::Waiting);
        }
    }
}

pub(super) fn set_photo(item: &mut Item, slot: &str, state: MediaState) {
    if let Some(media) = item.media.iter_mut().find(|media| media.slot == slot) {
        media.state = state;
    }
}

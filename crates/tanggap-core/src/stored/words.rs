//! The words that stand in stored records, each in one place for both directions.

use crate::outbox::{Door, Job, MediaState};

pub fn door(door: Door) -> &'static str {
    match door {
        Door::Idempotent => "idempotent",
        Door::Plain => "plain",
    }
}

pub fn read_door(word: &str) -> Option<Door> {
    [Door::Idempotent, Door::Plain].into_iter().find(|known| door(*known) == word)
}

pub fn media(state: MediaState) -> &'static str {
    match state {
        MediaState::Waiting => "waiting",
        MediaState::Received => "received",
        MediaState::TooLarge => "too_large",
        MediaState::Refused => "refused",
        MediaState::Lost => "lost",
    }
}

pub fn read_media(word: &str) -> Option<MediaState> {
    use MediaState::{Lost, Received, Refused, TooLarge, Waiting};
    [Waiting, Received, TooLarge, Refused, Lost].into_iter().find(|known| media(*known) == word)
}

/// `report`, `ask`, or the slot of a photo after `media/`.
pub fn job(job: &Job) -> String {
    match job {
        Job::Report => "report".to_owned(),
        Job::Ask => "ask".to_owned(),
        Job::Media(slot) => ["media/", slot].concat(),
    }
}

pub fn read_job(word: &str) -> Option<Job> {
    match word {
        "report" => Some(Job::Report),
        "ask" => Some(Job::Ask),
        media => media.strip_prefix("media/").map(|slot| Job::Media(slot.to_owned())),
    }
}

//! A photo on its way after its report. Whatever becomes of it, the report stays received.

use super::verdict::{Verdict, later};
use crate::{outbox::item::Item, ports::RawAnswer, wire};

pub fn judge(item: &Item, slot: &str, answer: &RawAnswer) -> Verdict {
    let json = wire::is_json(&answer.content_type);
    let progress = || wire::media_progress(&answer.body, &item.uid, slot);
    match answer.status {
        200 | 201 if json && wire::media_accepted(&answer.body, &item.uid, slot) => Verdict::PhotoThere,
        // 200 to the question, 202 to a piece, 409 to a piece that begins elsewhere.
        200 | 202 | 409 if json => match progress() {
            Some(progress) if progress.complete => Verdict::PhotoThere,
            Some(progress) => Verdict::PhotoPart(progress.received),
            None => later(answer),
        },
        410 if json => Verdict::Erased,
        404 if json => Verdict::Absent,
        413 => Verdict::TooLarge,
        // It begins anew.
        422 if json && wire::media_was_damaged(&answer.body) => Verdict::PhotoPart(0),
        400 | 415 | 422 if json => match wire::api_errors(&answer.body) {
            errors if errors.is_empty() => later(answer),
            errors => Verdict::Refused(errors),
        },
        _ => later(answer),
    }
}

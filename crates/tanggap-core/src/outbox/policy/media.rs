//! A photo on its way after its report. Whatever becomes of it, the report stays received.

use super::{Verdict, later};
use crate::{outbox::item::Item, ports::RawAnswer, wire};

pub fn judge(item: &Item, slot: &str, answer: &RawAnswer) -> Verdict {
    let json = wire::is_json(&answer.content_type);
    match answer.status {
        200 | 201 if json && wire::media_accepted(&answer.body, &item.uid, slot) => Verdict::PhotoThere,
        410 if json => Verdict::Erased,
        404 if json => Verdict::Absent,
        413 => Verdict::TooLarge,
        400 | 415 | 422 if json => match wire::api_errors(&answer.body) {
            errors if errors.is_empty() => later(answer),
            errors => Verdict::Refused(errors),
        },
        _ => later(answer),
    }
}

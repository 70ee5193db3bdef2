//! Open311 GeoReport v2 and Tanggap's extensions, version 1 (DESIGN §4): read tolerantly, written strictly.
//! The standard's words (`service_request_id`, `service_code`) stop here.
//!
//! Servers of many makes answer, and most bend the standard: numbers where texts belong, one object where a list
//! belongs, envelopes around lists, an empty list where 404 belongs. A reader takes what it can understand and says
//! `None` to what is no answer at all; it never guesses a report. What this crate writes has one form.
//!
//! ```
//! use tanggap_core::{status::Status, wire};
//! let answer = br#"{"requests": {"request": {"service_request_id": 482719305543, "status": "OPEN"}}}"#;
//! let report = wire::tracked(answer, time::UtcOffset::UTC).expect("an answer").expect("a report");
//! assert_eq!(report.number, "482719305543");
//! assert_eq!(report.status, Status::from_foreign("open"));
//! assert_eq!(wire::tracked(b"[]", time::UtcOffset::UTC), Some(None), "a server's way to say: no such report");
//! assert_eq!(wire::tracked(b"<html>", time::UtcOffset::UTC), None, "no answer at all");
//! ```
//!
//! - For every desk: [`services`] and [`definition()`] (what can be reported, what is asked), [`tracked()`] and [`updates`]
//!   (where a report stands), [`listed`] (what is published), [`write_plain`] and [`plain_proof`] (a report to a plain
//!   desk, and what proves that it came).
//! - Tanggap's own: [`write_report`] and [`receipt`] (`PUT reports/{uid}`), [`media_progress`] (photos in pieces),
//!   [`opening`] and [`conversation()`] (what the key opens), [`write_message`], [`stats()`], [`takes_reports`] (discovery).
//! - For all of them: [`parse`] with its bounds, [`api_errors`], [`retry_after_s`].

mod answer;
mod body;
mod catalogue;
mod conversation;
mod definition;
mod discovery;
mod envelope;
mod list;
mod media;
mod message;
mod plain;
mod posted;
mod readable;
mod report;
mod retry_after;
mod session;
mod stats;
mod track;
mod tracked;

pub use answer::{
    ApiError, Failure, Receipt, accepted, api_errors, is_json, media_accepted, missing_media, receipt, says,
};
pub use body::BodyError;
pub use catalogue::{service_json, services};
pub use conversation::{
    Conversation, Said, SaidKind, Told, ToldAnswer, Whole, conversation, message_address, ticket_address,
};
pub use definition::{definition, definition_json};
pub use discovery::takes_reports;
pub use envelope::{ANSWER_LIMIT, DEPTH_LIMIT, parse};
pub use list::{Listed, listed, listed_csv};
pub use media::{MediaProgress, media_progress, media_was_damaged};
pub(crate) use media::{claim_json, read_claim};
pub use message::{read_message, write_message};
pub use plain::{PlainProof, number_for_reference, plain_proof};
pub use posted::{form_text, plain_about, plain_again, plain_told, read_plain, write_plain};
pub use readable::readable_fields;
pub use report::{read_report, write_report};
pub use retry_after::{http_date, retry_after_s};
pub use session::{Opening, SESSION_HEADER, Session, opening, track_address};
pub use stats::{figures_csv, stats, stats_address};
pub use track::{read_track, write_track};
pub use tracked::{ClockReading, Tracked, Update, UpdateKind, tracked, tracked_in, updates, updates_in};

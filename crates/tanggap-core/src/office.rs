//! The office's rules: who may do what with a report. One pure function, [`may`], decides; the server asks it inside the
//! transaction that does the act, whatever door the act came through (API, command line, demo).
//!
//! Two kinds of service are guarded:
//!
//! - *Conduct* ([`ServiceKind::PoliceConduct`], a complaint about what an officer did) is received by, referred to and
//!   seen by desks of kind [`DeskKind::Oversight`] only, and is never public.
//! - *Unclassified* (no kind: nobody stated one) may turn out to be conduct, so the stricter rule holds until a desk of
//!   oversight, or in a city without one the administrator, gives it a kind: never public, never at a police desk,
//!   never merged.
//!
//! ```
//! use tanggap_core::{config::{Desk, DeskKind}, office::*, service::ServiceKind, status::Status};
//! let desk = |id: &str, kind| Desk {
//!     id: id.into(), name: Default::default(), kind, api: String::new(), takes_reports: None,
//! };
//! let desks = [desk("polresta", DeskKind::Police), desk("pengawasan", DeskKind::Oversight)];
//! let report = Standing::new("pengawasan", "officer-violence", Some(ServiceKind::PoliceConduct), false);
//! let refer = Act::Refer { to: "polresta" };
//! assert_eq!(may(&refer, Actor::Desk("pengawasan"), &report, &desks), Err(Refusal::Conduct));
//! ```

mod act;
mod refusal;
mod rules;
mod standing;
mod words;

pub use act::{Act, Actor};
pub use refusal::Refusal;
pub use rules::{guarded_home, kind_at, may};
pub use standing::Standing;
pub use words::{WORDS_LIMIT, fit, needed_words, words};

#[cfg(test)]
mod tests;

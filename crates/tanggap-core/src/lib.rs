//! What a report means. If the browser and the server disappeared, this crate would still be right.
//!
//! Pure: no clock, no randomness, no storage, no network. Whoever needs those passes their results in.
//!
//! - [`ticket`], [`check_digits`], [`numerals`]: the number a citizen gets, and how people type it
//! - [`scan`]: what a code, a link or a pasted text says, and what is said of a number while it is typed
//! - [`addressee`]: who may be asked about a report and shown the proof of its key
//! - [`config`], [`localized`]: what a city configures; [`web_address`]: addresses that others wrote
//! - `city_check`: whether a city's files are right, for the server and the build only
//! - [`service`], [`form`], [`journey`]: what can be reported, what is asked, in which steps
//! - [`report`], [`place`], [`phone`], [`email`], [`amount`], [`media`]: what is sent; [`message`]: what follows it;
//!   [`text`]: what becomes of pasted text, [`length`]: how much of it is too much
//! - [`office`]: who may do what with a report
//! - [`status`], [`workdays`], [`instant`]: where a report stands and by when it must move
//! - [`escalation`]: which body comes next when a clock has lapsed, and what is taken there
//! - [`figures`], [`csv`]: how desks do, in public, and tables for spreadsheets
//! - [`following`]: what this device knows of a report, what changed, and when to ask again
//! - [`triage`]: what told words mean: [`danger`] first, then the police ([`conduct`]), then which service ([`suggest`]);
//!   [`lexicon`]: what a city listens for, [`language`]: how people write; [`classifier`]: what was learned beside the rules
//! - [`outbox`], [`ports`], [`stored`]: how a report is kept and sent so that it arrives once; [`memory`] for tests
//!   and for browsers that can keep nothing, [`contract`] for the tests of both
//! - [`wire`], [`json`]: Open311 GeoReport v2 and Tanggap's extensions, the only place that knows their words
//! - [`shell`]: fills the page's static HTML with words

pub mod addressee;
pub mod amount;
pub mod area_points;
pub mod check_digits;
#[cfg(not(target_family = "wasm"))]
pub mod city_check;
pub mod classifier;
pub mod conduct;
pub mod config;
pub mod contract;
pub mod csv;
pub mod danger;
pub mod email;
pub mod escalation;
pub mod figures;
pub mod following;
pub mod form;
pub mod instant;
pub mod journey;
pub mod json;
pub mod language;
pub mod length;
pub mod lexicon;
pub mod localized;
pub mod media;
pub mod memory;
pub mod message;
pub mod numerals;
pub mod office;
pub mod outbox;
pub mod phone;
pub mod photo;
pub mod pin;
pub mod place;
pub mod ports;
pub mod privacy;
pub mod report;
pub mod scan;
pub mod service;
pub mod shell;
pub mod status;
pub mod stored;
pub mod suggest;
pub mod text;
pub mod ticket;
pub mod triage;
pub mod web_address;
pub mod wire;
pub mod workdays;

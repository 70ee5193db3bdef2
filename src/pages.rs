//! One file per screen, named as its address: wiring and words, no rules and no requests.

pub mod help;
pub mod home;
pub mod not_found;
pub mod privacy;
pub mod report;
pub mod sent;
pub mod ticket;
pub mod track;

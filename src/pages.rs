//! One file per screen, named as its address: wiring and words, no rules and no requests.

pub mod album;
mod answer;
pub mod danger;
pub mod escalate;
pub mod figures;
pub mod followed;
pub mod going_on;
pub mod help;
pub mod home;
pub mod in_memory;
pub mod kept;
pub mod key_kept;
pub mod loading;
pub mod not_found;
pub mod outbox;
pub mod photos;
pub mod pin;
pub mod privacy;
pub mod report;
pub mod send_now;
pub mod sent;
pub mod settings;
pub mod standing;
pub mod ticket;
pub mod track;
pub mod urgent;
pub mod which_desk;

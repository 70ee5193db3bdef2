//! The server from outside: requests go through all of its layers, a few through real sockets.
// Helpers are not inside `#[test]`, where clippy.toml allows it; a failed expectation is what they are for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod authz;
mod bad_input;
mod before;
#[cfg(unix)]
mod behind;
mod chance;
mod city;
mod claims;
mod clumsy;
mod contract;
mod conversation;
#[cfg(unix)]
mod corrected;
mod correction;
mod corrections;
mod data_folder;
#[cfg(unix)]
mod deploy;
mod desk_commands;
#[cfg(unix)]
mod disk;
mod dist;
mod erased;
#[cfg(unix)]
mod erasures;
mod exposition;
mod figures;
mod flood;
mod foreign;
mod full;
#[cfg(unix)]
mod full_disk;
mod garbage;
mod geo_report;
mod headers;
mod health;
mod http2;
mod killed;
mod limits;
mod line;
mod lists;
mod log;
mod media;
mod message;
mod message_photos;
mod metrics;
mod migrated;
mod office;
mod once;
mod openapi;
mod openings;
mod operator;
mod pages;
mod pasted;
#[cfg(unix)]
mod pepper;
mod photo;
mod photo_limits;
mod photo_room;
mod privacy;
mod process;
mod program;
mod refusals;
mod report;
#[cfg(unix)]
mod restore;
mod retention;
mod sessions;
#[cfg(unix)]
mod set_aside;
mod shared_lists;
mod slow;
mod stalled;
mod stores;
mod tags;
mod timelines;
mod town;
mod tracking;
#[cfg(target_os = "linux")]
mod unheard;
mod word_bytes;
mod writer_gone;

//! The server behind the portal: takes reports, keeps them, tells what became of them, and serves the pages.
//!
//! - [`data_folder`]: who works in it; [`store`]: SQLite; [`erasures`]: what was erased, told outside the database
//! - [`file_identity`]: whether a file is still the one that is open; [`named_file`]: what somebody named, read within bounds
//! - [`pepper`], [`random`], [`secret_file`]: secrets; [`clock`]: what time it is
//! - [`photo`]: what is made of a picture from outside
//! - [`city`]: what can be reported; [`pages`]: the portal's files; [`app_state`]: all that answers are made from
//! - [`figures`]: how reports go, in numbers
//! - [`metrics`]: how the server does, in numbers for its operator
//! - [`text`]: what becomes of pasted text
//! - [`limits`]: how much at once; [`sessions`]: who has shown a key; [`openings`]: what a key opens
//! - [`office`]: the one way in for whatever is done with a report
//! - [`upkeep`]: what it does by itself while it runs
//! - [`api`]: GeoReport and its extensions; [`http`]: what all answers have in common
//! - [`app`]: from a request to its answer; [`serve`]: from a socket to a request
//! - [`commands`]: what a person can do at the command line; [`demo`]: a city to try out

pub mod api;
pub mod app;
pub mod app_state;
pub mod city;
pub mod clock;
pub mod commands;
pub mod data_folder;
pub mod demo;
pub mod erasures;
pub mod figures;
mod file_identity;
pub mod http;
pub mod limits;
mod matching;
pub mod metrics;
mod named_file;
pub mod office;
mod openings;
pub mod pages;
pub mod pepper;
pub mod photo;
pub mod random;
mod secret_file;
pub mod serve;
mod served;
mod serving;
pub mod sessions;
pub mod store;
pub mod text;
pub mod upkeep;

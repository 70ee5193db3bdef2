//! What a city configures, read with errors that name the field (DESIGN §8). Who reads it: the app when it
//! starts, the server when it starts, the build when it renders the page.

mod address;
mod city;
mod desk;
mod error;
pub(crate) mod fields;
mod holidays;
mod lists;
mod portal;
pub(crate) mod read;

pub use address::absolute;
pub use city::{Clock, District, Emergency, Tiles};
pub use desk::{Desk, DeskKind};
pub use error::ConfigError;
pub(crate) use fields::telephone;
pub use holidays::holidays;
pub(crate) use lists::each;
pub use portal::PortalConfig;

#[cfg(test)]
mod tests;

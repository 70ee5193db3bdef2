//! What every answer has in common, whatever it is about: errors, headers, limits, logs.
//!
//! - [`error`]: GeoReport's error list; [`shape`]: the same for what the framework refuses
//! - [`path`]: what is the API and what a page; [`headers`], [`cors`]: sent with every answer; [`foreign`]: whose pages may write,
//!   by their [`origin`]
//! - [`body`], [`params`], [`address`]: reading what comes in; what goes out: [`coding`],
//!   [`encoded`], [`tagged`], [`shared`], [`portions`]
//! - [`watch`]: one log line per request, without anything personal; [`overload`]: what is counted there instead

pub mod address;
pub mod body;
pub mod coding;
pub mod cors;
pub mod encoded;
pub mod error;
pub mod foreign;
pub mod headers;
pub mod origin;
pub mod overload;
pub mod params;
mod path;
pub mod portions;
pub mod shape;
pub mod shared;
pub mod tagged;
pub mod watch;

pub use address::ApiAddress;
pub use encoded::Encoded;
pub use error::{ApiError, Noted};
pub use params::Params;
pub use path::is_api;

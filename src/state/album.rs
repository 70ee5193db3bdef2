//! Photos on their way to become part of a draft or a message: what is shown while files are made small one after the other,
//! and what came of them.

mod intake;
mod shown;

pub use intake::{AtWork, Intake, add};
pub use shown::{Album, Photo, Photos};

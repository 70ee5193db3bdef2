//! Fills the page's static HTML (`index.html`): its words, numbers and file names come from the same files as
//! the app's. The build does it once, the server again at start, because a city may have changed its config.

mod manifest;
mod page;
mod policy;
mod template;

pub use manifest::manifest;
pub use page::{PageData, config_text, numbers, page};
pub use policy::{InlineHashes, PERMISSIONS, page_policy};
pub use template::{RenderError, Row, render};

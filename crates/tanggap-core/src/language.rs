//! How people write. What is typed comes in three languages at once, in chat spelling, with affixes, glued together and
//! with slips of the finger. A word is looked up under every form that its affixes leave ([`forms`]).

mod english;
mod forms;
mod indonesian;
mod sundanese;
mod tokens;

pub use forms::{Form, forms, forms_within};
pub use tokens::{Token, tokens};

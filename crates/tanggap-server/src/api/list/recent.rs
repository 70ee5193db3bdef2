//! Lists that were asked for lately: the next who asks for all the same gets the same bytes.

use super::query::Query;
use crate::http::{coding::Coding, shared::Shared};

/// By what was asked for.
pub type Lists = Shared<Asked>;

/// All that an answer depends on.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Asked {
    pub query: Query,
    /// The address that those in the answer begin with.
    pub api: String,
    pub coding: Option<Coding>,
}

//! Lists that were asked for lately: the next who asks for all the same gets the same bytes. The list that a desk shows
//! whoever asks for nothing special has room of its own in memory, so that special questions keep nobody from it.

use super::query::Query;
use crate::http::{
    coding::Coding,
    shared::{Shared, room::Bounds},
};

/// Of 64 MB for both. A list of 1,000 reports has some 1.2 MB, or 100 KB where it is compressed.
const COMMON: Bounds = Bounds { all: 24 << 20, of_address: 6 << 20, of_network: 12 << 20 };
const SPECIAL: Bounds = Bounds { all: 40 << 20, of_address: 8 << 20, of_network: 16 << 20 };

pub struct Lists {
    common: Shared<Asked>,
    special: Shared<Asked>,
}

impl Default for Lists {
    fn default() -> Self {
        Self { common: Shared::new(COMMON), special: Shared::new(SPECIAL) }
    }
}

impl Lists {
    /// The lists of the same kind as this one.
    pub fn beside(&self, query: &Query) -> &Shared<Asked> {
        if query.is_common() { &self.common } else { &self.special }
    }
}

/// All that an answer depends on.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Asked {
    pub query: Query,
    /// The address that those in the answer begin with.
    pub api: String,
    pub coding: Option<Coding>,
}

//! Who can be called: the same in the config and beside the words of a danger.

use super::{
    leaf,
    shape::{Field, Shape, needed, optional},
};

pub static LINE: [Field; 3] = [
    needed("number", &Shape::One(leaf::telephone)),
    needed("name", &Shape::Text),
    optional("source", &Shape::One(leaf::note)),
];

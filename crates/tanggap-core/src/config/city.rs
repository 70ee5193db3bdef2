//! What a config names beside its desks: the emergency line, the areas, the map, the legal clocks.

use crate::{localized::Localized, workdays::Allowance};

#[derive(Debug, Clone, PartialEq)]
pub struct Emergency {
    pub number: String,
    pub title: Localized,
    pub about: Localized,
    /// Other numbers, in the order shown.
    pub others: Vec<(String, Localized)>,
}

/// A kecamatan with its kelurahan: code and name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct District {
    pub name: String,
    pub parts: Vec<(String, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiles {
    /// With `{z}`, `{x}`, `{y}`.
    pub url: String,
    pub attribution: String,
}

/// A legal clock of the city.
#[derive(Debug, Clone, PartialEq)]
pub struct Clock {
    pub id: String,
    pub name: Localized,
    pub allowance: Allowance,
}

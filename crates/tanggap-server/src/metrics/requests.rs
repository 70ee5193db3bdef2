//! What is asked and answered: by route, method and status, and how long it takes.

use super::by_word::{ByWord, by_word, count};
use crate::http::Noted;
use axum::{
    extract::MatchedPath,
    http::{Method, StatusCode},
};
use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family, histogram::Histogram},
};
use std::{collections::HashMap, time::Duration};

/// In seconds: what a look-up takes, a write, a picture, and what is too long.
const DURATIONS: [f64; 7] = [0.001, 0.005, 0.02, 0.05, 0.2, 1.0, 5.0];

/// Kinds of failures and refusals that are there at nothing from the start.
const FAILURES: [&str; 11] = [
    "busy",
    "full",
    "read_only",
    "disk",
    "unusable",
    "writer_gone",
    "moved",
    "broken",
    "internal",
    "random",
    "panic",
];
const REFUSED_PHOTOS: [&str; 8] = ["kind", "pixels", "scans", "photo", "hash", "busy", "room", "crowded"];

pub struct Requests {
    /// By the paths that the router matches.
    templates: HashMap<String, &'static str>,
    pub answered: Family<Answered, Counter>,
    pub durations: Family<Route, Histogram, fn() -> Histogram>,
    /// Requests that failed for a reason of ours.
    pub failures: ByWord,
    pub refused_photos: ByWord,
}

/// Which request it is, in words of this code only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    pub route: &'static str,
    pub method: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Answered {
    route: &'static str,
    method: &'static str,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Route {
    route: &'static str,
}

impl Asked {
    /// Something that is asked for outside the path that the portal lives under.
    pub fn outside(asked: &Method) -> Self {
        Self { route: "outside", method: method(asked) }
    }
}

impl Requests {
    /// `templates` are the routes' names in the API's description, each with the path that the router matches.
    pub fn new(templates: impl IntoIterator<Item = (String, &'static str)>) -> Self {
        Self {
            templates: templates.into_iter().collect(),
            answered: Family::default(),
            durations: Family::new_with_constructor(|| Histogram::new(DURATIONS)),
            failures: by_word(&FAILURES),
            refused_photos: by_word(&REFUSED_PHOTOS),
        }
    }

    /// Pages and files have no route of their own: they share one name.
    pub fn asked(&self, matched: Option<&MatchedPath>, asked: &Method) -> Asked {
        let template = |matched: &MatchedPath| self.templates.get(matched.as_str()).copied();
        let route = matched.map_or("page", |matched| template(matched).unwrap_or("other"));
        Asked { route, method: method(asked) }
    }

    pub fn count(&self, asked: Asked, status: StatusCode, took: Duration, noted: Option<&Noted>) {
        let Asked { route, method } = asked;
        self.answered.get_or_create(&Answered { route, method, status: status.as_u16() }).inc();
        self.durations.get_or_create(&Route { route }).observe(took.as_secs_f64());
        match noted {
            Some(Noted::Failed(kind)) => count(&self.failures, kind),
            Some(Noted::PhotoRefused(why)) => count(&self.refused_photos, why),
            None => {}
        }
    }
}

/// A method is any word that a client likes to send: only those that mean something are repeated.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        Method::PUT => "PUT",
        Method::POST => "POST",
        Method::DELETE => "DELETE",
        Method::PATCH => "PATCH",
        _ => "other",
    }
}

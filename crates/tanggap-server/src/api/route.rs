//! One route of the API.

use crate::app_state::AppState;
use axum::routing::MethodRouter;
use std::sync::Arc;

/// A route under its name in the API description; a test holds the two against each other.
pub struct Route {
    pub template: &'static str,
    pub methods: &'static [&'static str],
    pub handler: fn() -> MethodRouter<Arc<AppState>>,
}

impl Route {
    /// As the router knows it, which has whole segments only: `{ticket}.json` is read as one and its ending taken off
    /// later.
    pub fn path(&self) -> String {
        self.template.replace("}.json", "}").replace("}.jpg", "}")
    }
}

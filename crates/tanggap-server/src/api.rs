//! The API's routes: Open311 GeoReport v2, and Tanggap's extensions of it (docs/api).

mod at;
mod check;
mod desk;
mod discovery;
mod fields;
mod form_post;
mod health;
mod key;
mod list;
mod media;
mod messages;
mod photo;
mod present;
mod private;
mod receive;
mod reports;
mod requests;
mod routes;
mod services;
mod stats;
mod stored;
mod tickets;
mod tokens;
mod track;

pub use key::{Opened, open as open_with_key};
pub use list::Lists;
pub use routes::ROUTES;
pub use stored::words as message_text;

use crate::portal::Portal;
use axum::{Router, routing::MethodRouter};
use std::sync::Arc;

/// A route under its name in the API description; a test holds the two against each other.
pub struct Route {
    pub template: &'static str,
    pub methods: &'static [&'static str],
    handler: fn() -> MethodRouter<Arc<Portal>>,
}

impl Route {
    /// As the router knows it, which has whole segments only: `{ticket}.json` is read as one and its ending taken off
    /// later.
    pub fn path(&self) -> String {
        self.template.replace("}.json", "}").replace("}.jpg", "}")
    }
}

pub fn router() -> Router<Arc<Portal>> {
    let add = |router: Router<Arc<Portal>>, route: &Route| router.route(&route.path(), (route.handler)());
    ROUTES.iter().fold(Router::new(), add)
}

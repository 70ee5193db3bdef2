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
mod route;
mod routes;
mod services;
mod stats;
mod stored;
mod tickets;
mod timeline;
mod tokens;
mod track;

pub use key::{Opened, open as open_with_key};
pub use list::Lists;
pub use route::Route;
pub use routes::ROUTES;
pub use stored::words as message_text;

use crate::app_state::AppState;
use axum::Router;
use std::sync::Arc;

/// Every route's name in the API description, with the path that the router matches.
pub fn templates() -> impl Iterator<Item = (String, &'static str)> {
    ROUTES.iter().map(|route| (route.path(), route.template))
}

pub fn router() -> Router<Arc<AppState>> {
    let add = |router: Router<Arc<AppState>>, route: &Route| router.route(&route.path(), (route.handler)());
    ROUTES.iter().fold(Router::new(), add)
}

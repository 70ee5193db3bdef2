//! The API's routes: Open311 GeoReport v2, and Tanggap's extensions of it (docs/api).

mod check;
mod desk;
mod discovery;
mod fields;
mod form_post;
mod health;
mod list;
mod media;
mod photo;
mod present;
mod receive;
mod reports;
mod requests;
mod services;
mod tokens;

pub use receive::{Incoming, receive};

use crate::portal::Portal;
use axum::{
    Router,
    routing::{MethodRouter, get, put},
};
use std::sync::Arc;

/// A route under its name in the API description; a test holds the two against each other.
pub struct Route {
    pub template: &'static str,
    pub methods: &'static [&'static str],
    handler: fn() -> MethodRouter<Arc<Portal>>,
}

pub const ROUTES: &[Route] = &[
    Route { template: "/healthz", methods: &["get"], handler: || get(health::health) },
    Route {
        template: "/api/{desk}/discovery.json",
        methods: &["get"],
        handler: || get(discovery::discovery),
    },
    Route { template: "/api/{desk}/services.json", methods: &["get"], handler: || get(services::list) },
    Route {
        template: "/api/{desk}/services/{service_code}.json",
        methods: &["get"],
        handler: || get(services::definition),
    },
    Route {
        template: "/api/{desk}/reports/{uid}",
        methods: &["get", "put"],
        handler: || put(reports::put).get(reports::get),
    },
    Route {
        template: "/api/{desk}/reports/{uid}/media/{slot}",
        methods: &["get", "put"],
        handler: || put(media::put).get(media::get),
    },
    Route { template: "/api/{desk}/media/{photo}.jpg", methods: &["get"], handler: || get(photo::photo) },
    Route {
        template: "/api/{desk}/requests.json",
        methods: &["get", "post"],
        handler: || get(list::published).post(form_post::post),
    },
    Route {
        template: "/api/{desk}/requests/{ticket}.json",
        methods: &["get"],
        handler: || get(requests::of_desk),
    },
    Route {
        template: "/api/{desk}/requests/{ticket}/updates.json",
        methods: &["get"],
        handler: || get(requests::updates_of_desk),
    },
    Route { template: "/api/{desk}/tokens/{token}.json", methods: &["get"], handler: || get(tokens::token) },
    Route {
        template: "/api/requests/{ticket}.json",
        methods: &["get"],
        handler: || get(requests::of_any_desk),
    },
    Route {
        template: "/api/requests/{ticket}/updates.json",
        methods: &["get"],
        handler: || get(requests::updates_of_any_desk),
    },
];

pub fn router() -> Router<Arc<Portal>> {
    // The router knows whole segments only: `{ticket}.json` is read as one and its ending taken off later.
    let add = |router: Router<Arc<Portal>>, route: &Route| {
        let path = route.template.replace("}.json", "}").replace("}.jpg", "}");
        router.route(&path, (route.handler)())
    };
    ROUTES.iter().fold(Router::new(), add)
}

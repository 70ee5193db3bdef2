//! The routes, by their names in the API's description. Whatever hangs on a number alone is at each desk and above them:
//! a phone asks the desk that it remembers, and the portal where it remembers none.

use super::{
    discovery, form_post, health, list, media, messages, photo, reports, requests, route::Route, services,
    stats, tickets, tokens, track,
};
use axum::routing::{get, post, put};

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
    Route { template: "/api/{desk}/tokens/{token}.json", methods: &["get"], handler: || get(tokens::token) },
    Route {
        template: "/api/{desk}/requests/{ticket}.json",
        methods: &["get"],
        handler: || get(requests::get),
    },
    Route {
        template: "/api/{desk}/requests/{ticket}/updates.json",
        methods: &["get"],
        handler: || get(requests::updates),
    },
    Route { template: "/api/{desk}/stats.json", methods: &["get"], handler: || get(stats::get) },
    Route { template: "/api/{desk}/track", methods: &["post"], handler: || post(track::post) },
    Route { template: "/api/{desk}/tickets/{ticket}.json", methods: &["get"], handler: || get(tickets::get) },
    Route {
        template: "/api/{desk}/tickets/{ticket}/photos/{photo}.jpg",
        methods: &["get"],
        handler: || get(tickets::photo),
    },
    Route {
        template: "/api/{desk}/tickets/{ticket}/messages/{uid}",
        methods: &["get", "put"],
        handler: || put(messages::put).get(messages::get),
    },
    Route {
        template: "/api/{desk}/tickets/{ticket}/messages/{uid}/media/{slot}",
        methods: &["get", "put"],
        handler: || put(media::put).get(media::get),
    },
    Route { template: "/api/requests/{ticket}.json", methods: &["get"], handler: || get(requests::get) },
    Route {
        template: "/api/requests/{ticket}/updates.json",
        methods: &["get"],
        handler: || get(requests::updates),
    },
    Route { template: "/api/stats.json", methods: &["get"], handler: || get(stats::get) },
    Route { template: "/api/track", methods: &["post"], handler: || post(track::post) },
    Route { template: "/api/tickets/{ticket}.json", methods: &["get"], handler: || get(tickets::get) },
    Route {
        template: "/api/tickets/{ticket}/photos/{photo}.jpg",
        methods: &["get"],
        handler: || get(tickets::photo),
    },
    Route {
        template: "/api/tickets/{ticket}/messages/{uid}",
        methods: &["get", "put"],
        handler: || put(messages::put).get(messages::get),
    },
    Route {
        template: "/api/tickets/{ticket}/messages/{uid}/media/{slot}",
        methods: &["get", "put"],
        handler: || put(media::put).get(media::get),
    },
];

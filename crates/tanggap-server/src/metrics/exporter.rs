//! Hands the figures out: `GET /metrics` in Prometheus' text format 0.0.4, at an address of this machine's own. What is
//! counted all the time is read as it stands; what is a state (room on the disk, what waits) is looked at when asked.

use super::{names, states::States};
use crate::{
    app_state::AppState,
    serve::{Answers, places::Places},
};
use axum::{
    extract::Request,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use prometheus_client::{
    encoding::prometheus_text::{CONTENT_TYPE, encode},
    registry::Registry,
};
use std::{
    fmt,
    net::IpAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

#[derive(Clone)]
pub struct Exporter(Arc<Exported>);

struct Exported {
    registry: Registry,
    portal: Arc<AppState>,
    places: Arc<Places>,
    data: PathBuf,
    states: States,
}

impl Exporter {
    pub fn new(portal: Arc<AppState>, places: Arc<Places>, data: &Path) -> Self {
        let (states, mut registry) = (States::default(), Registry::default());
        names::register(&mut registry, &portal, &places, &states);
        Self(Arc::new(Exported { registry, portal, places, data: data.to_owned(), states }))
    }

    /// Everything, at this moment.
    pub async fn text(&self) -> Result<String, fmt::Error> {
        let Exported { registry, portal, places, data, states } = &*self.0;
        states.look(portal, places, data).await;
        let mut text = String::new();
        encode(&mut text, registry)?;
        Ok(text)
    }
}

impl Answers for Exporter {
    async fn answer(&self, request: Request, _: IpAddr, _: bool) -> Response {
        if request.uri().path() != "/metrics" {
            return StatusCode::NOT_FOUND.into_response();
        }
        let headers = [
            (header::CONTENT_TYPE, CONTENT_TYPE),
            (header::CACHE_CONTROL, "no-store"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ];
        match self.text().await {
            Ok(text) => (headers, text).into_response(),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }
}

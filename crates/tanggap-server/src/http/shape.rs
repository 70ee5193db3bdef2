//! Gives GeoReport's error shape to what the framework itself refuses (unknown path, method, panic, timeout),
//! so that a client of the API meets one shape only.

use super::{ApiError, is_api};
use axum::{
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

pub async fn layer(request: Request, next: Next) -> Response {
    let api = is_api(request.uri().path());
    let response = next.run(request).await;
    if !api || response.status().as_u16() < 400 || is_json(&response) {
        return response;
    }
    let description = describe(response.status());
    let mut shaped = ApiError::new(response.status(), description).into_response();
    if let Some(allow) = response.headers().get(header::ALLOW) {
        shaped.headers_mut().insert(header::ALLOW, allow.clone());
    }
    shaped.extensions_mut().extend(response.extensions().clone());
    shaped
}

fn is_json(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/json"))
}

fn describe(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "There is nothing at this address.",
        StatusCode::METHOD_NOT_ALLOWED => "This address does not take this method.",
        StatusCode::REQUEST_TIMEOUT => "The request took too long to arrive.",
        status if status.is_server_error() => "The server failed. Please try again later.",
        _ => "The request cannot be understood.",
    }
}

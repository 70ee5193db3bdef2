//! Errors as GeoReport has them: a list of `{code, description}`, with the field as an extension.
//! What went wrong inside is for the log: it travels beside the answer, never in it.

use crate::{limits::Wait, random, store::StoreError};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");
/// How long a busy server asks to wait, in seconds.
const RETRY_AFTER_S: u32 = 5;
/// The same where somebody has to restart it.
const GONE_S: u32 = 60;

/// Why a request failed; put into the answer's extensions for the log.
#[derive(Clone)]
pub struct Cause(pub String);

/// What an answer is counted as, beside its status; put into its extensions for the metrics. The words are this code's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted {
    /// Something of ours failed, of this kind.
    Failed(&'static str),
    /// A photo was refused for this reason.
    PhotoRefused(&'static str),
}

pub struct ApiError {
    status: StatusCode,
    entries: Vec<Entry>,
    retry_after_s: Option<u32>,
    cause: Option<String>,
    noted: Option<Noted>,
}

struct Entry {
    /// Meant to be seen by the user.
    description: String,
    field: Option<String>,
    rule: Option<&'static str>,
}

impl ApiError {
    pub fn new(status: StatusCode, description: impl Into<String>) -> Self {
        let entry = Entry { description: description.into(), field: None, rule: None };
        Self { status, entries: vec![entry], retry_after_s: None, cause: None, noted: None }
    }

    pub fn not_found(description: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, description)
    }

    /// A request that cannot be understood at all.
    pub fn bad_request(description: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, description)
    }

    /// One field is wrong.
    pub fn field(field: impl Into<String>, rule: &'static str, description: impl Into<String>) -> Self {
        let mut error = Self::new(StatusCode::BAD_REQUEST, description);
        error.set_field(field, rule);
        error
    }

    /// Several fields are wrong; never empty.
    pub fn fields(all: impl IntoIterator<Item = (String, &'static str, String)>) -> Self {
        let entry = |(field, rule, description)| Entry { description, field: Some(field), rule: Some(rule) };
        let entries = all.into_iter().map(entry).collect();
        Self { status: StatusCode::BAD_REQUEST, entries, retry_after_s: None, cause: None, noted: None }
    }

    /// The same error, with the field that it is about.
    pub fn about(mut self, field: impl Into<String>, rule: &'static str) -> Self {
        self.set_field(field, rule);
        self
    }

    fn set_field(&mut self, field: impl Into<String>, rule: &'static str) {
        if let Some(entry) = self.entries.first_mut() {
            (entry.field, entry.rule) = (Some(field.into()), Some(rule));
        }
    }

    /// Nothing the client can do but tell us. The cause is logged.
    pub fn internal(cause: impl Into<String>) -> Self {
        let told = Self::new(StatusCode::INTERNAL_SERVER_ERROR, "The server failed. Please try again later.");
        Self { cause: Some(cause.into()), noted: Some(Noted::Failed("internal")), ..told }
    }

    /// The same error, counted as this.
    pub fn noted(self, noted: Noted) -> Self {
        Self { noted: Some(noted), ..self }
    }

    /// The same error, to be asked again after so many seconds.
    pub fn after(self, seconds: u32) -> Self {
        Self { retry_after_s: Some(seconds), ..self }
    }

    fn json(&self) -> Value {
        let entry = |entry: &Entry| {
            let mut value = json!({"code": self.status.as_u16(), "description": entry.description});
            if entry.field.is_some() || entry.rule.is_some() {
                value["extensions"] = json!({"tanggap": {"field": entry.field, "rule": entry.rule}});
            }
            value
        };
        self.entries.iter().map(entry).collect()
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let told: Vec<_> = self.entries.iter().map(|entry| entry.description.as_str()).collect();
        write!(f, "{} {}", told.join("; "), self.cause.as_deref().unwrap_or_default())
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        let told = match &error {
            StoreError::Busy => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "Too many requests at this moment. Please try again in a few seconds.",
            ),
            StoreError::Full(_) => Self::new(
                StatusCode::INSUFFICIENT_STORAGE,
                "The server has no room at this moment. Nothing was kept. Please try again later.",
            ),
            StoreError::WriterGone | StoreError::Moved(_) => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "The server can keep nothing at this moment. Please try again later.",
            )
            .after(GONE_S),
            StoreError::ReadOnly(_)
            | StoreError::Disk(_)
            | StoreError::Unusable(_)
            | StoreError::Broken(_) => Self::internal(""),
        };
        let noted = Some(Noted::Failed(error.kind()));
        Self { cause: Some(error.to_string()), noted, ..told }
    }
}

impl From<Wait> for ApiError {
    fn from(Wait { seconds, limit }: Wait) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, limit.words()).after(seconds)
    }
}

impl From<random::Error> for ApiError {
    fn from(error: random::Error) -> Self {
        Self::internal(format!("no random numbers: {error}")).noted(Noted::Failed("random"))
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let body = self.json().to_string();
        let mut response = (self.status, [(header::CONTENT_TYPE, JSON)], body).into_response();
        let asks_to_wait =
            matches!(self.status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::INSUFFICIENT_STORAGE);
        if let Some(seconds) = self.retry_after_s.or(asks_to_wait.then_some(RETRY_AFTER_S)) {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        if let Some(cause) = self.cause {
            response.extensions_mut().insert(Cause(cause));
        }
        if let Some(noted) = self.noted {
            response.extensions_mut().insert(noted);
        }
        response
    }
}

/// A JSON answer.
pub fn json_response(status: StatusCode, value: &Value) -> Response {
    json_text(status, value.to_string())
}

/// The same where the text is there already.
pub fn json_text(status: StatusCode, text: String) -> Response {
    (status, [(header::CONTENT_TYPE, JSON)], text).into_response()
}

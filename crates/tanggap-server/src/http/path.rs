//! Whose a path is.

/// Whether a path belongs to the API; everything else is pages and their files.
pub fn is_api(path: &str) -> bool {
    path == "/healthz" || path == "/api" || path.starts_with("/api/")
}

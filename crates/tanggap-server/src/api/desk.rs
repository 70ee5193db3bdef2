//! Reading the parts of a path: the desk, and names that end in `.json`.

use crate::{
    app_state::AppState,
    city::{CityService, Desk},
    http::ApiError,
};
use tanggap_core::ticket::Ticket;

pub fn desk<'a>(portal: &'a AppState, id: &str) -> Result<&'a Desk, ApiError> {
    portal.city.desk(id).ok_or_else(unknown_desk)
}

pub fn unknown_desk() -> ApiError {
    ApiError::not_found("There is no such desk here.").about("desk", "unknown")
}

pub fn unknown_service() -> ApiError {
    ApiError::not_found("This desk has no such service.").about("service_code", "unknown")
}

pub fn service<'a>(portal: &'a AppState, desk_id: &str, code: &str) -> Result<&'a CityService, ApiError> {
    desk(portal, desk_id)?.service(code).ok_or_else(unknown_service)
}

/// What stands before `.json`: the only format here.
pub fn json_name(file: &str) -> Result<&str, ApiError> {
    file.strip_suffix(".json").ok_or_else(|| ApiError::not_found("Only the format .json is spoken here."))
}

/// A ticket from a path. What cannot be one is as unknown as one that nobody has.
pub fn ticket(text: &str) -> Result<String, ApiError> {
    match Ticket::parse(text) {
        Ok(ticket) if ticket.digits() == text => Ok(text.to_owned()),
        _ => Err(unknown_ticket()),
    }
}

pub fn unknown_ticket() -> ApiError {
    ApiError::not_found("No report has this number.").about("service_request_id", "unknown")
}

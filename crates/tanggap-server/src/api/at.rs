//! Addresses that stand below any desk and below each: `/api/…` and `/api/{desk}/…` lead to the same handlers.

use super::desk;
use crate::{app_state::AppState, http::ApiError, store::Parent};
use serde::Deserialize;

/// The parts of an address, by their names in the route; which there are the route decides.
#[derive(Deserialize)]
pub struct At {
    pub desk: Option<String>,
    /// As in the address: perhaps with `.json` behind it.
    pub ticket: Option<String>,
    pub uid: Option<String>,
    pub slot: Option<String>,
    pub photo: Option<String>,
}

impl At {
    /// The desk, if one is named; it has to be there.
    pub fn desk(&self, portal: &AppState) -> Result<Option<&str>, ApiError> {
        if let Some(id) = &self.desk {
            desk::desk(portal, id)?;
        }
        Ok(self.desk.as_deref())
    }

    pub fn ticket(&self) -> &str {
        self.ticket.as_deref().unwrap_or_default()
    }

    pub fn uid(&self) -> &str {
        self.uid.as_deref().unwrap_or_default()
    }

    pub fn slot(&self) -> &str {
        self.slot.as_deref().unwrap_or_default()
    }

    /// What a photo at this address hangs on: under a number it is a message.
    pub fn parent(&self) -> Parent {
        if self.ticket.is_some() { Parent::Message } else { Parent::Report }
    }

    /// What answers from here begin their addresses with.
    pub fn base(&self, api: &str) -> String {
        self.desk.as_ref().map_or_else(|| api.to_owned(), |desk| format!("{api}/{desk}"))
    }
}

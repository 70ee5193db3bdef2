//! The services that are known, and the desks that have not named theirs.

use tanggap_core::service::Service;

#[derive(Clone, Default)]
pub struct Catalogue {
    pub services: Vec<Service>,
    /// Ids of desks that gave no usable answer.
    pub silent: Vec<String>,
    /// Whether every desk has answered or failed.
    pub loaded: bool,
}

impl Catalogue {
    pub fn service(&self, desk: &str, code: &str) -> Option<&Service> {
        self.services.iter().find(|service| service.desk == desk && service.code == code)
    }
}

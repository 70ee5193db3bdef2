//! What a test knows of a report by itself.

use serde_json::Value;
use tanggap_core::service::ServiceKind;

/// What is true of a report, whatever the server says.
pub struct Known {
    pub ticket: String,
    /// As its device has it; `None`: it came by the form.
    pub body: Option<Value>,
    pub desk: &'static str,
    pub kind: Option<ServiceKind>,
    /// Whether it may be public at all, as its service said when it arrived.
    pub publishable: bool,
    pub was_conduct: bool,
    pub canary: String,
    /// Those that tell of the same have the same.
    pub matter: usize,
    pub erased: bool,
    pub withdrawn: bool,
}

impl Known {
    pub fn is_guarded(&self) -> bool {
        self.kind.is_none() || self.kind == Some(ServiceKind::PoliceConduct)
    }

    pub fn may_be_public(&self) -> bool {
        !self.is_guarded() && !self.was_conduct && self.publishable && !self.withdrawn
    }

    pub fn becomes(&mut self, kind: ServiceKind, asked: bool) {
        self.publishable |= self.kind.is_none() && asked;
        self.was_conduct |= kind == ServiceKind::PoliceConduct;
        self.publishable &= !self.was_conduct;
        self.kind = Some(kind);
    }
}

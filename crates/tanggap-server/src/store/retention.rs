//! What is over, as the schedules look at it.

use tanggap_core::service::ServiceKind;

/// A closed report.
#[derive(Debug, Clone)]
pub struct Closed {
    pub uid: String,
    pub ticket: String,
    /// The desk and the service that received it.
    pub first_desk: String,
    pub service_code: String,
    /// The desk that has it.
    pub desk: String,
    /// What it is now.
    pub kind: Option<ServiceKind>,
    /// In seconds since 1970, UTC.
    pub received_at: i64,
    /// When it was closed.
    pub changed_at: i64,
}

impl Closed {
    /// Clocks are corrected by less, in seconds.
    pub const SKEW_S: i64 = 3_600;

    /// Whether the clock by which it was closed cannot have been right.
    pub fn is_doubtful(&self, now: i64) -> bool {
        self.changed_at < self.received_at || self.changed_at > now + Self::SKEW_S
    }
}

/// By when a report has to have ended for its time to be over, in seconds since 1970; `None` for what has no schedule.
pub type EndedBy = Box<dyn Fn(&Closed) -> Option<i64> + Send>;

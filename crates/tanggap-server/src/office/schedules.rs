//! By which schedule a closed report is kept: that of what it is now. A report keeps the code of the service that received it,
//! also when it turned out to be about police conduct; from then on it goes by the services of that kind, and never by the
//! shorter time of the one that took it for something else.

use crate::{city::City, store::Closed};
use std::collections::BTreeMap;
use tanggap_core::service::ServiceKind;

const CONDUCT: Option<ServiceKind> = Some(ServiceKind::PoliceConduct);

/// What the city's services state, by desk and code.
#[derive(Clone)]
pub struct Schedules(BTreeMap<(String, String), Stated>);

#[derive(Clone)]
struct Stated {
    kind: Option<ServiceKind>,
    days: Option<u32>,
}

impl Schedules {
    pub fn of(city: &City) -> Self {
        let stated = |(desk, service): (&str, &crate::city::CityService)| {
            let stated = Stated { kind: service.kind, days: service.retention_days };
            ((desk.to_owned(), service.code.clone()), stated)
        };
        Self(city.services().map(stated).collect())
    }

    /// For how many days it is kept; `None`: for ever.
    pub fn days(&self, report: &Closed) -> Option<u32> {
        if self.became_conduct(report) {
            self.of_conduct(&report.desk)
        } else {
            self.of_service(report)?.days
        }
    }

    /// Whether no schedule is known for what it is, though there is one for what it was taken for.
    pub fn lacks_one(&self, report: &Closed) -> bool {
        let is_kept = self.days(report).is_none();
        is_kept && self.of_service(report).is_some_and(|service| service.days.is_some())
    }

    fn became_conduct(&self, report: &Closed) -> bool {
        report.kind == CONDUCT && self.of_service(report).is_none_or(|service| service.kind != CONDUCT)
    }

    fn of_service(&self, report: &Closed) -> Option<&Stated> {
        self.0.get(&(report.first_desk.clone(), report.service_code.clone()))
    }

    /// Nobody has said which of these services it would have been, so the longest time holds: of those at its desk, or
    /// where that has none, of all.
    fn of_conduct(&self, desk: &str) -> Option<u32> {
        let conduct = || self.0.iter().filter(|(_, service)| service.kind == CONDUCT);
        let at_desk: Vec<_> =
            conduct().filter(|((at, _), _)| at == desk).map(|(_, service)| service.days).collect();
        let days =
            if at_desk.is_empty() { conduct().map(|(_, service)| service.days).collect() } else { at_desk };
        let all: Option<Vec<u32>> = days.into_iter().collect();
        all?.into_iter().max()
    }
}

//! A correction leads no report to where it must not be.

use crate::{
    config::{Desk, DeskKind},
    office::{Act, Actor, Standing, guarded_home, may},
    service::ServiceKind,
};

const KINDS: [Option<ServiceKind>; 4] =
    [None, Some(ServiceKind::Complaint), Some(ServiceKind::PoliceService), Some(ServiceKind::PoliceConduct)];
const IDS: [&str; 3] = ["aspirasi", "polresta", "pengawasan"];

fn desks() -> Vec<Desk> {
    let kinds = [DeskKind::City, DeskKind::Police, DeskKind::Oversight];
    let desk = |(id, kind): (&str, DeskKind)| Desk {
        id: id.into(),
        name: Default::default(),
        kind,
        api: String::new(),
        takes_reports: None,
    };
    IDS.into_iter().zip(kinds).map(desk).collect()
}

#[test]
fn a_corrected_report_stands_where_it_may_whatever_it_was_and_is() {
    let desks = desks();
    let mut checked = 0;
    for (first, now) in IDS.iter().flat_map(|first| IDS.map(|now| (*first, now))) {
        for (before, after) in KINDS.iter().flat_map(|before| KINDS.map(|after| (*before, after))) {
            let mut report = Standing::new(first, "x", before, true);
            report.desk = now.into();
            let arrives = may(&Act::Receive, Actor::Public, &Standing::new(first, "y", after, true), &desks);
            if guarded_home(&report, &desks).is_some() || arrives.is_err() {
                // It doesn't stand well as it is, or the correction is not taken at this desk.
                continue;
            }
            checked += 1;
            let corrected = report.corrected("y", after, true);
            assert_eq!(guarded_home(&corrected, &desks), None, "{report:?} {corrected:?}");
            assert_eq!(corrected.service_code, "y");
            if report.is_conduct() {
                assert!(corrected.is_conduct() && !corrected.publishable && corrected.desk == now);
            } else {
                assert_eq!(corrected, Standing::new(first, "y", after, true));
                // What oversight has reclassified out of conduct.
                report.was_conduct = true;
                let corrected = report.corrected("y", after, true);
                assert!(corrected.was_conduct && !corrected.publishable && !corrected.may_be_publishable);
            }
        }
    }
    assert!(checked > 50, "{checked}");
}

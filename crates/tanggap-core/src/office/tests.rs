//! Every act × actor × standing × kind × desk kind, held against what must never be; and in [`table`] what is allowed.

mod table;

use super::*;
use crate::{
    config::{Desk, DeskKind},
    message::MessageKind,
    service::ServiceKind,
    status::Status,
};

const KINDS: [Option<ServiceKind>; 7] = [
    None,
    Some(ServiceKind::Complaint),
    Some(ServiceKind::Aspiration),
    Some(ServiceKind::Information),
    Some(ServiceKind::PoliceService),
    Some(ServiceKind::PoliceConduct),
    Some(ServiceKind::Emergency),
];
const CITY: &str = "aspirasi";
const OTHER_CITY: &str = "dinas";
const POLICE: &str = "polresta";
const OVERSIGHT: &str = "pengawasan";
const NOWHERE: &str = "atlantis";
const IDS: [&str; 5] = [CITY, OTHER_CITY, POLICE, OVERSIGHT, NOWHERE];

fn desks(with_oversight: bool) -> Vec<Desk> {
    let desk = |id: &str, kind| Desk {
        id: id.into(),
        name: Default::default(),
        kind,
        api: String::new(),
        takes_reports: None,
    };
    let mut desks = vec![
        desk(CITY, DeskKind::City),
        desk(OTHER_CITY, DeskKind::City),
        desk(POLICE, DeskKind::Police),
        desk(OVERSIGHT, DeskKind::Oversight),
    ];
    desks.truncate(if with_oversight { 4 } else { 3 });
    desks
}

#[test]
fn what_is_merged_is_held_to_the_strictest_and_only_what_was_decided_leaves() {
    let of = |kind, desk: &str| Standing { is_published: true, ..Standing::new(desk, "x", kind, true) };
    let kinds = || KINDS.into_iter().flat_map(|kind| IDS.map(|desk| of(kind, desk)));
    let rank = |report: &Standing| (report.is_conduct(), report.is_guarded());
    for report in kinds() {
        for other in kinds() {
            let told = format!("{report:?} beside {other:?}");
            let after = report.beside(&other);
            assert_eq!(after.is_some(), rank(&other) > rank(&report), "{told}");
            let Some(after) = after else { continue };
            assert_eq!((after.kind, &after.desk), (other.kind, &other.desk), "{told}");
            assert!(!after.publishable && !after.may_be_publishable && !after.is_published, "{told}");
            assert_eq!(after.was_conduct, other.is_conduct(), "{told}");
            assert_eq!(after.beside(&other), None, "{told}");
        }
        for kind in KINDS.into_iter().flatten() {
            let after = report.reclassified(kind, false);
            assert_eq!(after.leaves(&report), report.is_guarded() && !after.is_guarded(), "{kind:?}");
        }
    }
}

/// Every standing that differs in something that a rule looks at; also those that no act leads to.
fn standings() -> Vec<Standing> {
    let mut all = Vec::new();
    for kind in KINDS {
        for first in IDS {
            for now in IDS {
                for flags in 0..32u32 {
                    let flag = |place: u32| flags >> place & 1 == 1;
                    all.push(Standing {
                        first_desk: first.into(),
                        desk: now.into(),
                        referred_by: flag(0).then(|| POLICE.into()),
                        status: if flag(1) { Status::Withdrawn } else { Status::InProgress },
                        publishable: flag(2),
                        may_be_publishable: flag(2),
                        has_key: flag(3),
                        is_erased: flag(4),
                        ..Standing::new(first, "x", kind, false)
                    });
                }
            }
        }
    }
    all
}

fn acts(into: &Standing) -> Vec<Act<'_>> {
    let mut all = vec![
        Act::Receive,
        Act::See,
        Act::SeeConfidence { at: CITY },
        Act::SeeConfidence { at: OVERSIGHT },
        Act::SeeConfidence { at: POLICE },
        Act::Note { for_all: true },
        Act::Note { for_all: false },
        Act::Reply,
        Act::Ask,
        Act::Status(&Status::Answered),
        Act::Status(&Status::Withdrawn),
        Act::Status(&Status::Referred),
        Act::Tell(MessageKind::Message),
        Act::Tell(MessageKind::Withdraw),
        Act::Publish,
        Act::Unpublish,
        Act::Redact,
        Act::Merge { into },
        Act::HandBack,
        Act::Erase,
        Act::Expire { before: 1, kind: Some(ServiceKind::Complaint) },
        Act::Notify,
        Act::Export,
    ];
    all.extend(IDS.map(|to| Act::Refer { to }));
    for kind in KINDS.into_iter().flatten() {
        let publishable = kind != ServiceKind::Information;
        all.push(Act::Reclassify { kind, publishable, to_desk: None });
        all.extend(IDS.map(|to| Act::Reclassify { kind, publishable, to_desk: Some(to) }));
    }
    all
}

fn actors() -> Vec<Actor<'static>> {
    let mut all = vec![Actor::Public, Actor::Reporter, Actor::ItsDesk, Actor::Administrator, Actor::System];
    all.extend(IDS.map(Actor::Desk));
    all
}

#[test]
fn conduct_and_what_may_be_conduct_never_reach_the_public_or_the_police() {
    for with_oversight in [true, false] {
        let desks = desks(with_oversight);
        let kind_of = |id: &str| desks.iter().find(|desk| desk.id == id).map(|desk| desk.kind);
        for report in standings() {
            let mut others = vec![report.clone()];
            others.extend(KINDS.map(|kind| Standing { kind, is_erased: false, ..report.clone() }));
            for into in &others {
                for act in acts(into) {
                    for actor in actors() {
                        if may(&act, actor, &report, &desks).is_err() {
                            continue;
                        }
                        let told = format!("{act:?} by {actor:?} of {report:?}");
                        assert!(!report.is_erased || act == Act::Erase, "{told}");
                        let acting = actor.desk(&report);
                        let police_acts = acting.and_then(kind_of) == Some(DeskKind::Police);
                        let to = match act {
                            Act::Refer { to } => Some(to),
                            Act::HandBack => report.referred_by.as_deref(),
                            Act::Reclassify { to_desk, .. } => Some(to_desk.unwrap_or(&report.desk)),
                            Act::Receive => Some(report.desk.as_str()),
                            _ => None,
                        };
                        let kind = match act {
                            Act::Reclassify { kind, .. } => Some(kind),
                            _ => report.kind,
                        };
                        if report.is_guarded() {
                            assert!(!police_acts, "{told}");
                            assert!(
                                !matches!(act, Act::Publish | Act::Redact | Act::Note { for_all: true }),
                                "{told}"
                            );
                        }
                        if let Some(to) = to {
                            assert!(kind_of(to).is_some(), "{told}");
                            let guarded = kind.is_none() || kind == Some(ServiceKind::PoliceConduct);
                            assert!(!(guarded && kind_of(to) == Some(DeskKind::Police)), "{told}");
                            let conduct = kind == Some(ServiceKind::PoliceConduct);
                            assert!(!conduct || kind_of(to) == Some(DeskKind::Oversight), "{told}");
                        }
                        if let Act::Merge { into } = act {
                            assert_eq!(report.is_conduct(), into.is_conduct(), "{told}");
                            assert!(report.kind.is_some() && into.kind.is_some(), "{told}");
                        }
                        if matches!(act, Act::Reclassify { .. }) && report.is_conduct() {
                            assert_eq!(acting.and_then(kind_of), Some(DeskKind::Oversight), "{told}");
                        }
                        if let Act::Reclassify { kind, .. } = act
                            && report.is_guarded()
                            && kind != ServiceKind::PoliceConduct
                        {
                            assert_ne!(actor, Actor::ItsDesk, "who ends a confidence is named: {told}");
                        }
                        if let Act::SeeConfidence { at } = act {
                            let may_hear = match acting {
                                None => actor != Actor::Public && actor != Actor::System,
                                Some(desk) => match kind_of(desk) {
                                    Some(DeskKind::Oversight) => true,
                                    kind => kind != Some(DeskKind::Police) && desk == at,
                                },
                            };
                            assert!(may_hear, "{told}");
                        }
                        if let Act::Reclassify { kind, publishable, .. } = act {
                            let after = report.reclassified(kind, publishable);
                            let given = report.kind.is_none() && publishable;
                            assert!(!after.publishable || report.may_be_publishable || given, "{told}");
                        }
                        if actor == Actor::Administrator && kind_of(&report.desk).is_some() {
                            assert!(
                                !matches!(act, Act::Unpublish | Act::Redact | Act::Refer { .. }),
                                "{told}"
                            );
                        }
                        if act == Act::Publish {
                            assert_eq!(acting, Some(report.desk.as_str()), "{told}");
                            assert!(report.publishable && report.status != Status::Withdrawn, "{told}");
                        }
                    }
                }
            }
        }
    }
}

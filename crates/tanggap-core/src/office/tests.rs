//! Every act × actor × standing × kind × desk kind, held against what must never be; then the table of what is allowed.

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
        Act::Expire { before: 1 },
        Act::Notify,
        Act::Export,
    ];
    all.extend(IDS.map(|to| Act::Refer { to }));
    for kind in KINDS.into_iter().flatten() {
        all.push(Act::Reclassify { kind, to_desk: None });
        all.extend(IDS.map(|to| Act::Reclassify { kind, to_desk: Some(to) }));
    }
    all
}

fn actors() -> Vec<Actor<'static>> {
    let mut all = vec![Actor::Public, Actor::Reporter, Actor::Administrator, Actor::System];
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
                        let police_acts =
                            matches!(actor, Actor::Desk(desk) if kind_of(desk) == Some(DeskKind::Police));
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
                            let oversees = matches!(actor, Actor::Desk(desk) if kind_of(desk) == Some(DeskKind::Oversight));
                            assert!(oversees, "{told}");
                        }
                        if act == Act::Publish {
                            assert!(report.publishable && report.status != Status::Withdrawn, "{told}");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn each_act_is_allowed_to_those_whose_it_is() {
    let complaint = Standing::new(CITY, "street-light", Some(ServiceKind::Complaint), true);
    let conduct = Standing::new(OVERSIGHT, "officer-violence", Some(ServiceKind::PoliceConduct), true);
    let unknown = Standing::new(CITY, "new-code", None, true);
    let service = Standing::new(POLICE, "skck", Some(ServiceKind::PoliceService), false);
    let twin = complaint.clone();
    let referred = Standing { desk: POLICE.into(), referred_by: Some(CITY.into()), ..complaint.clone() };
    let withdrawn = Standing { status: Status::Withdrawn, ..complaint.clone() };
    let keyless = Standing { has_key: false, ..complaint.clone() };
    let closed = Standing { status: Status::Closed, changed_at: 7, ..complaint.clone() };
    let gone = Standing { is_erased: true, ..complaint.clone() };
    let to_conduct = |to_desk| Act::Reclassify { kind: ServiceKind::PoliceConduct, to_desk };
    let to_complaint = Act::Reclassify { kind: ServiceKind::Complaint, to_desk: None };
    let city = Actor::Desk(CITY);
    for (act, actor, report, expected) in [
        (Act::Receive, Actor::Public, &complaint, Ok(())),
        (Act::Receive, Actor::Public, &conduct, Ok(())),
        (Act::Receive, Actor::Public, &unknown, Ok(())),
        (Act::See, Actor::Public, &conduct, Ok(())),
        (Act::See, city, &complaint, Ok(())),
        (Act::See, Actor::Desk(OTHER_CITY), &complaint, Err(Refusal::NotYours)),
        (Act::See, Actor::Desk(POLICE), &conduct, Err(Refusal::Conduct)),
        (Act::See, Actor::Desk(OVERSIGHT), &unknown, Ok(())),
        (Act::See, city, &referred, Ok(())),
        (Act::Publish, city, &complaint, Ok(())),
        (Act::Publish, Actor::Desk(OVERSIGHT), &complaint, Err(Refusal::NotYours)),
        (Act::Publish, Actor::Administrator, &complaint, Err(Refusal::NotYours)),
        (Act::Publish, Actor::Desk(OVERSIGHT), &conduct, Err(Refusal::Conduct)),
        (Act::Publish, city, &unknown, Err(Refusal::Unclassified)),
        (Act::Publish, Actor::Desk(POLICE), &service, Err(Refusal::NotPublishable)),
        (Act::Publish, city, &withdrawn, Err(Refusal::Withdrawn)),
        (Act::Publish, city, &gone, Err(Refusal::Erased)),
        (Act::Unpublish, city, &complaint, Ok(())),
        (Act::Note { for_all: true }, city, &withdrawn, Ok(())),
        (Act::Note { for_all: false }, city, &keyless, Err(Refusal::NoKey)),
        (Act::Note { for_all: true }, Actor::Desk(OVERSIGHT), &conduct, Err(Refusal::ForReporterOnly)),
        (Act::Note { for_all: false }, city, &unknown, Ok(())),
        (Act::Reply, city, &keyless, Err(Refusal::NoKey)),
        (Act::Ask, city, &withdrawn, Err(Refusal::Withdrawn)),
        (Act::Status(&Status::Withdrawn), city, &complaint, Err(Refusal::NotAStatus)),
        (Act::Status(&Status::Closed), city, &unknown, Ok(())),
        (Act::Refer { to: POLICE }, city, &complaint, Ok(())),
        (Act::Refer { to: POLICE }, city, &unknown, Err(Refusal::Unclassified)),
        (Act::Refer { to: OTHER_CITY }, city, &unknown, Ok(())),
        (Act::Refer { to: CITY }, city, &complaint, Err(Refusal::SameDesk)),
        (Act::Refer { to: NOWHERE }, city, &complaint, Err(Refusal::UnknownDesk)),
        (Act::Refer { to: CITY }, Actor::Desk(OVERSIGHT), &conduct, Err(Refusal::Conduct)),
        (Act::HandBack, Actor::Desk(POLICE), &referred, Ok(())),
        (Act::HandBack, city, &complaint, Err(Refusal::NotReferred)),
        (to_conduct(Some(OVERSIGHT)), Actor::Desk(POLICE), &service, Ok(())),
        (to_conduct(None), city, &complaint, Err(Refusal::Conduct)),
        (to_complaint, Actor::Desk(OVERSIGHT), &conduct, Ok(())),
        (to_complaint, city, &unknown, Err(Refusal::Unclassified)),
        (to_complaint, Actor::Desk(OVERSIGHT), &unknown, Ok(())),
        (to_complaint, Actor::Administrator, &unknown, Err(Refusal::NotYours)),
        (Act::Merge { into: &twin }, city, &complaint, Ok(())),
        (Act::Merge { into: &unknown }, city, &complaint, Err(Refusal::Unclassified)),
        (Act::Merge { into: &conduct }, city, &complaint, Err(Refusal::Conduct)),
        (Act::Merge { into: &referred }, city, &complaint, Err(Refusal::NotYours)),
        (Act::Erase, Actor::Administrator, &gone, Ok(())),
        (Act::Erase, Actor::System, &conduct, Err(Refusal::NotYours)),
        (Act::Expire { before: 8 }, Actor::System, &closed, Ok(())),
        (Act::Expire { before: 7 }, Actor::System, &closed, Err(Refusal::NotOver)),
        (Act::Expire { before: 8 }, Actor::System, &complaint, Err(Refusal::NotOver)),
        (Act::Expire { before: 8 }, city, &closed, Err(Refusal::NotYours)),
        (Act::Erase, city, &complaint, Err(Refusal::NotYours)),
        (Act::Tell(MessageKind::Withdraw), Actor::Reporter, &complaint, Ok(())),
        (Act::Tell(MessageKind::Withdraw), Actor::Reporter, &withdrawn, Err(Refusal::NotNow)),
        (Act::Tell(MessageKind::Message), city, &complaint, Err(Refusal::NotYours)),
    ] {
        assert_eq!(may(&act, actor, report, &desks(true)), expected, "{act:?} by {actor:?} of {report:?}");
    }
    assert_eq!(may(&to_complaint, Actor::Administrator, &unknown, &desks(false)), Ok(()));
}

#[test]
fn what_stands_where_it_must_not_has_a_home() {
    let at = |first: &str, desk: &str, kind| Standing {
        desk: desk.into(),
        ..Standing::new(first, "x", kind, false)
    };
    let conduct = Some(ServiceKind::PoliceConduct);
    for (report, expected) in [
        (at(OVERSIGHT, POLICE, conduct), Some(OVERSIGHT)),
        (at(POLICE, POLICE, conduct), Some(OVERSIGHT)),
        (at(CITY, POLICE, None), Some(CITY)),
        (at(CITY, NOWHERE, None), Some(CITY)),
        (at(CITY, CITY, None), None),
        (at(OVERSIGHT, OVERSIGHT, conduct), None),
        (at(CITY, POLICE, Some(ServiceKind::Complaint)), None),
    ] {
        assert_eq!(guarded_home(&report, &desks(true)), expected, "{report:?}");
    }
    assert_eq!(guarded_home(&at(POLICE, POLICE, conduct), &desks(false)), None, "no desk may have it");
    assert_eq!(kind_at(DeskKind::Police, None), Some(ServiceKind::PoliceService));
    assert_eq!((kind_at(DeskKind::City, None), kind_at(DeskKind::Police, conduct)), (None, conduct));
}

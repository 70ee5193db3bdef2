//! What is allowed to whom, and where what stands wrong belongs.

use super::*;

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
    let kind = complaint.kind;
    let gone = Standing { is_erased: true, ..complaint.clone() };
    let to_conduct =
        |to_desk| Act::Reclassify { kind: ServiceKind::PoliceConduct, publishable: true, to_desk };
    let into_complaint =
        |publishable| Act::Reclassify { kind: ServiceKind::Complaint, publishable, to_desk: None };
    let to_complaint = into_complaint(false);
    let was_conduct = conduct.reclassified(ServiceKind::Complaint, true);
    let orphan = Standing { desk: NOWHERE.into(), ..complaint.clone() };
    let merged = Standing { is_merged: true, status: Status::Duplicate, ..complaint.clone() };
    let rejected = Standing { status: Status::Rejected, ..complaint.clone() };
    let answered = Standing { status: Status::Answered, ..complaint.clone() };
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
        (to_complaint, Actor::ItsDesk, &conduct, Err(Refusal::Unnamed)),
        (to_complaint, Actor::ItsDesk, &unknown, Err(Refusal::Unclassified)),
        (to_conduct(None), Actor::ItsDesk, &conduct, Ok(())),
        (to_conduct(Some(OVERSIGHT)), Actor::ItsDesk, &service, Ok(())),
        (Act::Publish, Actor::ItsDesk, &complaint, Ok(())),
        (Act::SeeConfidence { at: OVERSIGHT }, Actor::Desk(OVERSIGHT), &conduct, Ok(())),
        (Act::SeeConfidence { at: OVERSIGHT }, Actor::Reporter, &conduct, Ok(())),
        (Act::SeeConfidence { at: OVERSIGHT }, Actor::Desk(POLICE), &service, Err(Refusal::InConfidence)),
        (Act::SeeConfidence { at: POLICE }, Actor::ItsDesk, &service, Err(Refusal::InConfidence)),
        (Act::SeeConfidence { at: OVERSIGHT }, city, &complaint, Err(Refusal::InConfidence)),
        (Act::SeeConfidence { at: CITY }, city, &complaint, Ok(())),
        (Act::SeeConfidence { at: CITY }, Actor::Desk(OTHER_CITY), &complaint, Err(Refusal::NotYours)),
        (into_complaint(true), Actor::Desk(OVERSIGHT), &conduct, Err(Refusal::WasConduct)),
        (Act::Publish, Actor::Desk(OVERSIGHT), &was_conduct, Err(Refusal::WasConduct)),
        // Oversight has decided so.
        (Act::Refer { to: POLICE }, Actor::Desk(OVERSIGHT), &was_conduct, Ok(())),
        (into_complaint(true), city, &complaint, Ok(())),
        (into_complaint(true), Actor::Desk(POLICE), &service, Err(Refusal::NotPublishable)),
        (into_complaint(true), Actor::Desk(OVERSIGHT), &unknown, Ok(())),
        (Act::See, Actor::Administrator, &orphan, Ok(())),
        (Act::Unpublish, Actor::Administrator, &orphan, Ok(())),
        (Act::Redact, Actor::Administrator, &orphan, Ok(())),
        (Act::Refer { to: CITY }, Actor::Administrator, &orphan, Ok(())),
        (Act::Refer { to: NOWHERE }, Actor::Administrator, &orphan, Err(Refusal::UnknownDesk)),
        (Act::Publish, Actor::Administrator, &orphan, Err(Refusal::NotYours)),
        (Act::Unpublish, Actor::Administrator, &complaint, Err(Refusal::NotYours)),
        (Act::Refer { to: POLICE }, Actor::Administrator, &complaint, Err(Refusal::NotYours)),
        (to_complaint, city, &unknown, Err(Refusal::Unclassified)),
        (to_complaint, Actor::Desk(OVERSIGHT), &unknown, Ok(())),
        (to_complaint, Actor::Administrator, &unknown, Err(Refusal::NotYours)),
        (Act::Merge { into: &twin }, city, &complaint, Ok(())),
        (Act::Merge { into: &twin }, city, &merged, Err(Refusal::IsMerged)),
        (Act::Merge { into: &merged }, city, &complaint, Err(Refusal::SameReport)),
        (Act::Merge { into: &closed }, city, &complaint, Err(Refusal::IntoOver)),
        (Act::Merge { into: &rejected }, city, &complaint, Err(Refusal::IntoOver)),
        (Act::Merge { into: &withdrawn }, city, &complaint, Err(Refusal::IntoOver)),
        (Act::Merge { into: &gone }, city, &complaint, Err(Refusal::IntoOver)),
        (Act::Merge { into: &answered }, city, &complaint, Ok(())),
        (Act::Merge { into: &twin }, city, &closed, Ok(())),
        (Act::Merge { into: &unknown }, city, &complaint, Err(Refusal::Unclassified)),
        (Act::Merge { into: &conduct }, city, &complaint, Err(Refusal::Conduct)),
        (Act::Merge { into: &referred }, city, &complaint, Err(Refusal::NotYours)),
        (Act::Erase, Actor::Administrator, &gone, Ok(())),
        (Act::Erase, Actor::System, &conduct, Err(Refusal::NotYours)),
        (Act::Expire { before: 8, kind }, Actor::System, &closed, Ok(())),
        (Act::Expire { before: 7, kind }, Actor::System, &closed, Err(Refusal::NotOver)),
        (Act::Expire { before: 8, kind: None }, Actor::System, &closed, Err(Refusal::NotOver)),
        (Act::Expire { before: 8, kind }, Actor::System, &complaint, Err(Refusal::NotOver)),
        (Act::Expire { before: 8, kind }, city, &closed, Err(Refusal::NotYours)),
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
fn what_is_merged_waits_for_a_report_that_goes_on_or_was_answered() {
    for status in Status::all().chain([Status::Other("antre".into())]) {
        for flags in 0..4u32 {
            let (is_erased, is_merged) = (flags & 1 == 1, flags & 2 == 2);
            let report = Standing {
                status: status.clone(),
                is_erased,
                is_merged,
                ..Standing::new(CITY, "x", None, true)
            };
            let told = format!("{status:?}, erased {is_erased}, merged {is_merged}");
            let was_dealt_with = status == Status::Closed || (status == Status::Duplicate && is_merged);
            assert_eq!(report.is_unanswered(), !report.goes_on() && !was_dealt_with, "{told}");
            assert_eq!(report.goes_on(), !is_erased && status.is_open(), "{told}");
        }
    }
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

#[test]
fn no_kind_that_is_given_makes_public_what_its_service_said_never_is() {
    let kinds = || KINDS.into_iter().flatten();
    let mut checked = 0;
    for (arrived, publishable) in KINDS.into_iter().flat_map(|kind| [(kind, true), (kind, false)]) {
        let report = Standing::new(CITY, "x", arrived, publishable);
        // Three kinds, one after another, and each time asked for to be publishable or not.
        for (first, second, third) in
            kinds().flat_map(|a| kinds().flat_map(move |b| kinds().map(move |c| (a, b, c))))
        {
            for asked in 0..8u32 {
                let asked = |step: u32| asked >> step & 1 == 1;
                let given = [(first, asked(0)), (second, asked(1)), (third, asked(2))];
                let mut now = report.clone();
                for (kind, asked) in given {
                    now = now.reclassified(kind, asked);
                }
                let told = format!("{arrived:?} {publishable} {given:?}: {now:?}");
                let conduct = Some(ServiceKind::PoliceConduct);
                let was_conduct = arrived == conduct || given.iter().any(|(kind, _)| Some(*kind) == conduct);
                assert_eq!(now.was_conduct, was_conduct, "{told}");
                let raised = arrived.is_none() && asked(0);
                assert!(!now.publishable || (asked(2) && !was_conduct && (publishable || raised)), "{told}");
                if publishable && !was_conduct {
                    assert_eq!(now.publishable, asked(2), "taken back by mistake it comes again: {told}");
                }
                checked += 1;
            }
        }
    }
    assert_eq!(checked, 14 * 216 * 8);
}

//! An act decides on what is there when it writes.

use super::{Kept, report};
use std::sync::Arc;
use tanggap_core::{
    office::{Refusal, Standing},
    status::Status,
};
use tanggap_server::store::{Acted, ByNumber, Change, Named};

fn number(ticket: &str) -> Named {
    Named::Ticket(ticket.into())
}

#[tokio::test]
async fn of_many_that_act_at_once_each_decides_on_what_the_one_before_has_left() {
    let kept = Arc::new(Kept::new());
    kept.keep(report("1")).await;
    let once = |stands: &Standing, _: Option<&Standing>| match stands.is_published {
        true => Err(Refusal::NotNow),
        false => Ok(Change::Publish),
    };
    let publish = || {
        let kept = Arc::clone(&kept);
        tokio::spawn(async move { kept.store.act(number("1"), None, 20, once).await.unwrap() })
    };
    let acts: Vec<_> = (0..16).map(|_| publish()).collect();
    let mut done = 0;
    for act in acts {
        match act.await.unwrap() {
            Acted::Done { .. } => done += 1,
            Acted::Refused(why) => assert_eq!(why, Refusal::NotNow),
            _ => panic!("the report is there"),
        }
    }
    assert_eq!(done, 1);
}

#[tokio::test]
async fn what_is_refused_or_about_nothing_writes_nothing() {
    let kept = Kept::new();
    kept.keep(report("1")).await;
    let no = |_: &Standing, _: Option<&Standing>| Err::<Change, _>(Refusal::NotYours);
    let yes = |_: &Standing, _: Option<&Standing>| Ok(Change::Publish);
    let refused = kept.store.act(number("1"), None, 20, no).await.unwrap();
    assert!(matches!(refused, Acted::Refused(Refusal::NotYours)));
    assert!(matches!(kept.store.act(number("2"), None, 20, yes).await.unwrap(), Acted::Unknown));
    let by_uid = kept.store.act(Named::Uid("2".into()), None, 20, yes).await.unwrap();
    assert!(matches!(by_uid, Acted::Unknown));
    let other = kept.store.act(number("1"), Some("2".into()), 20, yes).await.unwrap();
    assert!(matches!(other, Acted::UnknownOther));
    let itself = kept.store.act(number("1"), Some("1".into()), 20, yes).await.unwrap();
    assert!(matches!(itself, Acted::Refused(Refusal::SameReport)));
    let ByNumber::Report(record) = kept.store.by_number("1".into()).await.unwrap() else { panic!("gone") };
    assert!(record.published_body.is_none() && record.updated_at == 10);
    assert_eq!(kept.store.timeline("1".into()).await.unwrap().updates.len(), 1);
}

#[tokio::test]
async fn a_referral_moves_the_report_and_can_be_traced_back() {
    let kept = Kept::new();
    kept.keep(report("1")).await;
    let note = Some("Theirs".to_owned());
    kept.change("1", Change::Refer { to_desk: "roads".into(), note, for_all: true }).await;
    let seen = |stands: &Standing, _: Option<&Standing>| {
        assert_eq!((stands.first_desk.as_str(), stands.desk.as_str()), ("aspirasi", "roads"));
        assert_eq!((stands.referred_by.as_deref(), stands.changed_at), (Some("aspirasi"), 50));
        Err(Refusal::NotNow)
    };
    assert!(matches!(kept.store.act(number("1"), None, 60, seen).await.unwrap(), Acted::Refused(_)));
    let timeline = kept.store.timeline("1".into()).await.unwrap();
    let last = timeline.updates.last().unwrap();
    assert_eq!((last.kind.as_str(), last.to_desk.as_deref()), ("referral", Some("roads")));
    assert_eq!(last.note.as_deref(), Some("Theirs"));
}

#[tokio::test]
async fn what_was_merged_opens_again_when_the_other_ends_without_an_answer() {
    let kept = Kept::new();
    for name in ["1", "2"] {
        kept.keep(report(name)).await;
    }
    let merge = |_: &Standing, other: Option<&Standing>| {
        assert!(other.is_some_and(|other| !other.is_merged));
        Ok(Change::Merge)
    };
    assert!(matches!(
        kept.store.act(number("1"), Some("2".into()), 20, merge).await.unwrap(),
        Acted::Done { .. }
    ));
    let status = async |ticket: &str| match kept.store.by_number(ticket.into()).await.unwrap() {
        ByNumber::Report(record) => record.status,
        _ => panic!("gone"),
    };
    assert_eq!(status("1").await, Status::Duplicate.word());
    let reject = Change::Update { status: Some(Status::Rejected), note: None, photo: None, for_all: true };
    kept.change("2", reject).await;
    assert_eq!(status("1").await, Status::Reopened.word());
}

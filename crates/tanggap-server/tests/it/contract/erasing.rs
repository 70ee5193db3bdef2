//! What was erased is gone for everyone, and is never taken again.

use super::{Kept, report};
use tanggap_core::office::Refusal;
use tanggap_server::store::{Acted, ByNumber, Change, Named, NewReport, Receiving, Unkept};

#[tokio::test]
async fn a_mark_is_all_that_is_left_and_neither_uid_nor_number_is_used_again() {
    let kept = Kept::new();
    kept.keep(report("1")).await;
    kept.change("1", Change::Publish).await;
    kept.change("1", Change::Erase).await;
    assert_eq!(kept.store.finish_erasures().await.unwrap(), 0, "the act has finished it");
    let ByNumber::Erased(record) = kept.store.by_number("1".into()).await.unwrap() else { panic!("erased") };
    assert!(record.published_body.is_none() && record.last_note.is_none());
    assert!(kept.store.private("1".into()).await.unwrap().is_none());
    let Ok(Receiving::Known(known)) = kept.store.receive(report("1")).await.unwrap() else {
        panic!("its uid is known");
    };
    assert!(known.erased && known.fingerprint != [1; 32], "nor can its text be guessed");
    let other = NewReport { uid: "2".into(), ..report("1") };
    assert!(matches!(kept.store.receive(other).await.unwrap(), Err(Unkept::Taken(_))));
    let seen = |stands: &tanggap_core::office::Standing, _: Option<&_>| {
        assert!(stands.is_erased);
        Err(Refusal::Erased)
    };
    let acted = kept.store.act(Named::Ticket("1".into()), None, 60, seen).await.unwrap();
    assert!(matches!(acted, Acted::Refused(Refusal::Erased)));
    assert!(kept.store.hold_erasures_log().await.unwrap().is_empty(), "its line is in the log");
    assert_eq!(kept.store.erased_again(), 0);
}

#[tokio::test]
async fn how_an_expired_report_went_still_counts_and_an_erased_one_does_not() {
    let kept = Kept::new();
    for name in ["1", "2", "3"] {
        kept.keep(report(name)).await;
    }
    kept.change("1", Change::Expire).await;
    kept.change("2", Change::Erase).await;
    let counted = kept.store.courses(0, 0, |count, _| *count += 1).await.unwrap();
    assert_eq!(counted, 2);
}

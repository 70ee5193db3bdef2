//! A report is taken once, under one number, whoever sends it how often.

use super::{Kept, report};
use std::sync::Arc;
use tanggap_server::store::{ByNumber, Change, Forwarding, NewReport, Receiving, Unkept};

#[tokio::test]
async fn a_report_is_taken_once_and_its_receipt_stays_the_same() {
    let kept = Kept::new();
    let receipt = kept.keep(report("1")).await;
    assert_eq!((receipt.uid.as_str(), receipt.ticket.as_str(), receipt.received_at), ("1", "1", 10));
    let other = NewReport { fingerprint: [2; 32], received_at: 99, body: b"other".to_vec(), ..report("1") };
    for again in [report("1"), other] {
        let Ok(Receiving::Known(known)) = kept.store.receive(again).await.unwrap() else {
            panic!("it is known");
        };
        assert!(known.receipt == receipt && known.fingerprint == [1; 32] && known.desk == "aspirasi");
    }
    assert!(kept.store.received("1".into()).await.unwrap().unwrap().receipt == receipt);
    assert!(kept.store.received("2".into()).await.unwrap().is_none());
    assert_eq!(kept.count().await, 1);
}

#[tokio::test]
async fn of_many_at_once_one_is_kept() {
    let kept = Arc::new(Kept::new());
    for same_uid in [true, false] {
        let send = |place: usize| {
            let (kept, ticket) = (Arc::clone(&kept), format!("number-{same_uid}"));
            let uid = if same_uid { "one".to_owned() } else { format!("uid-{place}") };
            let new = NewReport { uid, device_ticket: ticket.clone(), ticket, ..report("") };
            tokio::spawn(async move { kept.store.receive(new).await.unwrap() })
        };
        let sent: Vec<_> = (0..16).map(send).collect();
        let (mut created, mut known, mut taken) = (0, 0, 0);
        for one in sent {
            match one.await.unwrap() {
                Ok(Receiving::Created(_)) => created += 1,
                Ok(Receiving::Known(_)) => known += 1,
                Err(Unkept::Taken(_)) => taken += 1,
                Err(_) => panic!("nothing is corrected"),
            }
        }
        assert_eq!((created, known, taken), if same_uid { (1, 15, 0) } else { (1, 0, 15) });
    }
    assert_eq!(kept.count().await, 2);
}

#[tokio::test]
async fn a_number_answers_for_the_first_and_the_next_is_handed_back_unwritten() {
    let kept = Kept::new();
    kept.keep(report("1")).await;
    let second = NewReport { uid: "2".into(), service_code: "noise".into(), ..report("1") };
    let Err(Unkept::Taken(second)) = kept.store.receive(second).await.unwrap() else {
        panic!("the number is taken");
    };
    assert!(kept.store.received("2".into()).await.unwrap().is_none(), "nothing was written");
    let receipt = kept.keep(NewReport { ticket: "3".into(), ..*second }).await;
    assert_eq!((receipt.device_ticket.as_str(), receipt.ticket.as_str()), ("1", "3"));
    for (number, service) in [("1", "street-light"), ("3", "noise")] {
        let ByNumber::Report(record) = kept.store.by_number(number.into()).await.unwrap() else {
            panic!("{number}");
        };
        assert_eq!((record.ticket.as_str(), record.service_code.as_str()), (number, service));
    }
    assert!(matches!(kept.store.by_number("2".into()).await.unwrap(), ByNumber::Unknown));
}

#[tokio::test]
async fn a_correction_takes_the_place_of_what_was_refused_and_of_nothing_else() {
    let kept = Kept::new();
    let first = kept.keep(report("1")).await;
    let correction = |uid: &str, corrects: &str| NewReport {
        uid: uid.into(),
        corrects: Some(corrects.into()),
        received_at: 20,
        body: b"corrected".to_vec(),
        ..report("1")
    };
    let early = kept.store.receive(correction("2", "1")).await.unwrap();
    assert!(matches!(early, Err(Unkept::NotRefused)));
    assert!(kept.store.set_forwarding("1".into(), Forwarding::Refused).await.unwrap());
    let receipt = kept.keep(correction("2", "1")).await;
    assert_eq!((receipt.uid.as_str(), receipt.ticket.as_str()), ("2", "1"));
    let former = kept.store.received("1".into()).await.unwrap().unwrap().receipt;
    assert_eq!(former.corrected_by.as_deref(), Some("2"));
    assert_eq!((former.received_at, former.ticket), (first.received_at, first.ticket));
    assert_eq!(kept.store.private("1".into()).await.unwrap().unwrap().body, b"corrected");
    assert!(!kept.store.set_forwarding("1".into(), Forwarding::Refused).await.unwrap(), "it has it no more");
    let late = kept.store.receive(correction("3", "1")).await.unwrap();
    assert!(matches!(late, Err(Unkept::NotRefused)), "it was corrected already");
    let unknown = kept.store.receive(NewReport { ticket: "4".into(), ..correction("4", "never") }).await;
    assert!(matches!(unknown.unwrap(), Ok(Receiving::Created(_))), "a report like every other");
    kept.change("1", Change::Erase).await;
    assert!(matches!(kept.store.receive(correction("5", "2")).await.unwrap(), Err(Unkept::Erased)));
}

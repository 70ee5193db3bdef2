//! Lists show what is published, newest first, page by page, and say when they changed.

use super::{Kept, report};
use tanggap_core::status::Status;
use tanggap_server::store::{Change, NewReport, Place, PublishedFilter, Turn, port::Page};

/// Ten reports at instants 1 to 10, of which every second is published and the tenth was referred.
async fn ten() -> Kept {
    let kept = Kept::new();
    for at in 1..=10 {
        let service_code = if at <= 5 { "noise" } else { "street-light" }.to_owned();
        let name = format!("{at:02}");
        kept.keep(NewReport { received_at: at, service_code, ..report(&name) }).await;
        if at % 2 == 0 {
            kept.change(&name, Change::Publish).await;
        }
    }
    kept.change("10", Change::Refer { to_desk: "roads".into(), note: None, for_all: true }).await;
    kept
}

fn filter(desk: &str) -> PublishedFilter {
    PublishedFilter { desk: desk.into(), from: i64::MIN, until: i64::MAX, limit: 100, ..Default::default() }
}

async fn page(kept: &Kept, filter: PublishedFilter) -> (Vec<String>, Option<Place>) {
    let show = |page: &dyn Page| {
        let mut tickets = Vec::new();
        page.each(&mut |record| tickets.push(record.ticket))?;
        Ok((tickets, page.next().cloned()))
    };
    kept.store.published(Turn::OURS, filter, show).await.unwrap()
}

#[tokio::test]
async fn a_desks_list_has_what_it_received_and_what_it_has_now() {
    let kept = ten().await;
    for (what, filter, expected) in [
        ("all", filter("aspirasi"), vec!["10", "08", "06", "04", "02"]),
        ("referred", filter("roads"), vec!["10"]),
        ("another desk's", filter("police"), vec![]),
        ("a span", PublishedFilter { from: 4, until: 8, ..filter("aspirasi") }, vec!["08", "06", "04"]),
        (
            "a service",
            PublishedFilter { services: vec!["noise".into()], ..filter("aspirasi") },
            vec!["04", "02"],
        ),
        (
            "numbers",
            PublishedFilter { tickets: vec!["02".into(), "03".into()], ..filter("aspirasi") },
            vec!["02"],
        ),
        ("closed", PublishedFilter { open: Some(false), ..filter("aspirasi") }, vec![]),
    ] {
        assert_eq!(
            page(&kept, filter).await,
            (expected.into_iter().map(str::to_owned).collect(), None),
            "{what}"
        );
    }
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_overlap() {
    let kept = ten().await;
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let (tickets, next) = page(&kept, PublishedFilter { limit: 2, after, ..filter("aspirasi") }).await;
        all.extend(tickets);
        after = next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(all, ["10", "08", "06", "04", "02"]);
}

#[tokio::test]
async fn what_lists_show_has_a_count_of_its_changes() {
    let kept = ten().await;
    let before = kept.store.public_changes().await.unwrap();
    assert_eq!(kept.store.public_changes().await.unwrap(), before);
    kept.change("08", Change::Unpublish { notes: false }).await;
    assert_ne!(kept.store.public_changes().await.unwrap(), before);
    assert_eq!(page(&kept, filter("aspirasi")).await.0, ["10", "06", "04", "02"]);
}

#[tokio::test]
async fn desks_and_schedules_see_every_report() {
    let kept = ten().await;
    let rows = kept.store.all().await.unwrap();
    let tickets: Vec<_> = rows.iter().map(|row| row.ticket.as_str()).collect();
    assert_eq!((tickets[0], tickets[9], tickets.len()), ("10", "01", 10));
    let mut desks = kept.store.by_desk().await.unwrap();
    desks.sort();
    assert_eq!(desks, [("aspirasi".to_owned(), 9, 4), ("roads".to_owned(), 1, 1)]);
    assert_eq!(kept.store.newest().await.unwrap(), Some(10));
    let close = || Change::Update { status: Some(Status::Closed), note: None, photo: None, for_all: true };
    kept.change("01", close()).await;
    kept.change("06", close()).await;
    assert_eq!(kept.store.closed().await.unwrap(), 2);
    let over = |before| {
        let noise = vec![("aspirasi".to_owned(), "noise".to_owned(), before)];
        kept.store.over_by(noise, Box::new(move |_| Some(before)), 99, 9)
    };
    let ended = over(51).await.unwrap();
    let ended: Vec<_> = ended.iter().map(|report| (report.ticket.as_str(), report.changed_at)).collect();
    assert_eq!(ended, [("01", 50)]);
    assert!(over(50).await.unwrap().is_empty(), "something has happened to it since");
    assert_eq!(kept.store.retention_ran_at().await.unwrap(), None);
    kept.store.retention_runs(77).await.unwrap();
    assert_eq!(kept.store.retention_ran_at().await.unwrap(), Some(77));
    assert!(kept.store.is_filled().await.unwrap());
    let answered = kept.store.courses(6, 0, |sum, course| *sum += i32::from(course.answered_at.is_some()));
    assert_eq!(answered.await.unwrap(), 1);
}

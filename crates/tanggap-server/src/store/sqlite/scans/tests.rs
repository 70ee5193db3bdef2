//! Lists and passes have connections of their own, wait in a short line, and keep nobody else waiting.

use super::*;
use crate::{
    data_folder,
    limits::{Client, Waiters},
    store::{
        port::Lists,
        sqlite::{PublishedFilter, Sqlite, database::LISTS},
    },
};
use std::sync::{Arc, mpsc::channel};

fn scans(queue: usize) -> (tempfile::TempDir, Scans) {
    let folder = data_folder::temporary();
    Sqlite::open(folder.path()).unwrap().close();
    let scans = Scans::open(&folder.path().join(super::super::DATABASE), "test", line(queue)).unwrap();
    (folder, scans)
}

fn line(of_all: usize) -> Line {
    let bounds = Waiters { of_all, ..LISTS };
    Line::new(bounds, bounds)
}

#[tokio::test]
async fn what_no_longer_fits_the_queue_is_refused_and_what_waits_is_answered() {
    let (_folder, scans) = scans(2);
    let scans = Arc::new(scans);
    let ((release, released), (begun, has_begun)) = (channel::<()>(), channel::<()>());
    let first = Arc::clone(&scans);
    let first = tokio::spawn(async move {
        first
            .run(Turn::OURS, move |_| {
                begun.send(()).unwrap();
                assert!(released.recv().is_err());
                Ok(0)
            })
            .await
    });
    tokio::task::yield_now().await;
    has_begun.recv().unwrap();
    let waiting: Vec<_> = (1..=2)
        .map(|place| {
            let scans = Arc::clone(&scans);
            tokio::spawn(async move { scans.run(Turn::OURS, move |_| Ok(place)).await })
        })
        .collect();
    tokio::task::yield_now().await;
    assert!(matches!(scans.run(Turn::OURS, |_| Ok(())).await, Err(StoreError::Busy)));
    drop(release);
    assert_eq!(first.await.unwrap().unwrap(), 0);
    for (place, waiting) in waiting.into_iter().enumerate() {
        assert_eq!(waiting.await.unwrap().unwrap(), place + 1);
    }
}

#[tokio::test]
async fn nobody_works_for_a_caller_who_has_gone() {
    let (_folder, scans) = scans(4);
    let ((release, released), (done, is_done)) = (channel::<()>(), channel());
    let busy = scans.run(Turn::OURS, move |_| Ok(released.recv().is_err()));
    let gone = scans.run(Turn::OURS, move |_| Ok(done.send(()).is_ok()));
    let (mut busy, mut gone) = (Box::pin(busy), Box::pin(gone));
    assert!(ask_once(&mut busy).await.is_none() && ask_once(&mut gone).await.is_none());
    drop(gone);
    drop(release);
    assert!(busy.await.unwrap());
    scans.run(Turn::OURS, |_| Ok(())).await.unwrap();
    assert!(is_done.recv().is_err(), "the work was dropped undone");
}

#[tokio::test]
async fn look_ups_and_figures_go_on_while_lists_are_stuck() {
    let folder = data_folder::temporary();
    let store = Sqlite::open(folder.path()).unwrap();
    let ((release, released), (begun, has_begun)) = (channel::<()>(), channel());
    let mut stuck = Box::pin(store.lists.run(Turn::OURS, move |_| Ok((begun.send(()), released.recv()))));
    assert!(ask_once(&mut stuck).await.is_none());
    has_begun.recv().unwrap();
    let mut waiting: Vec<_> =
        (0..LISTS.of_all).map(|_| Box::pin(store.lists.run(Turn::OURS, |_| Ok(())))).collect();
    for list in &mut waiting {
        assert!(ask_once(list).await.is_none());
    }
    assert!(store.received("x".into()).await.unwrap().is_none());
    assert!(Lists::courses(&store, 0, Box::new(|courses| courses.each(&mut |_| ()))).await.is_ok());
    assert!(matches!(
        Lists::published(&store, Turn::OURS, PublishedFilter::default(), Box::new(|_| Ok(()))).await,
        Err(StoreError::Busy)
    ));
    drop(release);
}

#[tokio::test]
async fn a_panic_costs_its_own_answer_only() {
    let (_folder, scans) = scans(4);
    let failed: Result<(), _> = scans.run(Turn::OURS, |_| panic!("as a fault of ours would")).await;
    assert!(matches!(failed, Err(StoreError::Broken(_))));
    assert!(scans.run(Turn::OURS, |_| Ok(())).await.is_ok());
}

#[test]
fn the_last_handle_may_go_where_a_job_ends() {
    let (_folder, scans) = scans(4);
    let (begun, has_begun) = channel();
    let ((release, released), (ended, has_ended)) = (channel::<Arc<Scans>>(), channel());
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let scans = Arc::new(scans);
    let mut asked = Box::pin(scans.run(Turn::OURS, move |_| {
        begun.send(()).unwrap();
        drop(released.recv());
        Ok(ended.send(()).is_ok())
    }));
    runtime.block_on(async { assert!(ask_once(&mut asked).await.is_none()) });
    has_begun.recv().unwrap();
    drop(asked);
    release.send(scans).unwrap();
    has_ended.recv().unwrap();
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn these_threads_give_way_and_no_other_does() {
    let (_folder, scans) = scans(4);
    let own =
        || rustix::process::getpriority_process(None).map_err(|error| StoreError::Broken(error.to_string()));
    let before = own().unwrap();
    let there = scans.run(Turn::OURS, move |_| own()).await.unwrap();
    assert_eq!((own().unwrap(), there), (before, (before + GIVES_WAY).min(19)));
}

/// What a future has to say when it is asked once.
async fn ask_once<T>(future: &mut (impl Future<Output = T> + Unpin)) -> Option<T> {
    let mut future = std::pin::Pin::new(future);
    std::future::poll_fn(|context| match future.as_mut().poll(context) {
        std::task::Poll::Ready(value) => std::task::Poll::Ready(Some(value)),
        std::task::Poll::Pending => std::task::Poll::Ready(None),
    })
    .await
}

#[tokio::test]
async fn whoever_asks_for_many_lists_waits_for_themselves() {
    let (_folder, scans) = scans(LISTS.of_all);
    let ((release, released), (begun, has_begun)) = (channel::<()>(), channel());
    let mut stuck = Box::pin(scans.run(Turn::OURS, move |_| Ok((begun.send(()), released.recv()))));
    assert!(ask_once(&mut stuck).await.is_none());
    has_begun.recv().unwrap();
    let (served, order) = channel();
    let list = |who: u64, is_common: bool| {
        let (served, turn) = (served.clone(), Turn { client: Client::some(who), is_common });
        Box::pin(scans.run(turn, move |_| Ok(served.send((who, is_common)).is_ok())))
    };
    let (mut waiting, mut refused) = (Vec::new(), 0);
    for is_common in [false, true] {
        for _ in 0..34 {
            let mut asked = list(6, is_common);
            match ask_once(&mut asked).await {
                Some(answer) => refused += usize::from(matches!(answer, Err(StoreError::Busy))),
                None => waiting.push(asked),
            }
        }
    }
    assert_eq!((waiting.len(), refused), (2 * LISTS.of_address, 2 * (34 - LISTS.of_address)));
    for (reader, is_common) in [(7, false), (8, true), (9, false)] {
        let mut asked = list(reader, is_common);
        assert!(ask_once(&mut asked).await.is_none(), "there is room for {reader}");
        waiting.push(asked);
    }
    drop(release);
    for asked in waiting {
        asked.await.unwrap();
    }
    let order: Vec<_> = order.try_iter().collect();
    let place = |who| order.iter().position(|(other, _)| *other == who).unwrap();
    assert!(place(7) < 4 && place(8) < 4 && place(9) < 8, "{order:?}");
}

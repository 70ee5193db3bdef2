//! Lists and passes have connections of their own, wait in a short line, and keep nobody else waiting.

use super::*;
use crate::{
    data_folder,
    store::{PublishedFilter, Store, database::LISTS},
};
use std::sync::{Arc, mpsc::channel};

fn scans(queue: usize) -> (tempfile::TempDir, Scans) {
    let folder = data_folder::temporary();
    Store::open(folder.path()).unwrap().close();
    let scans = Scans::open(&folder.path().join(super::super::DATABASE), "test", queue).unwrap();
    (folder, scans)
}

#[tokio::test]
async fn what_no_longer_fits_the_queue_is_refused_and_what_waits_is_answered() {
    let (_folder, scans) = scans(2);
    let scans = Arc::new(scans);
    let ((release, released), (begun, has_begun)) = (channel::<()>(), channel::<()>());
    let first = Arc::clone(&scans);
    let first = tokio::spawn(async move {
        first
            .run(move |_| {
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
            tokio::spawn(async move { scans.run(move |_| Ok(place)).await })
        })
        .collect();
    tokio::task::yield_now().await;
    assert!(matches!(scans.run(|_| Ok(())).await, Err(StoreError::Busy)));
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
    let busy = scans.run(move |_| Ok(released.recv().is_err()));
    let gone = scans.run(move |_| Ok(done.send(()).is_ok()));
    let (mut busy, mut gone) = (Box::pin(busy), Box::pin(gone));
    assert!(ask_once(&mut busy).await.is_none() && ask_once(&mut gone).await.is_none());
    drop(gone);
    drop(release);
    assert!(busy.await.unwrap());
    scans.run(|_| Ok(())).await.unwrap();
    assert!(is_done.recv().is_err(), "the work was dropped undone");
}

#[tokio::test]
async fn look_ups_and_figures_go_on_while_lists_are_stuck() {
    let folder = data_folder::temporary();
    let store = Store::open(folder.path()).unwrap();
    let ((release, released), (begun, has_begun)) = (channel::<()>(), channel());
    let mut stuck = Box::pin(store.lists.run(move |_| Ok((begun.send(()), released.recv()))));
    assert!(ask_once(&mut stuck).await.is_none());
    has_begun.recv().unwrap();
    let mut waiting: Vec<_> = (0..LISTS).map(|_| Box::pin(store.lists.run(|_| Ok(())))).collect();
    for list in &mut waiting {
        assert!(ask_once(list).await.is_none());
    }
    assert!(store.received("x".into()).await.unwrap().is_none());
    assert_eq!(store.courses(0, 0, |count, _| *count += 1).await.unwrap(), 0);
    assert!(matches!(store.published(PublishedFilter::default(), |_| Ok(())).await, Err(StoreError::Busy)));
    drop(release);
}

#[tokio::test]
async fn a_panic_costs_its_own_answer_only() {
    let (_folder, scans) = scans(4);
    let failed: Result<(), _> = scans.run(|_| panic!("as a fault of ours would")).await;
    assert!(matches!(failed, Err(StoreError::Broken(_))));
    assert!(scans.run(|_| Ok(())).await.is_ok());
}

#[test]
fn the_last_handle_may_go_where_a_job_ends() {
    let (_folder, scans) = scans(4);
    let (begun, has_begun) = channel();
    let ((release, released), (ended, has_ended)) = (channel::<Arc<Scans>>(), channel());
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let scans = Arc::new(scans);
    let mut asked = Box::pin(scans.run(move |_| {
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
    let there = scans.run(move |_| own()).await.unwrap();
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

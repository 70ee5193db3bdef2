//! Over HTTP/2 a client says how much it takes of each answer: one that takes nothing is let go of, too.

use crate::line::{LARGE, town};
use axum::body::Bytes;
use h2::client::{self, Connection, SendRequest};
use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};
use tanggap_server::serve::{
    connection::{self, Ending, Protocol, Visit},
    progress::{Patience, Progress},
};
use tokio::{
    io::{DuplexStream, duplex},
    sync::watch,
    task::JoinHandle,
    time::{Instant, sleep},
};

struct Line {
    asking: SendRequest<Bytes>,
    connection: Connection<DuplexStream, Bytes>,
    serving: JoinHandle<(Ending, Duration)>,
    in_memory: Arc<std::sync::atomic::AtomicUsize>,
    _running: watch::Sender<()>,
}

/// With so many bytes of room for each answer.
async fn line(window: u32) -> Line {
    let (town, in_memory) = town();
    let (client, server) = duplex(64 << 10);
    let (running, end) = watch::channel(());
    let begun = Instant::now();
    let progress = Arc::new(Progress::new(Patience::default(), begun));
    let visit = Visit { peer: [203, 0, 113, 5].into(), tls: true, progress, end };
    let serving = tokio::spawn(async move {
        let ending = connection::run(server, Protocol::Http2, town.app.clone(), visit).await;
        (ending, begun.elapsed())
    });
    let (asking, connection) =
        client::Builder::new().initial_window_size(window).handshake(client).await.unwrap();
    Line { asking, connection, serving, in_memory, _running: running }
}

fn request(path: &str) -> axum::http::Request<()> {
    axum::http::Request::get(format!("https://x{path}")).body(()).unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_client_that_grants_no_window_is_let_go_of_though_it_answers_pings() {
    for (window, others) in [(0, false), (1, false), (20_000, false), (5, true)] {
        let Line { mut asking, connection, serving, in_memory, _running } = line(window).await;
        drop(tokio::spawn(connection));
        let mut answers = Vec::new();
        for _ in 0..8 {
            answers.push(asking.send_request(request("/large"), true).unwrap().0.await.unwrap());
        }
        let busy = async {
            let mut goes_on = others;
            while goes_on {
                let answer = asking
                    .clone()
                    .ready()
                    .await
                    .and_then(|mut ask| ask.send_request(request("/quick"), true));
                goes_on = match answer {
                    Ok((answer, _)) => answer.await.is_ok(),
                    Err(_) => false,
                };
                sleep(Duration::from_secs(3)).await;
            }
        };
        let (_, ended) = tokio::join!(busy, serving);
        let (ending, after) = ended.unwrap();
        assert_eq!(ending, Ending::Stalled, "{window} bytes of room");
        assert_eq!(after.as_secs(), 30, "{window} bytes of room");
        tokio::task::yield_now().await;
        assert_eq!(in_memory.load(Ordering::SeqCst), 0, "{window} bytes of room");
    }
}

#[tokio::test(start_paused = true)]
async fn a_client_that_takes_one_kilobyte_a_second_gets_all_of_it() {
    let Line { mut asking, connection, serving, _running, .. } = line(1_024).await;
    drop(tokio::spawn(connection));
    let (answer, _) = asking.send_request(request("/large"), true).unwrap();
    let mut body = answer.await.unwrap().into_body();
    let mut heard = 0;
    while let Some(bytes) = body.data().await {
        let bytes = bytes.unwrap().len();
        heard += bytes;
        sleep(Duration::from_millis(bytes as u64)).await;
        body.flow_control().release_capacity(bytes).unwrap();
    }
    assert_eq!(heard, LARGE);
    drop((asking, body));
    assert_eq!(serving.await.unwrap().0, Ending::Closed);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_asks_for_nothing_more_or_answers_no_ping_is_let_go_of() {
    for (answers_pings, seconds) in [(true, 60), (false, 40)] {
        let Line { mut asking, mut connection, serving, _running, .. } = line(65_535).await;
        let (answer, _) = asking.send_request(request("/quick"), true).unwrap();
        tokio::select! {
            answer = answer => assert_eq!(answer.unwrap().status(), 200),
            ended = &mut connection => panic!("{ended:?}"),
        }
        let kept = if answers_pings {
            drop(tokio::spawn(connection));
            None
        } else {
            Some(connection)
        };
        let (ending, after) = serving.await.unwrap();
        assert_eq!((ending, after.as_secs()), (Ending::Closed, seconds), "answers pings: {answers_pings}");
        drop(kept);
    }
}

#[tokio::test(start_paused = true)]
async fn one_that_never_says_anything_has_ten_seconds() {
    let (town, _) = town();
    let (_client, server) = duplex(64 << 10);
    let (_running, end) = watch::channel(());
    let begun = Instant::now();
    let progress = Arc::new(Progress::new(Patience::default(), begun));
    let visit = Visit { peer: [203, 0, 113, 5].into(), tls: true, progress, end };
    let ending = connection::run(server, Protocol::Http2, town.app.clone(), visit).await;
    assert_eq!((ending, begun.elapsed().as_secs()), (Ending::Silent, 10));
}

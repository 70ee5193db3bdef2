//! Whoever asks and doesn't read is let go of, with what was made for them; whoever reads slowly is served.

use crate::line::{LARGE, Lines, request, town};
use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};
use tanggap_server::serve::{
    self, Service, Tls,
    places::{Places, Room},
    progress::Patience,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::{Instant, sleep, timeout},
};

const ROOM: Room = Room { all: 1_000, per_address: 100 };

#[tokio::test(start_paused = true)]
async fn an_answer_that_nobody_reads_is_let_go_of_after_thirty_seconds() {
    let lines = Lines::open(ROOM, None);
    for times in [1, 20] {
        let mut stream = lines.connect("203.0.113.5");
        let begun = Instant::now();
        stream.write_all(request("/large", "keep-alive").repeat(times).as_bytes()).await.unwrap();
        sleep(Duration::from_secs(29)).await;
        assert_eq!((lines.places.taken(), lines.in_memory.load(Ordering::SeqCst)), (1, 1), "one at a time");
        sleep(Duration::from_secs(2)).await;
        assert_eq!(lines.places.taken(), 0, "{times} requests: {:?}", begun.elapsed());
        assert_eq!(lines.in_memory.load(Ordering::SeqCst), 0, "the answer is no longer in memory");
        assert!(stream.write_all(&[b'x'; 10_000]).await.is_err(), "the connection is closed");
    }
}

#[tokio::test(start_paused = true)]
async fn a_reader_of_one_kilobyte_a_second_gets_all_of_it() {
    let lines = Lines::open(ROOM, None);
    let mut stream = lines.connect("203.0.113.5");
    let begun = Instant::now();
    stream.write_all(request("/large", "close").as_bytes()).await.unwrap();
    let (mut heard, mut piece) = (0, [0; 1_024]);
    while let Ok(read @ 1..) = stream.read(&mut piece).await {
        heard += read;
        sleep(Duration::from_secs(1)).await;
    }
    assert!(heard > LARGE, "{heard} bytes");
    assert!(begun.elapsed() > Duration::from_secs(1_000));
}

#[tokio::test(start_paused = true)]
async fn many_that_read_nothing_from_one_address_keep_no_other_out() {
    let lines = Lines::open(Room { all: 120, per_address: 100 }, None);
    let mut stalled = Vec::new();
    for _ in 0..300 {
        let mut stream = lines.connect("203.0.113.5");
        drop(stream.write_all(request("/large", "keep-alive").repeat(20).as_bytes()).await);
        stalled.push(stream);
    }
    let begun = Instant::now();
    for other in 1..100 {
        assert!(lines.ask(&format!("198.51.100.{other}"), "/quick").await.ends_with("quick"));
    }
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    assert!(lines.places.taken() <= 101, "{}", lines.places.taken());
    sleep(Duration::from_secs(31)).await;
    assert_eq!((lines.places.taken(), lines.in_memory.load(Ordering::SeqCst)), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn idle_connections_make_room_for_whoever_asks() {
    let lines = Lines::open(Room { all: 50, per_address: 10 }, None);
    let idle: Vec<_> = (0..50).map(|n| lines.connect(&format!("203.0.113.{}", n / 10))).collect();
    for asking in ["203.0.113.0", "198.51.100.1", "127.0.0.1"] {
        let begun = Instant::now();
        assert!(lines.ask(asking, "/quick").await.ends_with("quick"), "{asking}");
        assert!(begun.elapsed() < Duration::from_secs(1), "{asking}: {:?}", begun.elapsed());
    }
    assert!(lines.places.taken() <= 50);
    drop(idle);
}

#[tokio::test(start_paused = true)]
async fn a_tls_greeting_that_never_ends_has_a_place_like_any_other_and_ten_seconds() {
    let folder = tempfile::tempdir().unwrap();
    let lines =
        Lines::open(Room { all: 50, per_address: 10 }, Some(Tls::load(folder.path(), "localhost").unwrap()));
    let mut silent: Vec<_> = (0..50).map(|n| lines.connect(&format!("203.0.113.{}", n / 25))).collect();
    for stream in &mut silent {
        // The first bytes of a greeting. One that was let go of already is no fault.
        drop(stream.write_all(&[0x16, 0x03, 0x01, 0x02, 0x00]).await);
    }
    sleep(Duration::from_secs(1)).await;
    assert_eq!(lines.places.taken(), 20, "each address has its share");
    sleep(Duration::from_secs(10)).await;
    assert_eq!(lines.places.taken(), 0);
}

/// Over the system's own sockets, which hold a part of an answer by themselves; the patience is shorter.
#[tokio::test]
async fn twenty_requests_each_and_nothing_read_take_no_place_for_long() {
    let (town, in_memory) = town();
    let patience = Patience { answer: Duration::from_millis(300), ..Patience::default() };
    let places = Arc::new(Places::new(Room { all: 64, per_address: 64 }, patience, Vec::new()));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = Service { app: town.app.clone(), tls: None, places: Arc::clone(&places) };
    drop(tokio::spawn(serve::serve(service, listener, std::future::pending())));
    let mut stalled = Vec::new();
    for _ in 0..64 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(request("/large", "keep-alive").repeat(20).as_bytes()).await.unwrap();
        stalled.push(stream);
    }
    let let_go = async {
        // The pressed ones may not make room yet: the last to come waits until one was let go of.
        let mut last = TcpStream::connect(address).await.unwrap();
        last.write_all(request("/quick", "close").as_bytes()).await.unwrap();
        let mut answer = String::new();
        last.read_to_string(&mut answer).await.unwrap();
        assert!(answer.ends_with("quick"), "{answer}");
        while places.taken() > 0 {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(20), let_go).await.expect("all are let go of");
    assert_eq!(in_memory.load(Ordering::SeqCst), 0);
    let mut left = Vec::new();
    assert!(stalled[0].read_to_end(&mut left).await.is_err(), "what was not read is gone: {}", left.len());
}

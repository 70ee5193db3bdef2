//! S9: whoever sends slowly, or nothing, holds nobody up and is let go of in the end. Time is a paused clock's.

use crate::{program::Program, report, town::Town};
use std::{
    io::Write,
    net::TcpStream,
    sync::Arc,
    time::{Duration, Instant as Steady},
};
use tanggap_server::serve::{
    connection::{self, Protocol, Visit},
    progress::{Patience, Progress},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, duplex},
    sync::watch,
    time::{Instant, sleep},
};

/// Sends a beginning, then a byte a second; how long it was listened to, and what it heard.
async fn dribble(beginning: &str, byte: &[u8]) -> (Duration, String) {
    let town = Town::new();
    let (client, server) = duplex(64 * 1_024);
    let (_running, end) = watch::channel(());
    let begun = Instant::now();
    let progress = Arc::new(Progress::new(Patience::default(), begun));
    let visit = Visit { peer: [203, 0, 113, 5].into(), tls: false, progress, end };
    let serving = tokio::spawn(connection::run(server, Protocol::Http1, town.app.clone(), visit));
    let (mut reading, mut writing) = tokio::io::split(client);
    let sending = tokio::spawn({
        let (beginning, byte) = (beginning.to_owned(), byte.to_owned());
        async move {
            let mut going = writing.write_all(beginning.as_bytes()).await;
            while going.is_ok() {
                sleep(Duration::from_secs(1)).await;
                going = writing.write_all(&byte).await;
            }
        }
    });
    let mut heard = Vec::new();
    reading.read_to_end(&mut heard).await.unwrap();
    let listened = begun.elapsed();
    sending.abort();
    serving.await.unwrap();
    (listened, String::from_utf8(heard).unwrap())
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_dribbles_is_let_go_of() {
    let put = "PUT /api/aspirasi/reports/6f9619ff-8b86-4d01-b42d-00cf4fc964ff HTTP/1.1\r\nHost: x\r\n\
        Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n";
    for (what, beginning, byte, seconds, heard) in [
        ("headers without end", "GET / HTTP/1.1\r\nX-Long: ", &b"a"[..], 10, ""),
        ("nothing at all", "", b"", 10, ""),
        ("a body without end", put, b"a", 30, "HTTP/1.1 408"),
        ("an idle connection", "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", b"", 10, "HTTP/1.1 200"),
    ] {
        let (listened, answer) = dribble(beginning, byte).await;
        assert!(listened.as_secs().abs_diff(seconds) <= 1, "{what}: {listened:?}");
        assert!(answer.starts_with(heard), "{what}: {answer}");
    }
}

#[test]
fn two_hundred_that_dribble_hold_nobody_up() {
    let program = Program::start(&[]);
    let body = report::fresh();
    let path = report::path(&body);
    let beginnings = [
        "GET /api/aspirasi/services.json HTTP/1.1\r\nHost: x\r\nX-Long: ".to_owned(),
        format!(
            "PUT {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n"
        ),
    ];
    let mut slow: Vec<_> = (0..200)
        .map(|place| {
            let mut stream = TcpStream::connect(("127.0.0.1", program.port)).unwrap();
            stream.write_all(beginnings[place % 2].as_bytes()).unwrap();
            stream
        })
        .collect();
    let begun = Steady::now();
    for _ in 0..20 {
        for stream in &mut slow {
            // One that was let go of already is no fault.
            drop(stream.write_all(b"a"));
        }
        assert!(program.get("/healthz").starts_with("HTTP/1.1 200"));
        let body = report::fresh();
        assert!(program.put(&report::path(&body), &body.to_string()).starts_with("HTTP/1.1 201"));
    }
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[cfg(target_os = "linux")]
#[test]
fn where_few_files_may_be_opened_it_says_so_and_never_runs_out_of_them() {
    let program = Program::start_with_files(300);
    let log = program.log();
    assert!(log.contains("LimitNOFILE") && log.contains("300"), "{log}");
    let mut idle = Vec::new();
    for _ in 0..400 {
        idle.push(TcpStream::connect(("127.0.0.1", program.port)).unwrap());
        assert!(idle.len() % 50 > 0 || program.get("/healthz").starts_with("HTTP/1.1 200"));
    }
    let body = report::fresh();
    assert!(program.put(&report::path(&body), &body.to_string()).starts_with("HTTP/1.1 201"));
    let log = program.log();
    assert!(!log.contains("cannot accept"), "{log}");
    let enough = Program::start(&[]);
    assert!(!enough.log().contains("LimitNOFILE"));
}

//! The thread that writes has died, in a server that is asked over the system's own sockets: it says so, takes nothing, and
//! goes on telling what it has.

use crate::{message, openapi::check, photo, program::put_request, report, town::Town};
use serde_json::{Value, json};
use std::{
    net::SocketAddr,
    pin::pin,
    sync::Arc,
    task::{Context, Wake, Waker},
};
use tanggap_server::{
    serve::{
        self, Service,
        places::{Places, Room},
        progress::Patience,
    },
    store::Health,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::yield_now,
};

/// Whoever waits for the writer is woken by it: this one panics there, where nothing catches it.
async fn kill_writer(town: &Town) {
    struct Deadly;
    impl Wake for Deadly {
        fn wake(self: Arc<Self>) {
            panic!("on purpose")
        }
    }
    let store = &town.portal.store;
    let waker = Waker::from(Arc::new(Deadly));
    while store.health().await != Health::WriterGone {
        let mut job = pin!(store.bound(1 << 30));
        // It may be done before anybody waits for it.
        if job.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
            while store.health().await != Health::WriterGone {
                yield_now().await;
            }
        }
    }
}

async fn serve(town: &Town) -> SocketAddr {
    let places = Arc::new(Places::new(Room::default(), Patience::default(), Vec::new()));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = Service { app: town.app.clone(), tls: None, places };
    drop(tokio::spawn(serve::serve(service, listener, std::future::pending())));
    address
}

async fn ask(address: SocketAddr, request: &str) -> (u16, String, String) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head[9..12].parse().unwrap(), head.to_owned(), body.to_owned())
}

fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
}

#[tokio::test]
async fn without_its_writer_it_says_so_takes_nothing_and_goes_on_telling() {
    let (town, picture) = (Town::new(), photo::noise());
    let address = serve(&town).await;
    let mut known = report::fresh();
    known["media"] = json!([photo::claim("some-slot", &picture)]);
    let ticket = town.report(&known).await;
    town.publish(&ticket).await;
    assert_eq!(ask(address, &get("/healthz")).await.0, 200);
    kill_writer(&town).await;

    let (status, _, body) = ask(address, &get("/healthz")).await;
    let told: Value = serde_json::from_str(&body).unwrap();
    assert_eq!((status, &told["status"]), (503, &"writer_gone".into()));
    check("/healthz", "get", 503, &told);

    let (new, said) = (report::fresh(), message::of(&known, "message", "x"));
    let form = "service_code=street-light&lat=-6.6&long=106.8&description=x&attribute[problem]=off";
    let form = put_request("/api/aspirasi/requests.json", form)
        .replacen("PUT", "POST", 1)
        .replace("application/json", "application/x-www-form-urlencoded");
    // What a picture begins with that is text all the same.
    let begin = "RIFF0000WEBPVP8 ";
    let (size, hash) = (picture.len(), photo::sha256(&picture));
    let range = format!("image/webp\r\nContent-Range: bytes 0-15/{size}\r\nX-Content-SHA256: {hash}");
    let piece = put_request(&format!("{}/media/some-slot", report::path(&known)), begin)
        .replace("application/json", &range);
    for (what, request) in [
        ("a report", put_request(&report::path(&new), &new.to_string())),
        ("a message", put_request(&message::path(&said), &said.to_string())),
        ("a form", form),
        ("a photo", piece),
    ] {
        let (status, head, body) = ask(address, &request).await;
        assert_eq!(status, 503, "{what}: {head} {body}");
        assert!(head.contains("\r\nretry-after: 60"), "{what}: {head}");
        assert_eq!(serde_json::from_str::<Value>(&body).unwrap()[0]["code"], 503, "{what}");
    }
    let (status, _, receipt) = ask(address, &put_request(&report::path(&known), &known.to_string())).await;
    assert!(status == 200 && receipt.contains(&ticket), "the receipt of what it has: {status} {receipt}");
    for (path, status) in [
        (report::path(&known), 200),
        (report::path(&new), 404),
        (format!("/api/requests/{ticket}.json"), 200),
        (format!("/api/requests/{ticket}/updates.json"), 200),
        ("/api/aspirasi/requests.json".into(), 200),
        ("/api/stats.json".into(), 200),
        ("/api/aspirasi/services.json".into(), 200),
        ("/".into(), 200),
    ] {
        assert_eq!(ask(address, &get(&path)).await.0, status, "{path}");
    }
}

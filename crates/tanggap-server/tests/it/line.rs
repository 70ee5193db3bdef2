//! Connections that a test invents: from any address, with a clock that is paused, and a portal with one large answer.

use crate::town::Town;
use axum::{Router, body::Bytes, routing::get};
use std::{
    io,
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};
use tanggap_server::{
    app_state::Settings,
    metrics::Exporter,
    serve::{
        self, Listener, Service, Tls,
        places::{Places, Room},
        progress::Patience,
    },
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex},
    sync::{Mutex, mpsc},
};

pub const LARGE: usize = 1 << 20;
/// What the system would hold of an answer that is not read.
const BUFFER: usize = 4 << 10;

/// A town whose answer at `/large` is counted for as long as it is in memory; `/quick` is a word.
pub fn town() -> (Town, Arc<AtomicUsize>) {
    struct Counted(Vec<u8>, Arc<AtomicUsize>);
    impl AsRef<[u8]> for Counted {
        fn as_ref(&self) -> &[u8] {
            &self.0
        }
    }
    impl Drop for Counted {
        fn drop(&mut self) {
            self.1.fetch_sub(1, Ordering::SeqCst);
        }
    }
    let in_memory = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&in_memory);
    let large = get(async move || {
        counter.fetch_add(1, Ordering::SeqCst);
        axum::body::Body::from(Bytes::from_owner(Counted(vec![b'x'; LARGE], counter)))
    });
    let routes = Router::new().route("/large", large).route("/quick", get(async || "quick"));
    (Town::with(Settings::default(), "/", routes), in_memory)
}

pub struct Lines {
    newcomers: mpsc::UnboundedSender<(DuplexStream, IpAddr)>,
    pub places: Arc<Places>,
    pub in_memory: Arc<AtomicUsize>,
    town: Town,
}

impl Lines {
    /// A server with this much room, on a clock that the test should have paused.
    pub fn open(room: Room, tls: Option<Tls>) -> Self {
        let (town, in_memory) = town();
        let places = Arc::new(Places::new(room, Patience::default(), Vec::new()));
        let (newcomers, accepted) = mpsc::unbounded_channel();
        let service = Service { app: town.app.clone(), tls, places: Arc::clone(&places) };
        drop(tokio::spawn(serve::serve(service, Invented(Mutex::new(accepted)), std::future::pending())));
        Self { newcomers, places, in_memory, town }
    }

    /// The figures of this server.
    pub fn exporter(&self) -> Exporter {
        Exporter::new(Arc::clone(&self.town.portal), Arc::clone(&self.places), self.town.folder.path())
    }

    pub fn connect(&self, peer: &str) -> DuplexStream {
        let (client, server) = duplex(BUFFER);
        self.newcomers.send((server, peer.parse().unwrap())).unwrap();
        client
    }

    /// Asks once on a new connection; all that is heard.
    pub async fn ask(&self, peer: &str, path: &str) -> String {
        let mut stream = self.connect(peer);
        drop(stream.write_all(request(path, "close").as_bytes()).await);
        let mut answer = String::new();
        drop(stream.read_to_string(&mut answer).await);
        answer
    }
}

pub fn request(path: &str, connection: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: {connection}\r\n\r\n")
}

struct Invented(Mutex<mpsc::UnboundedReceiver<(DuplexStream, IpAddr)>>);

impl Listener for Invented {
    type Stream = DuplexStream;

    async fn accept(&self) -> io::Result<(DuplexStream, IpAddr)> {
        match self.0.lock().await.recv().await {
            Some(accepted) => Ok(accepted),
            None => std::future::pending().await,
        }
    }

    fn abandon(_: &DuplexStream) {}
}

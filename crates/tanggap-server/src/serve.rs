//! From a socket to a request: accepts connections, bounds them, ends them gracefully.

pub mod connection;
pub mod places;
pub mod progress;
mod tls;

pub use tls::{Tls, TlsError};

use crate::app::App;
use connection::Protocol;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use std::{future::Future, io, net::IpAddr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

/// Open connections; more wait in the system's queue.
const CONNECTIONS: usize = 4_096;
/// How long requests may go on after the end was asked for.
const DRAIN: Duration = Duration::from_secs(10);
/// How long a TLS greeting may take.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// Serves until `end` comes, then lets running requests finish.
pub async fn serve(app: App, listener: TcpListener, tls: Option<Tls>, end: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let mut end = std::pin::pin!(end);
    loop {
        let accept = async {
            let place = Arc::clone(&room).acquire_owned().await;
            (place, listener.accept().await)
        };
        tokio::select! {
            () = &mut end => break,
            (place, accepted) = accept => match (place, accepted) {
                (Ok(place), Ok((stream, peer))) => {
                    let visit = Visit { app: app.clone(), tls: tls.clone(), peer: peer.ip(), watcher: graceful.watcher() };
                    drop(tokio::spawn(visit.run(stream, place)));
                }
                (_, accepted) => pause_after(accepted.err()).await,
            },
        }
    }
    drop(listener);
    if timeout(DRAIN, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests were cut off at the end");
    }
}

/// One connection and what its requests need.
struct Visit {
    app: App,
    tls: Option<Tls>,
    peer: IpAddr,
    watcher: Watcher,
}

impl Visit {
    /// Holds its place until the connection ends.
    async fn run(self, stream: TcpStream, _place: OwnedSemaphorePermit) {
        // Answers are small and complete: waiting for more to send only costs time.
        drop(stream.set_nodelay(true));
        let Self { app, tls, peer, watcher } = self;
        match tls {
            None => connection::run(stream, Protocol::Http1, app, peer, false, watcher).await,
            Some(tls) => {
                if let Ok(Ok((stream, protocol))) = timeout(HANDSHAKE, tls.accept(stream)).await {
                    connection::run(stream, protocol, app, peer, true, watcher).await;
                }
            }
        }
    }
}

/// Out of file handles and the like: it passes, and asking again at once would only burn the processor.
async fn pause_after(error: Option<io::Error>) {
    if let Some(error) = error {
        tracing::warn!(%error, "cannot accept a connection");
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
}

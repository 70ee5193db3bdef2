//! From a socket to a request: accepts connections, bounds them, ends them gracefully.
//!
//! - [`places`]: who may have one; [`connection`]: what it may do with it
//! - [`progress`]: what moves on it, told by [`stream`] and [`answer`]
//! - [`listener`], [`tcp`]: where connections come from; [`tls`]: https with an own certificate; [`files`]: the system's limit

mod answer;
pub mod connection;
pub mod files;
mod listener;
pub mod places;
pub mod progress;
mod stream;
mod tcp;
mod tls;

pub use connection::Answers;
pub use listener::Listener;
pub use tls::{Tls, TlsError};

use connection::{Ending, Protocol, Visit};
use places::{Place, Places};
use std::{future::Future, io, net::IpAddr, sync::Arc, time::Duration};
use stream::Watched;
use tokio::{sync::watch, time::timeout};

/// How long requests may go on after the end was asked for.
const DRAIN: Duration = Duration::from_secs(10);
/// How long a TLS greeting may take.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// What every connection is served with.
#[derive(Clone)]
pub struct Service<A> {
    pub app: A,
    pub tls: Option<Tls>,
    pub places: Arc<Places>,
}

/// Serves until `end` comes, then lets running requests finish.
pub async fn serve<L: Listener, A: Answers>(service: Service<A>, listener: L, end: impl Future<Output = ()>) {
    let (ending, has_ended) = watch::channel(());
    let mut end = std::pin::pin!(end);
    loop {
        let accept = async {
            let (stream, peer) = listener.accept().await?;
            Ok::<_, io::Error>((stream, peer, service.places.admit(peer).await))
        };
        tokio::select! {
            () = &mut end => break,
            accepted = accept => match accepted {
                Ok((stream, peer, Some(place))) => {
                    let (service, has_ended) = (service.clone(), has_ended.clone());
                    drop(tokio::spawn(async move {
                        let ending = serve_one::<L, A>(service, stream, peer, &place, has_ended).await;
                        place.end(ending);
                    }));
                }
                Ok((_, _, None)) => {}
                Err(error) => pause_after(&error).await,
            },
        }
    }
    drop((listener, has_ended));
    ending.send_replace(());
    if timeout(DRAIN, ending.closed()).await.is_err() {
        tracing::warn!("some requests were cut off at the end");
    }
}

async fn serve_one<L: Listener, A: Answers>(
    service: Service<A>,
    stream: L::Stream,
    peer: IpAddr,
    place: &Place,
    end: watch::Receiver<()>,
) -> Ending {
    let Service { app, tls, .. } = service;
    let progress = Arc::clone(&place.progress);
    let stream = Watched::<L>::new(stream, Arc::clone(&progress));
    let mut visit = Visit { peer, tls: tls.is_some(), progress, end };
    let Some(tls) = tls else { return connection::run(stream, Protocol::Http1, app, visit).await };
    let greeted = tokio::select! {
        greeted = timeout(HANDSHAKE, tls.accept(stream)) => greeted,
        () = place.progress.sent_away() => return Ending::SentAway,
        _ = visit.end.changed() => return Ending::Closed,
    };
    match greeted {
        Ok(Ok((stream, protocol))) => connection::run(stream, protocol, app, visit).await,
        Ok(Err(_)) => Ending::Closed,
        Err(_) => Ending::Silent,
    }
}

/// Out of file handles and the like: it passes, and asking again at once would only burn the processor.
async fn pause_after(error: &io::Error) {
    tracing::warn!(%error, "cannot accept a connection");
    tokio::time::sleep(Duration::from_millis(100)).await;
}

//! One connection and its bounds: who sends slowly or nothing at all must not hold a place.

use crate::app::App;
use axum::body::Body;
use hyper::{Request, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto, graceful::Watcher},
};
use std::{convert::Infallible, net::IpAddr, time::Duration};
use tokio::io::{AsyncRead, AsyncWrite};

/// Also bounds how long an idle connection is kept.
const HEADER_READ_TIMEOUT: Duration = Duration::from_secs(10);
const HEADER_BYTES: usize = 16 * 1024;
const HEADERS: usize = 64;
const STREAMS: u32 = 64;
const PING_EVERY: Duration = Duration::from_secs(20);

/// Chosen before the first byte: guessing would wait for bytes without any limit of time.
#[derive(Clone, Copy)]
pub enum Protocol {
    Http1,
    Http2,
}

pub async fn run<S>(stream: S, protocol: Protocol, app: App, peer: IpAddr, tls: bool, watcher: Watcher)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(move |request: Request<hyper::body::Incoming>| {
        let app = app.clone();
        async move { Ok::<_, Infallible>(app.answer(request.map(Body::new), peer, tls).await) }
    });
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_READ_TIMEOUT)
        .max_headers(HEADERS)
        .max_buf_size(HEADER_BYTES);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(STREAMS)
        .max_header_list_size(HEADER_BYTES as u32)
        .keep_alive_interval(PING_EVERY);
    let builder = match protocol {
        Protocol::Http1 => builder.http1_only(),
        Protocol::Http2 => builder.http2_only(),
    };
    let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
    // How a connection ends is the client's affair; what it asked is logged with each request.
    drop(watcher.watch(connection).await);
}

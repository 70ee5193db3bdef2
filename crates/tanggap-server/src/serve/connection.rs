//! One connection and its bounds: who sends or reads slowly, or not at all, must not hold a place.

use super::{
    answer::{Answer, Asked},
    progress::{Progress, Verdict},
};
use axum::body::Body;
use hyper::{Request, Response, body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::conn::auto,
};
use std::{convert::Infallible, net::IpAddr, pin::pin, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    sync::watch,
    time::{Instant, sleep_until},
};

/// Also bounds how long an idle connection is kept.
const HEADER_READ_TIMEOUT: Duration = Duration::from_secs(10);
/// Requests that are sent without waiting for answers are read ahead by no more than this.
const HEADER_BYTES: usize = 16 * 1024;
const HEADERS: usize = 64;
const STREAMS: u32 = 64;
const PING_EVERY: Duration = Duration::from_secs(20);
const PING_TIMEOUT: Duration = Duration::from_secs(20);
/// What is taken out of an answer over HTTP/2 before the other side grants room for it.
const STREAM_BYTES: usize = 64 * 1024;

/// What answers requests that came from `peer`, over TLS or not.
pub trait Answers: Clone + Send + Sync + 'static {
    fn answer(
        &self,
        request: Request<Body>,
        peer: IpAddr,
        tls: bool,
    ) -> impl Future<Output = Response<Body>> + Send;
}

/// Chosen before the first byte: guessing would wait for bytes without any limit of time.
#[derive(Clone, Copy, PartialEq)]
pub enum Protocol {
    Http1,
    Http2,
}

/// Who is at the other end, and what the connection is told from outside.
pub struct Visit {
    pub peer: IpAddr,
    pub tls: bool,
    pub progress: Arc<Progress>,
    /// Changes when the server ends.
    pub end: watch::Receiver<()>,
}

/// How a connection ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// By itself: what a client asked is logged with each request.
    Closed,
    /// Nothing of an answer was taken for too long.
    Stalled,
    /// It has not asked for anything.
    Silent,
    /// Its place was wanted.
    SentAway,
}

pub async fn run<S, A>(stream: S, protocol: Protocol, app: A, visit: Visit) -> Ending
where
    A: Answers,
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let Visit { peer, tls, progress, mut end } = visit;
    let asked = Arc::clone(&progress);
    let service = service_fn(move |request: Request<Incoming>| {
        let (app, asked) = (app.clone(), Asked::new(&asked));
        async move {
            let (head, body) = app.answer(request.map(Body::new), peer, tls).await.into_parts();
            let body = asked.answered(body, protocol == Protocol::Http2);
            Ok::<Response<Answer>, Infallible>(Response::from_parts(head, body))
        }
    });
    let builder = builder(protocol);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    let mut look_again = Instant::now();
    let (mut is_ending, mut is_idle) = (false, false);
    loop {
        tokio::select! {
            // First the verdict: hyper ends a silent connection after the same time, and doesn't say why.
            biased;
            () = sleep_until(look_again) => match progress.verdict() {
                Verdict::Wait(until) => (look_again, is_idle) = (until, false),
                Verdict::Stalled => return Ending::Stalled,
                Verdict::Silent => return Ending::Silent,
                Verdict::Idle if is_idle => return Ending::Closed,
                // A request may be on its way: it is answered still.
                Verdict::Idle => {
                    (look_again, is_idle) = (Instant::now() + HEADER_READ_TIMEOUT, true);
                    connection.as_mut().graceful_shutdown();
                }
            },
            _ = connection.as_mut() => return Ending::Closed,
            () = progress.sent_away() => match progress.dispensable_from_ms() {
                Some(_) => return Ending::SentAway,
                // It has begun to ask at this very moment: that is still answered.
                None => connection.as_mut().graceful_shutdown(),
            },
            _ = end.changed(), if !is_ending => {
                is_ending = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}

fn builder(protocol: Protocol) -> auto::Builder<TokioExecutor> {
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
        .max_send_buf_size(STREAM_BYTES)
        .keep_alive_interval(PING_EVERY)
        .keep_alive_timeout(PING_TIMEOUT);
    match protocol {
        Protocol::Http1 => builder.http1_only(),
        Protocol::Http2 => builder.http2_only(),
    }
}

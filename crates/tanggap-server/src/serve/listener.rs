//! Where connections come from: a socket of the system's, or what a test invents.

use super::tcp::Tcp;
use std::{future::Future, io, net::IpAddr};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpListener,
};

pub trait Listener: Send + Sync + 'static {
    type Stream: AsyncRead + AsyncWrite + Unpin + Send + 'static;

    fn accept(&self) -> impl Future<Output = io::Result<(Self::Stream, IpAddr)>> + Send;

    /// Before a stream is dropped whose other side takes nothing: what was written to it is given up.
    fn abandon(stream: &Self::Stream);
}

impl Listener for TcpListener {
    type Stream = Tcp;

    async fn accept(&self) -> io::Result<(Tcp, IpAddr)> {
        let (stream, peer) = TcpListener::accept(self).await?;
        Ok((Tcp::new(stream), peer.ip()))
    }

    fn abandon(stream: &Tcp) {
        stream.abandon();
    }
}

//! Where connections come from: a socket of the system's, or what a test invents.

use std::{future::Future, io, net::IpAddr};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
};

pub trait Listener: Send + Sync + 'static {
    type Stream: AsyncRead + AsyncWrite + Unpin + Send + 'static;

    fn accept(&self) -> impl Future<Output = io::Result<(Self::Stream, IpAddr)>> + Send;

    /// Before a stream is dropped whose other side takes nothing: what was written to it is given up.
    fn abandon(stream: &Self::Stream);
}

/// What the system may hold of an answer that was not sent yet. It bounds the memory of a line that doesn't move, and
/// lets one that moves at 1 KB/s show it: the system asks for more once half of this is gone.
#[cfg(target_os = "linux")]
const UNSENT_BYTES: u32 = 32 << 10;

impl Listener for TcpListener {
    type Stream = TcpStream;

    async fn accept(&self) -> io::Result<(TcpStream, IpAddr)> {
        let (stream, peer) = TcpListener::accept(self).await?;
        // Answers are small and complete: waiting for more to send only costs time.
        drop(stream.set_nodelay(true));
        #[cfg(target_os = "linux")]
        drop(socket2::SockRef::from(&stream).set_tcp_notsent_lowat(UNSENT_BYTES));
        Ok((stream, peer.ip()))
    }

    fn abandon(stream: &TcpStream) {
        // Closed so, the system forgets what it still holds instead of offering it for minutes more.
        drop(stream.set_zero_linger());
    }
}

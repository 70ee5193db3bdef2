//! The system's connections, written to so that a slow line shows that it moves. Left to itself, Linux takes up to 64 KB
//! into one piece and asks for more only when about as much is gone: on a line of 1 KB/s that is once in a minute or two,
//! and nothing tells it from a line on which nothing moves at all.

use std::{
    io::{self, IoSlice},
    pin::Pin,
    task::{Context, Poll, ready},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, Interest, ReadBuf},
    net::TcpStream,
};

/// What the system takes at a time of an answer that is larger.
#[cfg(target_os = "linux")]
const PIECE: usize = 4 << 10;
/// What it may hold that was not sent yet. It also bounds the memory of a line that doesn't move. Measured: a line of
/// 2 KB/s is served to the end; one of 1 KB/s can show nothing for more than 30 s, and is then taken for one that stands.
#[cfg(target_os = "linux")]
const UNSENT: u32 = 8 << 10;

pub struct Tcp(TcpStream);

impl Tcp {
    pub fn new(stream: TcpStream) -> Self {
        // Answers are small and complete: waiting for more to send only costs time.
        drop(stream.set_nodelay(true));
        #[cfg(target_os = "linux")]
        drop(socket2::SockRef::from(&stream).set_tcp_notsent_lowat(UNSENT));
        Self(stream)
    }

    /// When it is dropped now, the system forgets what it still holds instead of offering it for minutes more.
    pub fn abandon(&self) {
        drop(self.0.set_zero_linger());
    }

    /// One piece, which the system does not join with the next.
    #[cfg(target_os = "linux")]
    fn poll_write_piece(&self, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        use rustix::net::{SendFlags, send};
        let piece = bytes.get(..PIECE).unwrap_or(bytes);
        loop {
            ready!(self.0.poll_write_ready(context))?;
            let flags = SendFlags::EOR | SendFlags::NOSIGNAL;
            let sent = self.0.try_io(Interest::WRITABLE, || Ok(send(&self.0, piece, flags)?));
            match sent {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                sent => return Poll::Ready(sent),
            }
        }
    }
}

impl AsyncRead for Tcp {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for Tcp {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        #[cfg(target_os = "linux")]
        if bytes.len() > PIECE {
            return self.poll_write_piece(context, bytes);
        }
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        #[cfg(target_os = "linux")]
        if slices.iter().map(|slice| slice.len()).sum::<usize>() > PIECE
            && let Some(first) = slices.iter().find(|slice| !slice.is_empty())
        {
            return self.poll_write_piece(context, first);
        }
        Pin::new(&mut self.0).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.0.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::future::poll_fn;
    use tokio::{io::AsyncReadExt, net::TcpListener};

    #[tokio::test]
    async fn the_system_is_given_a_large_answer_in_pieces_and_a_small_one_as_it_is() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let mut server = Tcp::new(listener.accept().await.unwrap().0);
        let bound = socket2::SockRef::from(&server.0).tcp_notsent_lowat().unwrap();
        assert_eq!(bound, UNSENT, "more than that does not wait in the system");
        let (head, large) = (vec![b'h'; 100], vec![b'x'; 10 * PIECE]);
        let mut heard = vec![0; 2 * PIECE];
        for (what, written, expected) in [
            ("large", poll_fn(|context| Pin::new(&mut server).poll_write(context, &large)).await, PIECE),
            ("small", poll_fn(|context| Pin::new(&mut server).poll_write(context, &head)).await, 100),
        ] {
            assert_eq!(written.unwrap(), expected, "{what}");
            client.read_exact(&mut heard[..expected]).await.unwrap();
        }
        for (body, expected) in [(&large, 100), (&head, 200)] {
            let slices = [IoSlice::new(&[]), IoSlice::new(&head), IoSlice::new(body)];
            let written =
                poll_fn(|context| Pin::new(&mut server).poll_write_vectored(context, &slices)).await;
            assert_eq!(written.unwrap(), expected, "a head goes first where its body is large");
            client.read_exact(&mut heard[..expected]).await.unwrap();
        }
        assert_eq!(&heard[..200], [b'h'; 200]);
    }
}

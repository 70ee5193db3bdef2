//! A server as a phone meets it that notices when it dies: an answer came whole, or nothing is known.

use serde_json::Value;
use std::{
    io::{self, Read, Write},
    net::TcpStream,
    sync::atomic::{AtomicUsize, Ordering},
};

/// One connection.
pub struct Server<'a> {
    stream: TcpStream,
    /// Answers to what was sent; questions don't count.
    answers: &'a AtomicUsize,
}

impl<'a> Server<'a> {
    pub fn connect(port: u16, answers: &'a AtomicUsize) -> io::Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, answers })
    }

    /// Status and JSON of an answer that came whole; an error means nothing is known.
    pub fn ask(&mut self, method: &str, path: &str, headers: &str, body: &[u8]) -> io::Result<(u16, Value)> {
        let length = body.len();
        let head =
            format!("{method} {path} HTTP/1.1\r\nHost: x\r\n{headers}Content-Length: {length}\r\n\r\n");
        self.stream.write_all(&[head.as_bytes(), body].concat())?;
        let (mut answer, mut piece) = (Vec::new(), [0; 4_096]);
        loop {
            let read = self.stream.read(&mut piece)?;
            if read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            answer.extend_from_slice(&piece[..read]);
            if let Some(whole) = whole(&answer) {
                self.answers.fetch_add(usize::from(method == "PUT"), Ordering::Relaxed);
                return Ok(whole);
            }
        }
    }
}

fn whole(answer: &[u8]) -> Option<(u16, Value)> {
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n")? + 4;
    let head = std::str::from_utf8(&answer[..end]).ok()?;
    let length: usize = head.split("content-length: ").nth(1)?.split("\r\n").next()?.parse().ok()?;
    let body = answer.get(end..end + length)?;
    Some((head.get(9..12)?.parse().ok()?, serde_json::from_slice(body).ok()?))
}

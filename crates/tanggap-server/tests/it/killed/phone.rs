//! A phone that sends reports with photos and remembers every answer that came whole.

use crate::{photo, photo::PIECE, report};
use serde_json::{Value, json};
use std::{
    io::{self, Read, Write},
    net::TcpStream,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

const SLOT: &str = "kQ3-vT8_xW2m";
/// Every so many reports, one has a photo.
const WITH_PHOTO: usize = 6;

#[derive(Default)]
pub struct Sent {
    pub reports: usize,
    pub photos: usize,
    pub pieces: usize,
    /// Photos, and reports, that were under way when a server died.
    pub resumed: usize,
    pub repeated: usize,
}

pub struct Phone {
    picture: Arc<Vec<u8>>,
    hash: String,
    /// Body and, once answered, receipt without what may change.
    reports: Vec<(Value, Option<Value>)>,
    /// Bytes of the last report's photo that are answered; `None`: it has none, or it is there.
    photo: Option<usize>,
    sent: Sent,
}

impl Sent {
    pub fn add(&mut self, other: &Sent) {
        self.reports += other.reports;
        self.photos += other.photos;
        self.pieces += other.pieces;
        self.resumed += other.resumed;
        self.repeated += other.repeated;
    }
}

impl Phone {
    pub fn new(picture: Arc<Vec<u8>>) -> Self {
        let hash = photo::sha256(&picture);
        Self { picture, hash, reports: Vec::new(), photo: None, sent: Sent::default() }
    }

    pub fn sent(&self) -> Sent {
        let Sent { photos, pieces, resumed, repeated, .. } = self.sent;
        Sent { reports: self.reports.len(), photos, pieces, resumed, repeated }
    }

    /// Looks whether what was answered is still there, brings to its end what was under way, then sends more, until
    /// the server no longer answers.
    pub fn send_until_it_dies(&mut self, port: u16, asked_again: usize, answers: &AtomicUsize) {
        let outcome = (|| -> io::Result<()> {
            let mut server = Server::connect(port, answers)?;
            self.look(&mut server, asked_again)?;
            self.take_up(&mut server)?;
            loop {
                let mut body = report::fresh();
                if self.reports.len().is_multiple_of(WITH_PHOTO) {
                    body["media"] = json!([photo::claim(SLOT, &self.picture)]);
                    self.photo = Some(0);
                }
                self.reports.push((body, None));
                self.send_report(&mut server)?;
                self.send_photo(&mut server)?;
            }
        })();
        let error = outcome.unwrap_err();
        assert_ne!(error.kind(), io::ErrorKind::Other, "{error}");
    }

    /// Brings everything to its end and looks at all of it.
    pub fn finish(&mut self, port: u16) {
        let none = AtomicUsize::new(0);
        let mut server = Server::connect(port, &none).unwrap();
        self.take_up(&mut server).unwrap();
        self.look(&mut server, usize::MAX).unwrap();
    }

    /// What was under way when the last server died.
    fn take_up(&mut self, server: &mut Server) -> io::Result<()> {
        if self.reports.last().is_some_and(|(_, receipt)| receipt.is_none()) {
            self.sent.repeated += 1;
            self.send_report(server)?;
        }
        if let (Some(answered), Some((body, _))) = (self.photo, self.reports.last()) {
            self.sent.resumed += 1;
            let (status, state) = server.ask("GET", &slot(body), "", &[])?;
            let here = state["received"].as_u64().unwrap_or_default() as usize;
            let complete = state["complete"] == true;
            assert!(
                status == 200 && (complete || here >= answered),
                "{answered} bytes were answered: {state}"
            );
            self.photo = if complete { None } else { Some(here) };
            if complete {
                self.sent.photos += 1;
            }
            self.send_photo(server)?;
        }
        Ok(())
    }

    /// Older reports are there, with the same receipt.
    fn look(&self, server: &mut Server, most: usize) -> io::Result<()> {
        for (body, receipt) in self.reports.iter().rev().filter(|(_, receipt)| receipt.is_some()).take(most) {
            let (status, again) = server.ask("GET", &report::path(body), "", &[])?;
            assert_eq!(
                (status, Some(&lasting(&again))),
                (200, receipt.as_ref()),
                "an answered report is gone"
            );
        }
        Ok(())
    }

    fn send_report(&mut self, server: &mut Server) -> io::Result<()> {
        let Some((body, receipt)) = self.reports.last_mut() else { return Ok(()) };
        let headers = "Content-Type: application/json\r\n";
        let (status, answer) =
            server.ask("PUT", &report::path(body), headers, body.to_string().as_bytes())?;
        assert!([200, 201].contains(&status), "{status} {answer}");
        *receipt = Some(lasting(&answer));
        Ok(())
    }

    fn send_photo(&mut self, server: &mut Server) -> io::Result<()> {
        let Some((body, _)) = self.reports.last() else { return Ok(()) };
        while let Some(first) = self.photo {
            let last = self.picture.len().min(first + PIECE) - 1;
            let headers = format!(
                "Content-Type: image/png\r\nX-Content-SHA256: {}\r\nContent-Range: bytes {first}-{last}/{}\r\n",
                self.hash,
                self.picture.len()
            );
            let (status, answer) = server.ask("PUT", &slot(body), &headers, &self.picture[first..=last])?;
            self.photo = match status {
                202 => Some(answer["received"].as_u64().unwrap() as usize),
                200 | 201 => {
                    self.sent.photos += 1;
                    None
                }
                _ => panic!("{status} {answer}"),
            };
            self.sent.pieces += 1;
        }
        Ok(())
    }
}

fn slot(body: &Value) -> String {
    format!("{}/media/{SLOT}", report::path(body))
}

fn lasting(receipt: &Value) -> Value {
    let mut receipt = receipt.clone();
    receipt.as_object_mut().unwrap().remove("missing_media");
    receipt
}

/// One connection.
struct Server<'a> {
    stream: TcpStream,
    /// Answers to what was sent; questions don't count.
    answers: &'a AtomicUsize,
}

impl<'a> Server<'a> {
    fn connect(port: u16, answers: &'a AtomicUsize) -> io::Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, answers })
    }

    /// Status and JSON of an answer that came whole; an error means nothing is known.
    fn ask(&mut self, method: &str, path: &str, headers: &str, body: &[u8]) -> io::Result<(u16, Value)> {
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

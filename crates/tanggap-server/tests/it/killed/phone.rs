//! A phone that sends reports and messages about them, both with photos, and remembers every answer that came whole.

use super::server::Server;
use crate::{message, photo, photo::PIECE, report};
use serde_json::{Value, json};
use std::{
    io,
    sync::{Arc, atomic::AtomicUsize},
};

const SLOT: &str = "kQ3-vT8_xW2m";
/// Of so many parcels, one has a photo, and one is a message about the report before it.
const WITH_PHOTO: usize = 6;
const MESSAGE: usize = 5;

#[derive(Default)]
pub struct Sent {
    pub reports: usize,
    pub messages: usize,
    pub photos: usize,
    pub pieces: usize,
    /// Photos, and reports or messages, that were under way when a server died.
    pub resumed: usize,
    pub repeated: usize,
}

/// A report or a message.
struct Parcel {
    path: String,
    body: Value,
    /// Once answered, without what may change.
    receipt: Option<Value>,
}

pub struct Phone {
    picture: Arc<Vec<u8>>,
    hash: String,
    parcels: Vec<Parcel>,
    /// Bytes of the last parcel's photo that are answered; `None`: it has none, or it is there.
    photo: Option<usize>,
    sent: Sent,
}

impl Sent {
    pub fn add(&mut self, other: &Sent) {
        self.reports += other.reports;
        self.messages += other.messages;
        self.photos += other.photos;
        self.pieces += other.pieces;
        self.resumed += other.resumed;
        self.repeated += other.repeated;
    }
}

impl Phone {
    pub fn new(picture: Arc<Vec<u8>>) -> Self {
        let hash = photo::sha256(&picture);
        Self { picture, hash, parcels: Vec::new(), photo: None, sent: Sent::default() }
    }

    pub fn sent(&self) -> Sent {
        let Sent { photos, pieces, resumed, repeated, .. } = self.sent;
        let messages = self.parcels.iter().filter(|parcel| parcel.is_message()).count();
        Sent { reports: self.parcels.len() - messages, messages, photos, pieces, resumed, repeated }
    }

    /// Looks whether what was answered is still there, brings to its end what was under way, then sends more, until
    /// the server no longer answers.
    pub fn send_until_it_dies(&mut self, port: u16, asked_again: usize, answers: &AtomicUsize) {
        let outcome = (|| -> io::Result<()> {
            let mut server = Server::connect(port, answers)?;
            self.look(&mut server, asked_again)?;
            self.take_up(&mut server)?;
            loop {
                self.next();
                self.send_parcel(&mut server)?;
                self.send_photo(&mut server)?;
            }
        })();
        let error = outcome.unwrap_err();
        assert_ne!(error.kind(), io::ErrorKind::Other, "{error}");
    }

    fn next(&mut self) {
        let place = self.parcels.len();
        let about = self.parcels.last().filter(|last| place % MESSAGE == MESSAGE - 1 && !last.is_message());
        let (path, mut body) = match about {
            Some(report) => {
                let body = message::of(&report.body, "message", "Masih mati");
                (message::path(&body), body)
            }
            None => {
                let body = report::fresh();
                (report::path(&body), body)
            }
        };
        // Both numbers have no common divisor: messages get photos, too.
        if place.is_multiple_of(WITH_PHOTO) {
            body["media"] = json!([photo::claim(SLOT, &self.picture)]);
            self.photo = Some(0);
        }
        self.parcels.push(Parcel { path, body, receipt: None });
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
        if self.parcels.last().is_some_and(|parcel| parcel.receipt.is_none()) {
            self.sent.repeated += 1;
            self.send_parcel(server)?;
        }
        if let (Some(answered), Some(parcel)) = (self.photo, self.parcels.last()) {
            self.sent.resumed += 1;
            let (status, state) = server.ask("GET", &parcel.slot(), "", &[])?;
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

    /// Older parcels are there, with the same receipt.
    fn look(&self, server: &mut Server, most: usize) -> io::Result<()> {
        let answered = self.parcels.iter().rev().filter(|parcel| parcel.receipt.is_some());
        for Parcel { path, receipt, .. } in answered.take(most) {
            let (status, again) = server.ask("GET", path, "", &[])?;
            assert_eq!(
                (status, Some(&lasting(&again))),
                (200, receipt.as_ref()),
                "{path} is gone or changed"
            );
        }
        Ok(())
    }

    fn send_parcel(&mut self, server: &mut Server) -> io::Result<()> {
        let Some(Parcel { path, body, receipt }) = self.parcels.last_mut() else { return Ok(()) };
        let headers = "Content-Type: application/json\r\n";
        let (status, answer) = server.ask("PUT", path, headers, body.to_string().as_bytes())?;
        assert!([200, 201].contains(&status), "{status} {answer}");
        *receipt = Some(lasting(&answer));
        Ok(())
    }

    fn send_photo(&mut self, server: &mut Server) -> io::Result<()> {
        let Some(parcel) = self.parcels.last() else { return Ok(()) };
        while let Some(first) = self.photo {
            let last = self.picture.len().min(first + PIECE) - 1;
            let headers = format!(
                "Content-Type: image/png\r\nX-Content-SHA256: {}\r\nContent-Range: bytes {first}-{last}/{}\r\n",
                self.hash,
                self.picture.len()
            );
            let (status, answer) =
                server.ask("PUT", &parcel.slot(), &headers, &self.picture[first..=last])?;
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

impl Parcel {
    fn is_message(&self) -> bool {
        self.body.get("kind").is_some()
    }

    fn slot(&self) -> String {
        format!("{}/media/{SLOT}", self.path)
    }
}

fn lasting(receipt: &Value) -> Value {
    let mut receipt = receipt.clone();
    receipt.as_object_mut().unwrap().remove("missing_media");
    receipt
}

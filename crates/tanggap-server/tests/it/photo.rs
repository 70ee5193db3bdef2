//! Photos to send, and how they are sent.

use crate::town::{Answer, Town};
use axum::{
    body::Body,
    http::{Request, header},
};
use image::{ImageFormat, Rgb, RgbImage};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::{io::Cursor, ops::Range};
use tanggap_server::random;

pub const PIECE: usize = 65_536;

/// A photo of noise: it fills several pieces. No two are the same.
pub fn noise() -> Vec<u8> {
    let mut state = u32::from_le_bytes(random::bytes().unwrap()) | 1;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as u8
    };
    let picture = RgbImage::from_fn(320, 240, |_, _| Rgb([random(), random(), random()]));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

pub fn sha256(bytes: &[u8]) -> String {
    random::hex(&Sha256::digest(bytes))
}

/// The line of a report's manifest.
pub fn claim(slot: &str, photo: &[u8]) -> Value {
    json!({"slot": slot, "sha256": sha256(photo), "size": photo.len(), "type": "image/png"})
}

/// Sends these bytes of a photo.
pub async fn send(town: &Town, path: &str, photo: &[u8], bytes: Range<usize>) -> Answer {
    let range = format!("bytes {}-{}/{}", bytes.start, bytes.end - 1, photo.len());
    let request = request(path, &sha256(photo)).header(header::CONTENT_RANGE, range);
    town.send(request.body(Body::from(photo[bytes].to_vec())).unwrap()).await
}

/// Sends all pieces that are still missing; the last answer.
pub async fn send_rest(town: &Town, path: &str, photo: &[u8], mut from: usize) -> Answer {
    loop {
        let until = photo.len().min(from + PIECE);
        let answer = send(town, path, photo, from..until).await;
        if until == photo.len() || answer.status != 202 {
            return answer;
        }
        from = until;
    }
}

pub fn request(path: &str, sha256: &str) -> axum::http::request::Builder {
    Request::put(path).header(header::CONTENT_TYPE, "image/png").header("x-content-sha256", sha256)
}

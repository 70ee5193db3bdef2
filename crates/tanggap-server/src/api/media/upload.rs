//! Takes the bytes of a photo: keeps a piece, or makes a picture of all of them once the last is here.

use super::{
    headers::{self, Sending},
    outcome,
};
use crate::{
    api::at::At,
    app_state::AppState,
    http::{ApiError, body},
    limits::{Attempt, Client},
    photo::{self, NoPhoto, Trouble, Turn},
    store::{PhotoState, Piece},
};
use axum::{body::Body, http::StatusCode, response::Response};
use sha2::{Digest, Sha256};
use tanggap_core::media::PHOTO_BYTES;

/// A photo that may come: it was announced, it is not here yet, and its sender is within the limits.
pub struct Upload<'a> {
    pub portal: &'a AppState,
    pub at: &'a At,
    pub client: Client,
    /// Counts if the photo is refused.
    pub attempt: Attempt<'a>,
}

impl Upload<'_> {
    pub async fn take(self, sending: Sending, photo: PhotoState, body: Body) -> Result<Response, ApiError> {
        let Self { portal, at, client, .. } = self;
        let (parent, uid, slot) = (at.parent(), at.uid().to_owned(), at.slot().to_owned());
        let Some(range) = sending.range else {
            // Room for the few that are sent in one go, before their bytes are in memory.
            let Some(_room) = portal.photo_processor.room_for_whole(client) else {
                body::drain(body).await;
                return Err(outcome::busy());
            };
            let bytes = body::collect(body, PHOTO_BYTES as usize).await?.to_vec();
            let (sha256, size, at) = (sending.sha256, bytes.len() as u64, portal.now());
            let piece = Piece { parent, uid, slot, sha256, size, first: 0, bytes, at, sender: client.key() };
            return self.finish(piece, false).await;
        };
        let here = photo.received_of(&sending.sha256, range.size);
        if range.first != here {
            body::drain(body).await;
            return Ok(outcome::received(StatusCode::CONFLICT, &uid, &slot, here));
        }
        let bytes = body::collect(body, range.bytes() as usize).await?.to_vec();
        if bytes.len() as u64 != range.bytes() {
            return Err(headers::wrong_range("as many bytes as the range has"));
        }
        let (sha256, size, first) = (sending.sha256, range.size, range.first);
        let sender = client.key();
        let piece = Piece { parent, uid, slot, sha256, size, first, bytes, at: portal.now(), sender };
        if range.is_last() {
            return self.finish(piece, here > 0).await;
        }
        if is_other(&piece) {
            return Err(self.refuse(outcome::no_photo(&piece.slot, NoPhoto::Kind)));
        }
        let kept = portal.store.keep_piece(piece).await?;
        outcome::answer(portal, kept, at).await
    }

    /// The last bytes are here. They are not kept as a piece: if the server dies now, the phone sends them again and so
    /// brings this to its end. `is_begun`: its first pieces are in the store.
    async fn finish(self, last: Piece, is_begun: bool) -> Result<Response, ApiError> {
        if is_other(&last) {
            return Err(self.refuse(outcome::no_photo(&last.slot, NoPhoto::Kind)));
        }
        let Self { portal, at, client, .. } = self;
        if !portal.store.has_room_for_photo(last.size).await? {
            return Err(outcome::no_room());
        }
        let turn = portal.photo_processor.turn(client).await.map_err(|_| outcome::busy())?;
        let (parent, uid, slot, sha256) = (last.parent, last.uid.clone(), last.slot.clone(), last.sha256);
        let mut whole = match is_begun {
            true => portal.store.pieces(parent, uid.clone(), slot.clone()).await?,
            false => Vec::new(),
        };
        whole.extend_from_slice(&last.bytes);
        let refusal = match made(&last, whole, turn).await {
            Ok(jpeg) => {
                let kept = portal.store.complete_photo(last, jpeg).await?;
                return outcome::answer(portal, kept, at).await;
            }
            Err(Some(refusal)) => refusal,
            Err(None) => return Err(outcome::busy()),
        };
        portal.store.forget_pieces(parent, uid, slot, sha256).await?;
        Err(self.refuse(refusal))
    }

    fn refuse(self, why: ApiError) -> ApiError {
        self.attempt.refused();
        why
    }
}

/// Whether this is a first piece and no picture begins with it: nothing of it is kept.
fn is_other(piece: &Piece) -> bool {
    piece.first == 0 && !photo::begins_like_one(&piece.bytes)
}

/// The picture made of all bytes; else why there is none, or nothing where there was no time for it.
async fn made(last: &Piece, whole: Vec<u8>, turn: Turn) -> Result<Vec<u8>, Option<ApiError>> {
    if whole.len() as u64 != last.size || Sha256::digest(&whole)[..] != last.sha256 {
        return Err(Some(outcome::other_bytes(&last.slot)));
    }
    turn.clean(whole).await.map_err(|trouble| match trouble {
        Trouble::Busy => None,
        Trouble::NoPhoto(why) => Some(outcome::no_photo(&last.slot, why)),
    })
}

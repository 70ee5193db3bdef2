//! A request and its answer, for as long as something of them is left: what is taken of it counts as progress.

use super::progress::Progress;
use axum::body::{Body, Bytes};
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

/// Parts that an answer over HTTP/2 is handed out in. In one part, one byte of window would take all of it.
const PART: usize = 16 << 10;

/// A request, from its headers until its answer is handed over.
pub struct Asked(Arc<Progress>);

impl Asked {
    pub fn new(progress: &Arc<Progress>) -> Self {
        progress.request_begins();
        Self(Arc::clone(progress))
    }

    /// The same answer, watched.
    pub fn answered(self, body: Body, in_parts: bool) -> Answer {
        let id = self.0.answer_begins();
        Answer { body, id, asked: self, part: if in_parts { PART } else { usize::MAX }, rest: Bytes::new() }
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.0.request_ends();
    }
}

pub struct Answer {
    body: Body,
    id: u64,
    asked: Asked,
    part: usize,
    /// What is left of a part that was too large.
    rest: Bytes,
}

impl Drop for Answer {
    fn drop(&mut self) {
        self.asked.0.answer_ends(self.id);
    }
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if self.rest.is_empty() {
            match ready!(Pin::new(&mut self.body).poll_frame(context)).transpose()? {
                None => return Poll::Ready(None),
                Some(frame) => match frame.into_data() {
                    Ok(bytes) => self.rest = bytes,
                    Err(other) => return Poll::Ready(Some(Ok(other))),
                },
            }
        }
        self.asked.0.answer_moves(self.id);
        let length = self.rest.len().min(self.part);
        Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(length)))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let (rest, left) = (self.rest.len() as u64, self.body.size_hint());
        let mut hint = SizeHint::new();
        hint.set_lower(rest + left.lower());
        if let Some(upper) = left.upper() {
            hint.set_upper(rest + upper);
        }
        hint
    }
}

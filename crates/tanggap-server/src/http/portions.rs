//! A large answer in portions. Between two of them the thread turns to whatever else waits: an answer of a megabyte
//! that a quick client takes in one go would otherwise hold up all the small ones for as long as it is copied.

use axum::body::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use std::{
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
};

/// Copied in some 20 µs.
const PORTION: usize = 64 * 1024;

pub struct Portions {
    rest: Bytes,
    /// Whether others have had their turn since the last portion.
    rested: bool,
}

impl Portions {
    pub fn new(all: Bytes) -> Self {
        Self { rest: all, rested: true }
    }
}

impl Body for Portions {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.rest.is_empty() {
            return Poll::Ready(None);
        }
        if !self.rested {
            self.rested = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.rested = false;
        let length = self.rest.len().min(PORTION);
        Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(length)))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest.len() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt;

    #[tokio::test]
    async fn all_bytes_come_in_their_order_and_others_have_a_turn_between() {
        for length in [0, 1, PORTION, PORTION + 1, 5 * PORTION + 7] {
            let all: Vec<u8> = (0..length).map(|place| (place % 251) as u8).collect();
            let mut body = Portions::new(all.clone().into());
            assert_eq!((body.size_hint().exact(), body.is_end_stream()), (Some(length as u64), length == 0));
            let (mut found, mut turns) = (Vec::new(), 0);
            let others = async {
                loop {
                    turns += 1;
                    tokio::task::yield_now().await;
                }
            };
            let read = async {
                while let Some(frame) = body.frame().await {
                    let Ok(portion) = frame.unwrap().into_data() else { panic!("no data") };
                    assert!(portion.len() <= PORTION);
                    found.extend_from_slice(&portion);
                }
            };
            tokio::select! {
                biased;
                () = read => {}
                () = others => {}
            }
            assert!(found == all, "{length}");
            assert!(turns >= length.div_ceil(PORTION).saturating_sub(1), "{length}: {turns} turns");
        }
    }
}

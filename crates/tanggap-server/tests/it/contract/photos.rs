//! A photo comes in pieces, each kept where the last one ended, and is shown to whom it may be.

use super::{Kept, report};
use tanggap_core::media::{MediaClaim, Slot};
use tanggap_server::store::{Change, Kept as Piecewise, NewReport, Parent, Piece};

const SLOT: &str = "photo-0001";

fn piece(first: u64, bytes: &[u8]) -> Piece {
    Piece {
        parent: Parent::Report,
        uid: "1".into(),
        slot: SLOT.into(),
        sha256: [5; 32],
        size: 6,
        first,
        bytes: bytes.to_vec(),
        at: 30,
        sender: Some(1),
    }
}

async fn announced() -> Kept {
    let kept = Kept::new();
    let claim = MediaClaim {
        slot: Slot::parse(SLOT).unwrap(),
        sha256: "05".repeat(32),
        size: 6,
        media_type: "image/jpeg".into(),
    };
    let receipt = kept.keep(NewReport { media: vec![claim], ..report("1") }).await;
    assert_eq!(receipt.missing, [SLOT]);
    kept
}

#[tokio::test]
async fn pieces_are_kept_in_their_order_and_put_together() {
    let kept = announced().await;
    let keep = |first, bytes: &[u8]| kept.store.keep_piece(piece(first, bytes));
    assert!(matches!(keep(3, b"def").await.unwrap(), Piecewise::Elsewhere(0)));
    assert!(matches!(keep(0, b"abc").await.unwrap(), Piecewise::Received(3)));
    assert!(matches!(keep(0, b"abc").await.unwrap(), Piecewise::Elsewhere(3)), "the answer was lost");
    assert!(matches!(keep(3, b"de").await.unwrap(), Piecewise::Received(5)));
    let photo = kept.store.photo(Parent::Report, "1".into(), SLOT.into()).await.unwrap().unwrap();
    assert_eq!((photo.received, photo.complete, photo.received_of(&[5; 32], 6)), (5, false, 5));
    assert_eq!(kept.store.pieces(Parent::Report, "1".into(), SLOT.into()).await.unwrap(), b"abcde");
    let other = Piece { sha256: [6; 32], ..piece(0, b"xyz") };
    assert!(matches!(kept.store.keep_piece(other).await.unwrap(), Piecewise::Received(3)), "begins anew");
    assert_eq!(kept.store.pieces(Parent::Report, "1".into(), SLOT.into()).await.unwrap(), b"xyz");
    let forget = |sha256| kept.store.forget_pieces(Parent::Report, "1".into(), SLOT.into(), sha256);
    forget([5; 32]).await.unwrap();
    assert_eq!(kept.store.pieces(Parent::Report, "1".into(), SLOT.into()).await.unwrap(), b"xyz");
    forget([6; 32]).await.unwrap();
    assert!(kept.store.pieces(Parent::Report, "1".into(), SLOT.into()).await.unwrap().is_empty());
    for (uid, slot) in [("1", "photo-0002"), ("2", SLOT)] {
        let unknown = Piece { uid: uid.into(), slot: slot.into(), ..piece(0, b"abc") };
        assert!(matches!(kept.store.keep_piece(unknown).await.unwrap(), Piecewise::Unknown));
        assert!(kept.store.photo(Parent::Report, uid.into(), slot.into()).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn what_nobody_goes_on_with_is_forgotten() {
    let kept = announced().await;
    kept.store.keep_piece(piece(0, b"abc")).await.unwrap();
    assert_eq!(kept.store.forget_abandoned(60, 90).await.unwrap(), 0);
    assert_eq!(kept.store.forget_abandoned(60, 91).await.unwrap(), 1);
    let photo = kept.store.photo(Parent::Report, "1".into(), SLOT.into()).await.unwrap().unwrap();
    assert_eq!(photo.received, 0);
}

#[tokio::test]
async fn a_whole_photo_is_its_reporters_and_everyones_once_it_is_published() {
    let kept = announced().await;
    let complete = || kept.store.complete_photo(piece(3, b"def"), b"jpeg".to_vec());
    assert!(matches!(complete().await.unwrap(), Piecewise::Complete));
    assert!(matches!(complete().await.unwrap(), Piecewise::Complete), "once");
    let receipt = kept.store.received("1".into()).await.unwrap().unwrap().receipt;
    assert!(receipt.missing.is_empty());
    let photos = kept.store.private("1".into()).await.unwrap().unwrap().photos;
    let [photo] = photos.as_slice() else { panic!("one photo") };
    assert_eq!((photo.place, photo.is_withheld, photo.is_late), (1, false, false));
    let own = || kept.store.private_photo("1".into(), photo.id.clone());
    let public = |desk: &str| kept.store.published_photo(desk.into(), photo.id.clone());
    assert_eq!(own().await.unwrap().as_deref(), Some(&b"jpeg"[..]));
    assert_eq!(kept.store.private_photo("2".into(), photo.id.clone()).await.unwrap(), None);
    assert_eq!(public("aspirasi").await.unwrap(), None);
    kept.change("1", Change::Publish).await;
    assert_eq!(public("aspirasi").await.unwrap().as_deref(), Some(&b"jpeg"[..]));
    assert_eq!(public("roads").await.unwrap(), None);
    kept.change("1", Change::Erase).await;
    assert_eq!((own().await.unwrap(), public("aspirasi").await.unwrap()), (None, None));
    let late = kept.store.keep_piece(piece(0, b"abc")).await.unwrap();
    assert!(matches!(late, Piecewise::Erased | Piecewise::Unknown));
}

//! Headers of every kind, in tables: what they say, and what may be decoded.

use super::*;

fn jpeg(width: u16, height: u16, before: &[&[u8]], frame: u8) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8];
    bytes.extend(before.concat());
    bytes.extend([0xff, frame, 0, 11, 8]);
    bytes.extend(height.to_be_bytes());
    bytes.extend(width.to_be_bytes());
    bytes.extend([1, 1, 0x11, 0]);
    bytes
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes
}

fn webp(chunk: &[u8; 4], rest: &[u8]) -> Vec<u8> {
    [&b"RIFF\0\0\0\0WEBP"[..], chunk, &[0; 4], rest].concat()
}

fn ftyp(brand: &[u8; 4]) -> Vec<u8> {
    [&b"\0\0\0\x18ftyp"[..], brand].concat()
}

#[test]
fn a_header_tells_kind_and_size() {
    // An EXIF segment of 64 KB with something inside that looks like a frame header.
    let exif =
        [&[0xff, 0xe1, 0xff, 0xff][..], &[0xff, 0xc0, 0, 11, 8, 0, 1, 0, 1].repeat(7_282)[..65_533]].concat();
    let tables = [0xff, 0xc4, 0, 4, 9, 9];
    for (case, bytes, kind, size) in [
        ("JPEG", jpeg(4000, 3000, &[], 0xc0), Kind::Jpeg, Some((4000, 3000))),
        ("progressive", jpeg(4000, 3000, &[], 0xc2), Kind::Jpeg, Some((4000, 3000))),
        ("after EXIF and tables", jpeg(8, 9, &[&exif, &tables], 0xc1), Kind::Jpeg, Some((8, 9))),
        ("with filling", jpeg(8, 9, &[&[0xff, 0xff, 0xff]], 0xc0), Kind::Jpeg, Some((8, 9))),
        ("no height yet", jpeg(8, 0, &[], 0xc0), Kind::Jpeg, None),
        ("cut", jpeg(8, 9, &[], 0xc0)[..9].to_vec(), Kind::Jpeg, None),
        ("nothing but a marker", vec![0xff, 0xd8, 0xff], Kind::Jpeg, None),
        ("pixels without a frame", vec![0xff, 0xd8, 0xff, 0xda, 0, 2], Kind::Jpeg, None),
        ("PNG", png(640, 480), Kind::Png, Some((640, 480))),
        ("PNG, cut", png(640, 480)[..20].to_vec(), Kind::Png, None),
        (
            "WebP, extended",
            webp(b"VP8X", &[0, 0, 0, 0, 0x7f, 2, 0, 0xdf, 1, 0]),
            Kind::Webp,
            Some((640, 480)),
        ),
        ("WebP, lossless", webp(b"VP8L", &[0x2f, 0x7f, 0xc2, 0x77, 0]), Kind::Webp, Some((640, 480))),
        (
            "WebP, lossy",
            webp(b"VP8 ", &[0, 0, 0, 0x9d, 1, 0x2a, 0x80, 2, 0xe0, 1]),
            Kind::Webp,
            Some((640, 480)),
        ),
        ("HEIC", ftyp(b"heic"), Kind::Heic, None),
        ("AVIF", ftyp(b"avif"), Kind::Heic, None),
        ("a film", ftyp(b"isom"), Kind::Other, None),
        ("GIF", b"GIF89a".to_vec(), Kind::Other, None),
        ("nothing", Vec::new(), Kind::Other, None),
    ] {
        assert_eq!(header(&bytes), Header { kind, size }, "{case}");
    }
}

#[test]
fn no_beginning_of_a_file_can_break_the_reader() {
    let mut seed = 7_u32;
    for length in 0..2_000 {
        let mut bytes =
            [&[0xff, 0xd8, 0xff][..], b"\x89PNG\r\n\x1a\n", b"RIFF____WEBPVP8X"][length % 3].to_vec();
        bytes.extend((0..length % 97).map(|_| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        }));
        let _read = header(&bytes);
    }
}

#[test]
fn bombs_and_strangers_are_refused_before_anybody_decodes_them() {
    let photo = jpeg(4000, 3000, &[], 0xc0);
    for (case, head, bytes, media_type, verdict) in [
        ("12 megapixels", photo.clone(), 4_000_000, "image/jpeg", Ok(())),
        ("50 megapixels", jpeg(8160, 6144, &[], 0xc0), 20_000_000, "image/jpeg", Ok(())),
        ("65k by 65k", jpeg(65_535, 65_535, &[], 0xc0), 100, "image/jpeg", Err(Refusal::TooManyPixels)),
        ("a PNG bomb", png(100_000, 1), 100, "image/png", Err(Refusal::TooManyPixels)),
        ("a huge file", photo.clone(), FILE_BYTES + 1, "image/jpeg", Err(Refusal::FileTooLarge)),
        ("cut short", photo[..9].to_vec(), 9, "image/jpeg", Err(Refusal::Unreadable)),
        ("empty", Vec::new(), 0, "image/jpeg", Err(Refusal::Unreadable)),
        ("a film", ftyp(b"isom"), 9_000, "video/mp4", Err(Refusal::NotAPicture)),
        ("a paper", b"%PDF-1.7".to_vec(), 9_000, "application/pdf", Err(Refusal::NotAPicture)),
        ("an iPhone's, which Safari reads", ftyp(b"heic"), 2_000_000, "image/heic", Ok(())),
        ("without a type", ftyp(b"heic"), 2_000_000, "", Ok(())),
        ("a photo by a wrong name", photo.clone(), 4_000_000, "application/octet-stream", Ok(())),
    ] {
        assert_eq!(may_decode(&head, bytes, media_type), verdict, "{case}");
    }
    assert_eq!(undecodable(&ftyp(b"heic")), Refusal::UnknownKind);
    assert_eq!(undecodable(&photo), Refusal::Unreadable);
}

#[test]
fn the_ladder_only_goes_down_and_begins_where_the_design_says() {
    assert_eq!(LADDER[0].side, 1600);
    for pair in LADDER.windows(2) {
        let smaller = |step: &Step| f64::from(step.side) * f64::from(step.side) * step.quality;
        assert!(smaller(&pair[1]) < smaller(&pair[0]), "{pair:?}");
    }
}

#[test]
fn what_was_too_large_is_halved_for_as_long_as_it_shows_something() {
    for (size, bytes) in [(250_000, Some(125_000)), (40_000, Some(20_000)), (39_999, None), (0, None)] {
        assert_eq!(Plan::below(size).map(|plan| plan.bytes), bytes, "{size}");
    }
}

#[test]
fn a_hash_is_written_as_the_manifest_has_it() {
    let hash = sha256(b"foo");
    assert_eq!(hash, "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae");
    assert!(crate::media::is_sha256(&hash));
}

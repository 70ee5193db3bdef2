//! Photos as phones, cameras and other people make them: whatever hangs on them, only pixels come through.

pub mod fixtures;

use super::{bounds::KEPT_SIDE, *};
use fixtures::*;
use image::ImageFormat;

/// What must never be in a stored photo.
const FORBIDDEN: [&[u8]; 10] = [
    b"Exif\0\0",
    b"http://ns.adobe.com/",
    b"Photoshop 3.0",
    b"ftyp",
    b"<script",
    b"eXIf",
    b"MPF\0",
    b"PK\x03\x04",
    b"106.79",
    b"canary",
];

fn has(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn only_pixels_come_through() {
    let gps = [exif(1), xmp(), photoshop(), mpf(), comment()].concat();
    let dressed = after_start(&jpeg(), &gps);
    for (what, photo, carries) in [
        ("EXIF with GPS", after_start(&jpeg(), &exif(1)), &b"Exif\0\0"[..]),
        ("XMP with GPS", after_start(&jpeg(), &xmp()), b"http://ns.adobe.com/"),
        ("IPTC", after_start(&jpeg(), &photoshop()), b"Photoshop 3.0"),
        ("a second picture", after_start(&jpeg(), &mpf()), b"MPF\0"),
        ("a script in a comment", after_start(&jpeg(), &comment()), b"<script"),
        ("a film behind it", [jpeg(), b"\0\0\0\x18ftypmp42 canary".to_vec()].concat(), b"ftyp"),
        ("an archive behind it", [jpeg(), b"PK\x03\x04canary".to_vec()].concat(), b"PK\x03\x04"),
        ("a page behind it", [jpeg(), b"<html><script>canary</script>".to_vec()].concat(), b"<script"),
        ("everything at once", [dressed, b"PK\x03\x04ftyp<script".to_vec()].concat(), b"106.79"),
        ("PNG with texts and EXIF", png_with_notes(), b"eXIf"),
        ("WebP with EXIF", webp_with_exif(), b"Exif\0\0"),
        ("a JPEG that calls itself nothing", jpeg(), b"JFIF"),
    ] {
        assert!(has(&photo, carries), "{what}: the fixture has nothing to lose");
        let cleaned = clean(&photo).unwrap_or_else(|why| panic!("{what}: {why:?}"));
        for needle in FORBIDDEN {
            assert!(!has(&cleaned, needle), "{what}: {} came through", String::from_utf8_lossy(needle));
        }
        let picture = image::load_from_memory_with_format(&cleaned, ImageFormat::Jpeg).unwrap();
        assert_eq!((picture.width(), picture.height()), (WIDTH, HEIGHT), "{what}");
    }
}

#[test]
fn a_photo_that_lies_is_turned_upright() {
    for (orientation, size, red_at) in [
        (1, (WIDTH, HEIGHT), (2, 2)),
        (6, (HEIGHT, WIDTH), (HEIGHT - 3, 2)),
        (3, (WIDTH, HEIGHT), (WIDTH - 3, HEIGHT - 3)),
    ] {
        let cleaned = clean(&after_start(&jpeg(), &exif(orientation))).unwrap();
        let picture = image::load_from_memory(&cleaned).unwrap().into_rgb8();
        assert_eq!(picture.dimensions(), size, "{orientation}");
        let corner = picture.get_pixel(red_at.0, red_at.1);
        assert!(corner[0] > 180 && corner[1] < 80, "{orientation}: {corner:?} is not the red corner");
    }
}

#[test]
fn colours_of_print_are_taken_and_nothing_shows_through_glass() {
    assert!(clean(&cmyk()).is_ok());
    let mut glass = image::RgbaImage::from_pixel(8, 8, image::Rgba([255, 0, 0, 0]));
    glass.put_pixel(0, 0, image::Rgba([0, 0, 0, 255]));
    let picture = image::load_from_memory(&clean(&encoded(glass.into(), ImageFormat::Png)).unwrap()).unwrap();
    let under = picture.into_rgb8().get_pixel(7, 7).0;
    assert!(under.iter().all(|part| *part > 240), "{under:?} shows what was hidden");
}

#[test]
fn large_photos_are_kept_smaller() {
    let large = image::RgbImage::from_pixel(5_200, 100, image::Rgb([9, 99, 200]));
    let cleaned = clean(&encoded(large.into(), ImageFormat::Jpeg)).unwrap();
    let picture = image::load_from_memory(&cleaned).unwrap();
    assert_eq!(picture.width(), KEPT_SIDE);
}

#[test]
fn what_is_no_photo_is_refused() {
    for (what, bytes, why) in [
        ("nothing", Vec::new(), NoPhoto::Kind),
        (
            "a drawing named .jpg",
            b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".to_vec(),
            NoPhoto::Kind,
        ),
        ("a page", b"<!doctype html>".to_vec(), NoPhoto::Kind),
        ("GIF", b"GIF89a\x01\0\x01\0\0\0\0;".to_vec(), NoPhoto::Kind),
        ("PDF", b"%PDF-1.7".to_vec(), NoPhoto::Kind),
        ("three bytes of JPEG", vec![0xff, 0xd8, 0xff], NoPhoto::Broken),
        ("JPEG's head and then nothing", jpeg()[..40].to_vec(), NoPhoto::Broken),
        ("a PNG that ends early", png()[..50].to_vec(), NoPhoto::Broken),
        ("a WebP that ends early", webp_with_exif()[..40].to_vec(), NoPhoto::Broken),
    ] {
        assert_eq!(clean(&bytes), Err(why), "{what}");
    }
}

#[test]
fn a_photo_cut_short_brings_nothing_down() {
    for whole in [jpeg(), png_with_notes(), webp_with_exif(), cmyk()] {
        for length in (0..whole.len()).step_by(7) {
            if let Ok(cleaned) = clean(&whole[..length]) {
                assert!(FORBIDDEN.iter().all(|needle| !has(&cleaned, needle)), "{length}");
            }
        }
    }
}

#[test]
fn bombs_are_refused_before_any_pixel_is_made() {
    let before = peak_memory();
    for (what, bytes) in [
        ("JPEG of 65,000 × 65,000", resized_jpeg(65_000, 65_000)),
        ("JPEG of 12,001 × 8", resized_jpeg(12_001, 8)),
        ("JPEG of 8,000 × 8,000", resized_jpeg(8_000, 8_000)),
        ("PNG of 60,000 × 60,000", resized_png(60_000, 60_000, 2, 8)),
        ("PNG of 2,000,000,000 × 1", resized_png(2_000_000_000, 1, 2, 8)),
        ("PNG of 6,000 × 6,000 with 64 bits a pixel", resized_png(6_000, 6_000, 6, 16)),
        ("WebP of 16,000 × 16,000", resized_webp(16_000, 16_000)),
    ] {
        assert_eq!(clean(&bytes), Err(NoPhoto::TooLarge), "{what}");
    }
    assert!(peak_memory() - before < 64 << 20, "{} MB for nothing", (peak_memory() - before) >> 20);
}

/// The most memory this process has had; nothing where there is no `/proc`.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or_default() << 10
}

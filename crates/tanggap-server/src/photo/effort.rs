//! How much work a picture asks of its decoder, read from its head before any pixel is made.
//!
//! A JPEG may be put together of many scans, each of which goes over all of its pixels in next to no bytes; and one that
//! comes by and by (progressive) keeps all coefficients in memory until its end. PNG and WebP have nothing like it (of a
//! film only the first picture is decoded), but their flat pixels take next to no bytes either: what they cost is what
//! they come to.

use super::bounds::{MEMORY, NoPhoto, PIXELS};

/// Phones make 10 scans, optimisers up to 13.
const SCANS: u64 = 24;
/// Pixels times scans: ten scans of the largest picture.
const WORK: u64 = 10 * PIXELS;

const START_OF_SCAN: u8 = 0xda;
const END_OF_IMAGE: u8 = 0xd9;

#[derive(Debug, Default, PartialEq, Eq)]
struct Effort {
    pixels: u64,
    scans: u64,
    /// Bytes of the coefficients that are kept until the end.
    coefficients: u64,
}

/// Refuses a JPEG that asks for too much.
pub fn check(jpeg: &[u8]) -> Result<(), NoPhoto> {
    let effort = measure(jpeg);
    if effort.pixels > PIXELS {
        return Err(NoPhoto::TooLarge);
    }
    if effort.scans > SCANS || effort.scans.saturating_mul(effort.pixels) > WORK {
        return Err(NoPhoto::Scans);
    }
    let memory = effort.coefficients.saturating_add(3 * effort.pixels);
    if memory > MEMORY { Err(NoPhoto::TooLarge) } else { Ok(()) }
}

/// What a PNG or WebP costs, in bytes of pixels; `total` is what it comes to. A PNG in seven passes (Adam7, the last byte
/// of its head) is put together of parts: each pixel is moved twice.
pub fn flat(picture: &[u8], total: u64) -> u64 {
    const INTERLACED: usize = 28;
    let is_interlaced = picture.starts_with(b"\x89PNG") && picture.get(INTERLACED) == Some(&1);
    if is_interlaced { total.saturating_mul(2) } else { total }
}

/// Goes from marker to marker up to the image's end: what hangs on behind is not decoded.
fn measure(jpeg: &[u8]) -> Effort {
    let (mut effort, mut at) = (Effort::default(), 2);
    while let Some(marker) = next_marker(jpeg, &mut at) {
        match marker {
            END_OF_IMAGE => break,
            // These stand alone; the data of a scan is full of them.
            0x00 | 0x01 | 0xd0..=0xd8 => continue,
            START_OF_SCAN => effort.scans += 1,
            _ => {}
        }
        let Some([high, low]) = jpeg.get(at..at + 2) else { break };
        let length = usize::from(u16::from_be_bytes([*high, *low])).max(2);
        let content = jpeg.get(at + 2..at + length).unwrap_or_default();
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            frame(content, matches!(marker & 0b11, 0b10), &mut effort);
        }
        at += length;
    }
    effort
}

/// The byte behind the next `ff` that no fill byte follows.
fn next_marker(jpeg: &[u8], at: &mut usize) -> Option<u8> {
    *at += jpeg.get(*at..)?.iter().position(|byte| *byte == 0xff)?;
    *at += jpeg.get(*at..)?.iter().position(|byte| *byte != 0xff)?;
    let marker = *jpeg.get(*at)?;
    *at += 1;
    Some(marker)
}

/// Precision, height and width, then three bytes per component: name, sampling across and down, table.
fn frame(content: &[u8], progressive: bool, effort: &mut Effort) {
    let [_, h1, h0, w1, w0, _, components @ ..] = content else { return };
    let (height, width) =
        (u64::from(u16::from_be_bytes([*h1, *h0])), u64::from(u16::from_be_bytes([*w1, *w0])));
    effort.pixels = effort.pixels.max(width * height);
    if !progressive {
        return;
    }
    let samplings = components.chunks_exact(3).map(|part| (u64::from(part[1] >> 4), u64::from(part[1] & 15)));
    let across = samplings.clone().map(|(across, _)| across).max().unwrap_or(1).max(1);
    let down = samplings.clone().map(|(_, down)| down).max().unwrap_or(1).max(1);
    let blocks = |(a, d): (u64, u64)| (width * a).div_ceil(8 * across) * (height * d).div_ceil(8 * down);
    effort.coefficients = effort.coefficients.max(samplings.map(blocks).sum::<u64>() * 64 * 2);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::photo::{
        clean,
        tests::fixtures::{after_start, comment, exif, jpeg, progressive, resized_png, resized_webp},
    };

    #[test]
    fn scans_are_counted_and_what_only_looks_like_one_is_not() {
        let plain = jpeg();
        let behind = [plain.clone(), progressive(64, 48, 50)].concat();
        for (what, jpeg, scans) in [
            ("a plain picture", plain.clone(), 1),
            (
                "with notes and a preview inside",
                after_start(&plain, &[exif(1), comment(), preview()].concat()),
                1,
            ),
            ("with another picture behind its end", behind, 1),
            ("one that comes by and by", progressive(64, 48, 9), 10),
            ("cut off in its head", plain[..40].to_vec(), 0),
            ("nothing", Vec::new(), 0),
        ] {
            assert_eq!(measure(&jpeg).scans, scans, "{what}");
        }
    }

    /// A segment that holds a picture of many scans: its length says that it is none of this one's.
    fn preview() -> Vec<u8> {
        let inner = progressive(8, 8, 60);
        [&[0xff, 0xe2][..], &(inner.len() as u16 + 2).to_be_bytes(), &inner].concat()
    }

    #[test]
    fn a_picture_may_ask_for_so_much_and_no_more() {
        for (what, width, height, scans, refused) in [
            ("as phones make it", 4_000, 3_000, 10, None),
            ("as optimisers make it", 6_000, 4_000, 13, None),
            ("the attack", 8_000, 5_000, 110, Some(NoPhoto::Scans)),
            ("many scans of little", 64, 48, 25, Some(NoPhoto::Scans)),
            ("few scans of much", 6_000, 5_000, 14, Some(NoPhoto::Scans)),
            ("more coefficients than memory", 8_000, 5_000, 9, Some(NoPhoto::TooLarge)),
        ] {
            let jpeg = progressive(width, height, scans - 1);
            assert_eq!(check(&jpeg).err(), refused, "{what}");
            assert!(jpeg.len() < 300_000, "{what}: {} bytes", jpeg.len());
            if refused.is_some() {
                assert_eq!(clean(&jpeg).err(), refused, "{what}");
            }
        }
        assert!(clean(&progressive(64, 48, 12)).is_ok(), "the fixture is a picture");
    }

    #[test]
    fn a_flat_picture_costs_what_it_comes_to_and_twice_where_it_is_interlaced() {
        let png = |interlaced| {
            let mut head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
            head.extend([0; 12]);
            head.push(interlaced);
            head
        };
        for (what, picture, cost) in [
            ("a PNG", png(0), 100),
            ("one in seven passes", png(1), 200),
            ("one without a head", b"\x89PNG".to_vec(), 100),
            ("a WebP", [b"RIFF".as_slice(), &[1; 40]].concat(), 100),
        ] {
            assert_eq!(flat(&picture, 100), cost, "{what}");
        }
    }

    #[test]
    fn a_flat_picture_may_come_to_so_much_and_no_more() {
        // Its pixels are not there: what may be is looked for, and is broken.
        for (what, width, height, color, refused) in [
            ("a 4K screen", 3_840, 2_160, 6, NoPhoto::Broken),
            ("a long picture of a phone's screen", 1_080, 12_000, 6, NoPhoto::Broken),
            ("24 million pixels", 6_000, 4_000, 2, NoPhoto::Broken),
            ("the attack", 6_320, 6_320, 2, NoPhoto::TooLarge),
            ("the same with alpha", 4_500, 4_500, 6, NoPhoto::TooLarge),
        ] {
            assert_eq!(clean(&resized_png(width, height, color, 8)).err(), Some(refused), "{what}");
        }
        assert_eq!(clean(&resized_webp(6_320, 6_320)).err(), Some(NoPhoto::TooLarge), "a WebP");
    }

    #[test]
    fn coefficients_follow_the_sampling_of_each_component() {
        let mut effort = Effort::default();
        frame(&[8, 0, 48, 0, 64, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1], true, &mut effort);
        assert_eq!(effort, Effort { pixels: 64 * 48, scans: 0, coefficients: (48 + 12 + 12) * 128 });
    }
}

//! Pictures put together byte by byte.

use flate2::Crc;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

pub const WIDTH: u32 = 64;
pub const HEIGHT: u32 = 48;

/// Blue, with a red corner at the top left.
fn picture() -> DynamicImage {
    let corner = |x, y| x < 16 && y < 16;
    RgbImage::from_fn(
        WIDTH,
        HEIGHT,
        |x, y| if corner(x, y) { Rgb([230, 20, 20]) } else { Rgb([20, 20, 230]) },
    )
    .into()
}

pub fn encoded(picture: DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

pub fn jpeg() -> Vec<u8> {
    encoded(picture(), ImageFormat::Jpeg)
}

pub fn png() -> Vec<u8> {
    encoded(picture(), ImageFormat::Png)
}

/// A JPEG with further segments behind its first two bytes.
pub fn after_start(jpeg: &[u8], segments: &[u8]) -> Vec<u8> {
    [&jpeg[..2], segments, &jpeg[2..]].concat()
}

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = (content.len() as u16 + 2).to_be_bytes();
    [&[0xff, marker], &length[..], content].concat()
}

/// Orientation, and a place in the clear.
pub fn exif(orientation: u8) -> Vec<u8> {
    segment(0xe1, &[b"Exif\0\0", &tiff(orientation)[..]].concat())
}

fn tiff(orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    // The GPS directory is behind this one.
    tiff.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0]);
    tiff.extend([0, 1, 0, 1, 0, 2, 0, 0, 0, 2, b'S', 0, 0, 0, 0, 0, 0, 0]);
    tiff.extend(b"-6.5951 106.7978 canary");
    tiff
}

pub fn xmp() -> Vec<u8> {
    segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta exif:GPSLongitude=\"106.7978 canary\"/>")
}

pub fn photoshop() -> Vec<u8> {
    segment(0xed, b"Photoshop 3.0\08BIM\x04\x04canary")
}

pub fn mpf() -> Vec<u8> {
    segment(0xe2, b"MPF\0MM\0\x2acanary")
}

pub fn comment() -> Vec<u8> {
    segment(0xfe, b"<script>canary</script>")
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let named = [&name[..], content].concat();
    let mut crc = Crc::new();
    crc.update(&named);
    [&(content.len() as u32).to_be_bytes()[..], &named, &crc.sum().to_be_bytes()].concat()
}

/// Where a PNG's first chunk, its header, ends.
const PNG_HEAD: usize = 8 + 25;

pub fn png_with_notes() -> Vec<u8> {
    let png = png();
    let notes = [
        chunk(b"tEXt", b"Comment\0<script>canary</script>"),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0http://ns.adobe.com/ canary"),
        chunk(b"zTXt", b"Comment\0\0x\x9c\x03\0\0\0\0\x01"),
        chunk(b"eXIf", &tiff(1)),
    ];
    [&png[..PNG_HEAD], &notes.concat(), &png[PNG_HEAD..], b"PK\x03\x04"].concat()
}

pub fn resized_png(width: u32, height: u32, colours: u8, bits: u8) -> Vec<u8> {
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[bits, colours, 0, 0, 0]].concat();
    let png = png();
    [&png[..8], &chunk(b"IHDR", &head), &png[PNG_HEAD..]].concat()
}

pub fn resized_jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut jpeg = jpeg();
    let frame = jpeg.windows(2).position(|marker| marker == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    jpeg[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    jpeg
}

fn webp(width: u32, height: u32, flags: u8, notes: &[u8]) -> Vec<u8> {
    let simple = encoded(picture(), ImageFormat::WebP);
    let mut extended = vec![b'V', b'P', b'8', b'X', 10, 0, 0, 0, flags, 0, 0, 0];
    extended.extend_from_slice(&(width - 1).to_le_bytes()[..3]);
    extended.extend_from_slice(&(height - 1).to_le_bytes()[..3]);
    let content = [b"WEBP", &extended[..], &simple[12..], notes].concat();
    [b"RIFF", &(content.len() as u32).to_le_bytes()[..], &content].concat()
}

pub fn webp_with_exif() -> Vec<u8> {
    let exif = [&b"Exif\0\0"[..], &tiff(1)].concat();
    let padded = exif.len().next_multiple_of(2);
    let mut notes = [b"EXIF", &(exif.len() as u32).to_le_bytes()[..], &exif].concat();
    notes.resize(8 + padded, 0);
    webp(WIDTH, HEIGHT, 0x08, &notes)
}

pub fn resized_webp(width: u32, height: u32) -> Vec<u8> {
    webp(width, height, 0, &[])
}

/// One grey block in four printing colours: each table has a single code, so a block is two bits.
pub fn cmyk() -> Vec<u8> {
    let quantisation = [&[0][..], &[1; 64]].concat();
    let one_code = |class: u8| [&[class, 1][..], &[0; 15], &[0]].concat();
    let frame = [&[8, 0, 8, 0, 8, 4][..], &[1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0]].concat();
    let scan = [4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0];
    [
        &[0xff, 0xd8][..],
        &segment(0xee, b"Adobe\0\x64\0\0\0\0\0"),
        &segment(0xdb, &quantisation),
        &segment(0xc0, &frame),
        &segment(0xc4, &one_code(0x00)),
        &segment(0xc4, &one_code(0x10)),
        &segment(0xda, &scan),
        &[0x00, 0xff, 0xd9],
    ]
    .concat()
}

/// A picture without any contrast that comes by and by: its first scan has a bit per block, each of the further ones, one
/// frequency of one colour, says in a few bytes that there is nothing in any block.
pub fn progressive(width: u16, height: u16, further: u16) -> Vec<u8> {
    let blocks = u64::from(width.div_ceil(8)) * u64::from(height.div_ceil(8));
    let frame = [&[8][..], &height.to_be_bytes(), &width.to_be_bytes(), &[3]].concat();
    let frame = [&frame[..], &[1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]].concat();
    let one_code = |class: u8, symbol: u8| [&[class, 1][..], &[0; 15], &[symbol]].concat();
    let first = vec![0; (blocks * 3).div_ceil(8) as usize];
    // A code of one bit for *so many blocks have no more*, with 14 bits of how many beyond 16,384.
    let mut nothing = BitString::default();
    let mut left = blocks;
    while left > 0 {
        let run = left.clamp(1 << 14, (1 << 15) - 1);
        nothing.push(run - (1 << 14), 15);
        left = left.saturating_sub(run);
    }
    let nothing = nothing.bytes();
    let mut jpeg = [
        &[0xff, 0xd8][..],
        &segment(0xdb, &[&[0][..], &[1; 64]].concat()),
        &segment(0xc2, &frame),
        &segment(0xc4, &one_code(0x00, 0)),
        &segment(0xc4, &one_code(0x10, 0xe0)),
        &segment(0xda, &[3, 1, 0, 2, 0, 3, 0, 0, 0, 0]),
        &first,
    ]
    .concat();
    for scan in 0..further {
        let (colour, frequency) = (1 + (scan % 3) as u8, 1 + (scan / 3 % 63) as u8);
        jpeg.extend(segment(0xda, &[1, colour, 0, frequency, frequency, 0]));
        jpeg.extend_from_slice(&nothing);
    }
    jpeg.extend([0xff, 0xd9]);
    jpeg
}

/// Bits as a scan has them: a byte of ones is followed by zeros.
#[derive(Default)]
struct BitString(Vec<bool>);

impl BitString {
    fn push(&mut self, value: u64, bits: u32) {
        self.0.extend((0..bits).rev().map(|bit| value >> bit & 1 == 1));
    }

    fn bytes(mut self) -> Vec<u8> {
        self.0.resize(self.0.len().next_multiple_of(8), true);
        let byte = |bits: &[bool]| bits.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit));
        let stuffed = |byte| if byte == 0xff { vec![byte, 0] } else { vec![byte] };
        self.0.chunks(8).map(byte).flat_map(stuffed).collect()
    }
}

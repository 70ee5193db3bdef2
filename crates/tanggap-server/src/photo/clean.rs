//! From a photo's bytes to the new picture: decoded within [`bounds`](super::bounds), turned upright, made small, written
//! as JPEG.

use super::{
    bounds::{FLAT, KEPT_SIDE, MEMORY, NoPhoto, PIXELS, SIDE},
    effort,
};
use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage, codecs::jpeg::JpegEncoder,
    imageops,
};
use std::io::Cursor;

const QUALITY: u8 = 85;

/// The kind of a picture by its first bytes.
fn kind(bytes: &[u8]) -> Option<ImageFormat> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some(ImageFormat::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(ImageFormat::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(ImageFormat::WebP),
        _ => None,
    }
}

/// Whether bytes begin like a picture of a kind that is taken.
pub fn begins_like_one(bytes: &[u8]) -> bool {
    kind(bytes).is_some()
}

/// The same picture, upright, as a JPEG of nothing but pixels.
pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, NoPhoto> {
    let kind = kind(bytes).ok_or(NoPhoto::Kind)?;
    if kind == ImageFormat::Jpeg {
        effort::check(bytes)?;
    }
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(SIDE), Some(SIDE));
    limits.max_alloc = Some(MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), kind);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS || decoder.total_bytes() > MEMORY {
        return Err(NoPhoto::TooLarge);
    }
    if kind != ImageFormat::Jpeg && effort::flat(bytes, decoder.total_bytes()) > FLAT {
        return Err(NoPhoto::TooLarge);
    }
    // A photo whose note on this is broken is shown as it lies.
    let orientation = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    if width.max(height) > KEPT_SIDE {
        picture = picture.thumbnail(KEPT_SIDE, KEPT_SIDE);
    }
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    let mut jpeg = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    encoder.encode_image(&opaque(picture)).map_err(|_| NoPhoto::Broken)?;
    Ok(jpeg)
}

/// On white paper: JPEG knows no transparency, and what lies under it may be anything.
fn opaque(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    let mut paper = image::RgbaImage::from_pixel(picture.width(), picture.height(), image::Rgba([255; 4]));
    imageops::overlay(&mut paper, &picture, 0, 0);
    DynamicImage::ImageRgba8(paper).into_rgb8()
}

fn refusal(error: image::ImageError) -> NoPhoto {
    match error {
        image::ImageError::Limits(_) => NoPhoto::TooLarge,
        _ => NoPhoto::Broken,
    }
}

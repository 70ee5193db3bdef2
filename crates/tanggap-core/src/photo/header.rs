//! What a picture's first bytes say: its kind and its size in pixels, before anybody decodes it. A few bytes can
//! claim to be a picture as large as a town.

/// The kinds that matter here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Jpeg,
    Png,
    Webp,
    /// HEIC, HEIF, AVIF: what iPhones and some Androids make, and only some browsers read.
    Heic,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    pub kind: Kind,
    /// Width and height as stored, not turned.
    pub size: Option<(u32, u32)>,
}

pub fn header(head: &[u8]) -> Header {
    let (kind, size) = match head {
        [0xff, 0xd8, 0xff, ..] => (Kind::Jpeg, jpeg(head)),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => (Kind::Png, png(head)),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => (Kind::Webp, webp(head)),
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] if is_heic(brand) => (Kind::Heic, None),
        _ => (Kind::Other, None),
    };
    Header { kind, size: size.filter(|(width, height)| *width > 0 && *height > 0) }
}

fn is_heic(brand: &[u8]) -> bool {
    [b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis", b"avif"]
        .iter()
        .any(|known| brand.starts_with(*known))
}

/// Walks the segments to the first frame header. Its marker is C0 to CF, but for three that mean something else.
fn jpeg(head: &[u8]) -> Option<(u32, u32)> {
    let mut place = 2;
    loop {
        // Any number of FF may stand before a marker.
        while *head.get(place)? == 0xff && *head.get(place + 1)? == 0xff {
            place += 1;
        }
        if head[place] != 0xff {
            return None;
        }
        let marker = head[place + 1];
        place += 2;
        match marker {
            0x01 | 0xd0..=0xd7 => continue,
            0xd9 | 0xda => return None,
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return Some((big16(head, place + 5)?, big16(head, place + 3)?));
            }
            _ => place += usize::try_from(big16(head, place)?).ok()?.max(2),
        }
    }
}

fn png(head: &[u8]) -> Option<(u32, u32)> {
    (head.get(12..16)? == b"IHDR").then_some(())?;
    let big32 = |place: usize| Some(u32::from_be_bytes(head.get(place..place + 4)?.try_into().ok()?));
    Some((big32(16)?, big32(20)?))
}

fn webp(head: &[u8]) -> Option<(u32, u32)> {
    let little = |place: usize, bytes: usize| -> Option<u32> {
        let part = head.get(place..place + bytes)?;
        Some(part.iter().rev().fold(0, |value, byte| value << 8 | u32::from(*byte)))
    };
    match head.get(12..16)? {
        b"VP8X" => Some((little(24, 3)? + 1, little(27, 3)? + 1)),
        b"VP8L" if head.get(20) == Some(&0x2f) => {
            let bits = little(21, 4)?;
            Some(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1))
        }
        b"VP8 " if head.get(23..26) == Some(&[0x9d, 0x01, 0x2a]) => {
            Some((little(26, 2)? & 0x3fff, little(28, 2)? & 0x3fff))
        }
        _ => None,
    }
}

fn big16(head: &[u8], place: usize) -> Option<u32> {
    Some(u32::from(u16::from_be_bytes(head.get(place..place + 2)?.try_into().ok()?)))
}

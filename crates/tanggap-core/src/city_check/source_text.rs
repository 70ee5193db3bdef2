//! Bytes of a file that is to be JSON in UTF-8, and in plain words what they are instead.

const MEND: &str = "save the file as UTF-8";
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A file's text without a byte order mark, which some editors put before it.
///
/// # Errors
/// In words, what it is instead, and how to mend it.
pub fn decode(bytes: &[u8]) -> Result<&str, String> {
    if is_utf16(bytes) {
        return Err(format!("is written in UTF-16: {MEND}"));
    }
    match str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text)),
        Err(error) => {
            let (before, rest) = bytes.split_at(error.valid_up_to());
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            let byte = rest.first().copied().unwrap_or_default();
            Err(format!(
                "line {line}: the byte {byte:02X} is not UTF-8, perhaps the file is in Latin-1 or Windows-1252: {MEND}"
            ))
        }
    }
}

/// With its mark, or an ASCII character in two bytes at its beginning, as JSON without a mark has.
fn is_utf16(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, 1..=0x7f, ..] | [1..=0x7f, 0, ..])
}

pub fn not_json(error: &serde_json::Error) -> String {
    let why = error.to_string();
    // It ends with the place, which stands first here.
    let why = why.split(" at line ").next().unwrap_or_default();
    format!("line {}, column {}: not JSON ({why})", error.line(), error.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_utf_8_is_told_with_how_to_mend_it() {
        let utf16 = |mark: &[u8], text: &str, bytes: fn(u16) -> [u8; 2]| {
            [mark, &text.encode_utf16().flat_map(bytes).collect::<Vec<_>>()].concat()
        };
        for (bytes, expected) in [
            (b"{}".to_vec(), Ok("{}")),
            (b"\xef\xbb\xbf{}".to_vec(), Ok("{}")),
            (utf16(b"\xff\xfe", "{}", u16::to_le_bytes), Err("is written in UTF-16: save the file as UTF-8")),
            (utf16(b"\xfe\xff", "{}", u16::to_be_bytes), Err("is written in UTF-16: save the file as UTF-8")),
            (utf16(b"", "{}", u16::to_le_bytes), Err("is written in UTF-16: save the file as UTF-8")),
            (utf16(b"", "{}", u16::to_be_bytes), Err("is written in UTF-16: save the file as UTF-8")),
            (
                b"{\n\"caf\xe9\": 1}".to_vec(),
                Err("line 2: the byte E9 is not UTF-8, perhaps the file is in Latin-1 or Windows-1252: \
                    save the file as UTF-8"),
            ),
        ] {
            assert_eq!(decode(&bytes).map_err(|error| error.clone()), expected.map_err(str::to_owned));
        }
    }
}

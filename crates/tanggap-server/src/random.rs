//! Everything that must not be guessed: numbers, salts, ids. One source, the operating system's.

use tanggap_core::{
    report::Uid,
    ticket::{Key, KeyProof, Ticket},
};

pub use getrandom::Error;

/// Fresh random bytes.
pub fn bytes<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// A ticket made here: for reports that come without one, and in place of a taken one.
pub fn ticket(digits: usize) -> Result<Ticket, Error> {
    with_digits(|random| Ticket::from_random(digits, random))
}

/// A key made here: for reports that somebody invents.
pub fn key() -> Result<Key, Error> {
    with_digits(|random| Key::from_random(random))
}

/// The proof of a key that nobody has: for reports whose sender knows no keys.
pub fn unknown_key() -> Result<KeyProof, Error> {
    with_digits(|random| Key::from_random(random).proof())
}

/// A UUIDv4.
pub fn uid() -> Result<Option<Uid>, Error> {
    let mut bytes: [u8; 16] = bytes()?;
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = hex(&bytes);
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    Ok(Uid::parse(&parts.join("-")))
}

/// Names one entry of a timeline.
pub fn update_id() -> Result<String, Error> {
    Ok(hex(&bytes::<8>()?))
}

/// The public name of a photo.
pub fn photo_id() -> Result<String, Error> {
    Ok(hex(&bytes::<16>()?))
}

pub fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// The bytes that [`hex`] has written; `None` for anything else than so many.
pub fn unhex<const N: usize>(hex: &str) -> Option<[u8; N]> {
    let digit = |at: usize| {
        char::from(*hex.as_bytes().get(at)?).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
    };
    let bytes = (0..N).map_while(|place| Some(digit(2 * place)? << 4 | digit(2 * place + 1)?));
    let bytes: Vec<u8> = bytes.collect();
    (hex.len() == 2 * N).then(|| bytes.try_into().ok())?
}

/// Hands out random digits 0–89: every tenth and every ninth of them is as likely as the others.
fn with_digits<T>(make: impl FnOnce(&mut dyn FnMut() -> u8) -> T) -> Result<T, Error> {
    let mut failure = None;
    let mut random = || loop {
        match bytes::<1>() {
            Ok([byte]) if byte < 180 => break byte % 90,
            Ok(_) => {}
            Err(error) => {
                failure = Some(error);
                break 0;
            }
        }
    };
    let made = make(&mut random);
    failure.map_or(Ok(made), Err)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_here_passes_the_checks_of_what_comes_in() {
        for _ in 0..100 {
            assert!(uid().unwrap().is_some());
            assert!(Ticket::parse(ticket(12).unwrap().digits()).is_ok());
            assert_eq!(ticket(14).unwrap().digits().len(), 14);
        }
        assert_eq!(hex(&[0, 0xaf, 9]), "00af09");
        assert_eq!(unhex("00af09"), Some([0, 0xaf, 9]));
        for other in ["00af0", "00af090", "00af0x", "+0af09", ""] {
            assert_eq!(unhex::<3>(other), None, "{other}");
        }
    }
}

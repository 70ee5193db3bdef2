//! Randomness from the browser's cryptographic source; never `Math.random`.

use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;

/// One random digit, 0–9, without a bias to the low ones.
pub fn digit() -> u8 {
    loop {
        // 250 is the last multiple of ten that a byte can hold.
        let byte = bytes::<1>()[0];
        if byte < 250 {
            return byte % 10;
        }
    }
}

/// A version 4 UUID in its canonical form.
pub fn uuid() -> String {
    let mut bytes = bytes::<16>();
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut text = String::with_capacity(36);
    for (place, byte) in bytes.iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for half in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
    text
}

/// Eight characters that are not mistaken for one another, to name a report on this device.
pub fn reference() -> String {
    const CHARACTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    bytes::<8>().map(|byte| char::from(CHARACTERS[usize::from(byte % 32)])).iter().collect()
}

/// Without a cryptographic source nothing secret may be made: every browser above the floor has one, also
/// outside a secure context, where `randomUUID` is missing.
pub(crate) fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    let array = js_sys::Uint8Array::new_with_length(N as u32);
    let crypto = Reflect::get(&js_sys::global(), &"crypto".into()).unwrap_or_default();
    let fill = Reflect::get(&crypto, &"getRandomValues".into()).unwrap_or_default();
    let filled = fill.dyn_into::<Function>().and_then(|fill| fill.call1(&crypto, &array));
    if filled.is_err() {
        // Numbers that can be guessed would be worse than none.
        crate::boot::failed("no cryptographic randomness");
        wasm_bindgen::throw_str("no cryptographic randomness");
    }
    array.copy_to(&mut bytes);
    bytes
}

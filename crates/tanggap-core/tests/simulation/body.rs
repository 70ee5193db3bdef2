//! The bytes of a simulated report: small, and readable without a parser, because they are read millions of times.
//! `truth` says which of the person's reports it is, whatever its uid: the server's rows are counted by it.

pub fn write(uid: &str, ticket: &str, truth: u32, valid: bool, photos: u8, again: u32) -> Vec<u8> {
    let valid = u8::from(valid);
    format!("uid={uid};ticket={ticket};truth={truth};valid={valid};photos={photos};again={again}")
        .into_bytes()
}

pub fn field<'a>(bytes: &'a [u8], name: &str) -> &'a str {
    let text = std::str::from_utf8(bytes).unwrap_or("");
    let of = |pair: &'a str| pair.split_once('=').filter(|(key, _)| *key == name).map(|(_, value)| value);
    text.split(';').find_map(of).unwrap_or("")
}

pub fn truth(bytes: &[u8]) -> u32 {
    field(bytes, "truth").parse().unwrap_or(0)
}

/// What a plain desk's text carries, so that a person or a list can tell it again.
pub fn reference(truth: u32) -> String {
    format!("R{truth:07}")
}

//! The secret under which key proofs are kept. It lives outside the database: who steals only the database
//! cannot try keys against it, and sixty random bits need no slow hash.

use crate::{random, secret_file, store::Key};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::{env, fs, io, path::Path};
use tanggap_core::ticket::KeyProof;

/// Takes the place of the file, for machines that hand secrets out by environment.
const VARIABLE: &str = "TANGGAP_PEPPER";
const FILE: &str = "pepper";

pub struct Pepper([u8; 32]);

impl Pepper {
    /// From the environment, else from the data folder; made there the first time.
    pub fn load(data: &Path) -> io::Result<Self> {
        if let Ok(text) = env::var(VARIABLE) {
            return parse(&text).ok_or_else(|| invalid(VARIABLE));
        }
        let path = data.join(FILE);
        match fs::read_to_string(&path) {
            Ok(text) => parse(&text).ok_or_else(|| invalid(&path.display().to_string())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let secret: [u8; 32] = random::bytes().map_err(io::Error::other)?;
                secret_file::create(&path, random::hex(&secret).as_bytes())?;
                Ok(Self(secret))
            }
            Err(error) => Err(error),
        }
    }

    /// What is kept of a key.
    pub fn seal(&self, proof: &KeyProof) -> Result<Key, random::Error> {
        let salt = random::bytes()?;
        Ok(Key { salt, mac: self.mac(&salt, proof) })
    }

    fn mac(&self, salt: &[u8], proof: &KeyProof) -> [u8; 32] {
        // HMAC takes a key of any length: the error cannot happen, and an all-zero MAC would match no key.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else { return [0; 32] };
        mac.update(salt);
        mac.update(proof.hex().as_bytes());
        mac.finalize().into_bytes().into()
    }
}

fn parse(text: &str) -> Option<Pepper> {
    let text = text.trim();
    let pair = |place: usize| u8::from_str_radix(text.get(2 * place..2 * place + 2)?, 16).ok();
    let bytes: Vec<u8> = (0..32).map_while(pair).collect();
    (text.len() == 64).then(|| bytes.try_into().ok().map(Pepper))?
}

fn invalid(place: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("{place}: expected 64 hex digits"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pepper_is_made_once_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let proof = KeyProof::parse(&"a".repeat(64)).unwrap();
        let (first, again) = (Pepper::load(folder.path()).unwrap(), Pepper::load(folder.path()).unwrap());
        assert_eq!(first.mac(b"salt", &proof), again.mac(b"salt", &proof));
        assert_ne!(
            first.seal(&proof).unwrap().mac,
            first.seal(&proof).unwrap().mac,
            "each key has its own salt"
        );
        fs::write(folder.path().join(FILE), "too short").unwrap();
        assert!(Pepper::load(folder.path()).is_err());
    }
}

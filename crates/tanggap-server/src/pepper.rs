//! The secret under which key proofs are kept. It lives outside the database: who steals only the database
//! cannot try keys against it, and sixty random bits need no slow hash.

use crate::{
    random, secret_file,
    store::{Candidate, Key},
};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::{env, fs, io, path::Path};
use tanggap_core::ticket::KeyProof;

/// Takes the place of the file, for machines that hand secrets out by environment.
const VARIABLE: &str = "TANGGAP_PEPPER";
const FILE: &str = "pepper";
/// What the key of the tags is made of, with the pepper.
const TAGS: &[u8] = b"tanggap tags v1";

pub struct Pepper([u8; 32]);

impl Pepper {
    /// From the environment, else from the data folder; made there the first time.
    pub fn load(data: &Path) -> io::Result<Self> {
        if let Ok(text) = env::var(VARIABLE) {
            return parse(&text).ok_or_else(|| invalid(VARIABLE));
        }
        let path = data.join(FILE);
        if !path.try_exists()? {
            let secret: [u8; 32] = random::bytes().map_err(io::Error::other)?;
            match secret_file::create(&path, random::hex(&secret).as_bytes()) {
                // Another process that starts at this moment was first; its pepper is this one's, too.
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                _ => {}
            }
        }
        parse(&fs::read_to_string(&path)?).ok_or_else(|| invalid(&path.display().to_string()))
    }

    /// What is kept of a key.
    pub fn seal(&self, proof: &KeyProof) -> Result<Key, random::Error> {
        let salt = random::bytes()?;
        Ok(Key { salt, mac: self.mac(&salt, proof) })
    }

    /// Whose key this is the proof of. Two MACs are made whatever there is to compare them with, and they are
    /// compared in constant time.
    pub fn fits(&self, candidates: &[Option<Candidate>; 2], proof: &KeyProof) -> [bool; 2] {
        candidates.each_ref().map(|candidate| {
            let nobody = Key { salt: [0; 16], mac: [0; 32] };
            let key = candidate.as_ref().map_or(&nobody, |candidate| &candidate.key);
            self.keyed(&key.salt, proof).is_some_and(|mac| mac.verify_slice(&key.mac).is_ok())
        })
    }

    /// The tag of an answer. Who has had the answer has the tag, and nobody else can guess it: a plain hash of what a
    /// number tells could be tried out without ever being told.
    pub fn tag(&self, answer: &[u8]) -> String {
        let under = |key: &[u8], text: &[u8]| -> [u8; 32] {
            Hmac::<Sha256>::new_from_slice(key)
                .map_or([0; 32], |mac| mac.chain_update(text).finalize().into_bytes().into())
        };
        // A key of its own: what is told to everyone is made with nothing that keys of reports are kept under.
        random::hex(&under(&under(&self.0, TAGS), answer)[..12])
    }

    fn mac(&self, salt: &[u8], proof: &KeyProof) -> [u8; 32] {
        self.keyed(salt, proof).map_or([0; 32], |mac| mac.finalize().into_bytes().into())
    }

    /// HMAC takes a key of any length: nothing cannot happen, and an all-zero MAC would match no key.
    fn keyed(&self, salt: &[u8], proof: &KeyProof) -> Option<Hmac<Sha256>> {
        #[cfg(test)]
        MACS.set(MACS.get() + 1);
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        mac.update(salt);
        mac.update(proof.hex().as_bytes());
        Some(mac)
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
thread_local! {
    /// How many MACs this thread has made: every failure has to make as many.
    pub static MACS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_at_once_agree_on_one_pepper() {
        let folder = tempfile::tempdir().unwrap();
        let tags: Vec<String> = std::thread::scope(|scope| {
            let load = || Pepper::load(folder.path()).unwrap().tag(b"answer");
            let all: Vec<_> = (0..8).map(|_| scope.spawn(load)).collect();
            all.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert!(tags.iter().all(|tag| *tag == tags[0]), "{tags:?}");
    }

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
        let tag = first.tag(b"answer");
        assert_eq!((tag.len(), &tag), (24, &again.tag(b"answer")), "a tag holds over a restart");
        let elsewhere = tempfile::tempdir().unwrap();
        assert_ne!(tag, Pepper::load(elsewhere.path()).unwrap().tag(b"answer"), "and only here");
        fs::write(folder.path().join(FILE), "too short").unwrap();
        assert!(Pepper::load(folder.path()).is_err());
    }
}

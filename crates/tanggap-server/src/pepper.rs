//! The secret under which key proofs are kept. It lives outside the database: who steals only the database
//! cannot try keys against it, and sixty random bits need no slow hash.

use crate::{
    data_folder::DataFolder,
    named_file, random, secret_file,
    store::{self, Candidate, Key, PepperMark, StoreError},
};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::{
    array, env, io,
    path::{Path, PathBuf},
};
use tanggap_core::ticket::KeyProof;

/// Takes the place of the file, for machines that hand secrets out by environment.
const VARIABLE: &str = "TANGGAP_PEPPER";
pub const FILE: &str = "pepper";
/// What the key of the tags is made of, with the pepper.
const TAGS: &[u8] = b"tanggap tags v1";
/// What the key of the check is made of, with the pepper.
const CHECK: &[u8] = b"tanggap pepper check v1";
/// What the key of the sessions is made of, with the pepper.
const SESSIONS: &[u8] = b"tanggap sessions v1";
/// Bytes of a session's MAC: nobody tries that many in half an hour.
const SESSION_MAC: usize = 12;
/// Begins everything that an opening is the MAC of.
const OPENS: &[u8] = b"tanggap opens v1";

/// The MAC of a number and a key.
pub type Opens = [u8; 32];

pub struct Pepper([u8; 32]);

#[derive(Debug, thiserror::Error)]
pub enum PepperError {
    #[error("cannot read or make the pepper: {0}")]
    File(#[from] io::Error),
    #[error("{0}: expected 64 hex digits")]
    Format(String),
    #[error(
        "{path} is missing, and the keys in the database were kept under it: put the copy of it there that lies \
         elsewhere, or set {VARIABLE}. If there is none any more: tanggap-server new-pepper --data {folder}",
        path = .0.join(FILE).display(), folder = .0.display()
    )]
    Missing(PathBuf),
    #[error(
        "{0}: this is not the pepper that the keys in the database were kept under, so none of them would open \
         anything. Put the right one there"
    )]
    Foreign(String),
    #[error("{0} is there already: move it away first, should it be the wrong one")]
    Present(String),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Pepper {
    /// From the environment, else from the data folder. It is made there only beside a database that has never had
    /// a key, and has to be the one that the database's keys were kept under.
    pub fn load(data: &Path) -> Result<Self, PepperError> {
        let mark = store::pepper_mark(data)?;
        let (pepper, place) = match Self::given(data)? {
            Some(given) => given,
            None if mark.any_key => return Err(PepperError::Missing(data.to_owned())),
            None => Self::make(data)?,
        };
        let check = pepper.check();
        let kept = mark.check.map_or_else(|| store::keep_pepper_check(data, &check), Ok)?;
        if kept == check { Ok(pepper) } else { Err(PepperError::Foreign(place)) }
    }

    /// Another one in place of one that is lost: no key that was given out opens anything any more.
    pub fn renew(data: &Path) -> Result<(), PepperError> {
        let _alone = DataFolder::claim(data).map_err(StoreError::from)?;
        if let Some((_, place)) = Self::given(data)? {
            return Err(PepperError::Present(place));
        }
        let secret: [u8; 32] = random::bytes().map_err(io::Error::other)?;
        // The database first: cut off in between, the pepper is missing still, and this command mends it.
        store::replace_pepper_check(data, &Self(secret).check())?;
        Ok(secret_file::create(&data.join(FILE), random::hex(&secret).as_bytes())?)
    }

    /// Whether the one that is there is the one of a database.
    pub fn fits_mark(data: &Path, mark: &PepperMark) -> Result<(), PepperError> {
        match Self::given(data)? {
            None if mark.any_key => Err(PepperError::Missing(data.to_owned())),
            Some((pepper, place)) if mark.check.as_ref().is_some_and(|check| *check != pepper.check()) => {
                Err(PepperError::Foreign(place))
            }
            _ => Ok(()),
        }
    }

    /// The one that is there, and where that is.
    fn given(data: &Path) -> Result<Option<(Self, String)>, PepperError> {
        let (text, place) = match env::var(VARIABLE) {
            Ok(text) => (text, VARIABLE.to_owned()),
            Err(_) => {
                let path = data.join(FILE);
                match named_file::read(&path, named_file::EDITED) {
                    Ok(text) => (String::from_utf8_lossy(&text).into_owned(), path.display().to_string()),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
                    Err(error) => {
                        let told = format!("{}: {error}", path.display());
                        return Err(io::Error::new(error.kind(), told).into());
                    }
                }
            }
        };
        match random::unhex(text.trim()) {
            Some(secret) => Ok(Some((Self(secret), place))),
            None => Err(PepperError::Format(place)),
        }
    }

    fn make(data: &Path) -> Result<(Self, String), PepperError> {
        let secret: [u8; 32] = random::bytes().map_err(io::Error::other)?;
        match secret_file::create(&data.join(FILE), random::hex(&secret).as_bytes()) {
            // Another process that starts at this moment was first; its pepper is this one's, too.
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error.into()),
            _ => {}
        }
        Self::given(data)?.ok_or_else(|| PepperError::Missing(data.to_owned()))
    }

    /// What the database has of it, to know it again.
    fn check(&self) -> String {
        random::hex(&under(&under(&self.0, CHECK), b""))
    }

    /// What a number and the key of this proof open together. A label, a length and fields of fixed width: no digit of
    /// one field can be read as one of another, and no MAC of this is a MAC of something else.
    pub fn opens(&self, ticket: &str, proof: &KeyProof) -> Opens {
        let length = [u8::try_from(ticket.len()).unwrap_or(u8::MAX)];
        self.mac(&[OPENS, &length, ticket.as_bytes(), proof.hex().as_bytes()])
    }

    /// What was kept of a key before.
    #[cfg(test)]
    pub fn seal(&self, proof: &KeyProof) -> Result<Key, random::Error> {
        let salt = random::bytes()?;
        Ok(Key { salt, mac: self.mac(&[&salt, proof.hex().as_bytes()]) })
    }

    /// Which of these reports from before this is the key's proof of. Two MACs are made whatever there is to compare
    /// them with, and they are compared in constant time.
    pub fn fits(&self, candidates: &[Option<Candidate>; 2], proof: &KeyProof) -> [bool; 2] {
        candidates.each_ref().map(|candidate| {
            let nobody = Key { salt: [0; 16], mac: [0; 32] };
            let key = candidate.as_ref().map_or(&nobody, |candidate| &candidate.key);
            let mac = self.keyed(&[&key.salt, proof.hex().as_bytes()]);
            let fits = mac.is_some_and(|mac| mac.verify_slice(&key.mac).is_ok());
            fits && candidate.as_ref().is_some_and(|candidate| candidate.is_sealed && !candidate.is_decoy)
        })
    }

    /// The tag of an answer. Who has had the answer has the tag, and nobody else can guess it: a plain hash of what a
    /// number tells could be tried out without ever being told.
    pub fn tag(&self, answer: &[u8]) -> String {
        // A key of its own: what is told to everyone is made with nothing that keys of reports are kept under.
        random::hex(&under(&under(&self.0, TAGS), answer)[..12])
    }

    /// The MAC of what a session says.
    pub fn of_session(&self, session: &[u8]) -> [u8; SESSION_MAC] {
        let mac = under(&under(&self.0, SESSIONS), session);
        array::from_fn(|at| mac[at])
    }

    /// Whether it is that; compared in constant time.
    pub fn is_of_session(&self, session: &[u8], mac: &[u8]) -> bool {
        let keyed = Hmac::<Sha256>::new_from_slice(&under(&self.0, SESSIONS));
        mac.len() == SESSION_MAC
            && keyed.is_ok_and(|keyed| keyed.chain_update(session).verify_truncated_left(mac).is_ok())
    }

    fn mac(&self, fields: &[&[u8]]) -> [u8; 32] {
        self.keyed(fields).map_or([0; 32], |mac| mac.finalize().into_bytes().into())
    }

    /// HMAC takes a key of any length: nothing cannot happen.
    fn keyed(&self, fields: &[&[u8]]) -> Option<Hmac<Sha256>> {
        #[cfg(test)]
        MACS.set(MACS.get() + 1);
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        fields.iter().for_each(|field| mac.update(field));
        Some(mac)
    }
}

fn under(key: &[u8], text: &[u8]) -> [u8; 32] {
    Hmac::<Sha256>::new_from_slice(key)
        .map_or([0; 32], |mac| mac.chain_update(text).finalize().into_bytes().into())
}

#[cfg(test)]
thread_local! {
    /// How many MACs this thread has made: every failure has to make as many.
    pub static MACS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

#[cfg(test)]
mod tests;

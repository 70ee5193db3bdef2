//! Who has shown the key of a report, for half an hour. A session is a token that says all of it under a MAC, so nothing is
//! kept of it: any instance that has the pepper takes it, and so does the same one after a restart.
//!
//! The half hour has two clocks. The instance that made a token (it knows its own boot id) judges by a clock that never jumps:
//! a machine whose time is set forward ends no session, and one whose time is set back revives none. Every other instance,
//! and every other run of the same one, has only the wall clock to go by.
//!
//! A token is 32 bytes in hex, because phones take nothing else for one (`tanggap_core::wire::session`). So it names the report
//! by its number, which a correction and an erasure leave as it is, and not by its uid, which has more than twice the length.
//! After a restore a number may be another report's: a tag of when the report came tells them apart ([`Session::is_of`]).

use crate::{
    clock::{Steady, steady_clock},
    pepper::Pepper,
    random,
};
use std::{
    array,
    hash::{BuildHasher, RandomState},
};
use tanggap_core::media::is_sha256;

/// How long one lasts, in seconds.
pub const LASTS_S: u32 = 1_800;
/// How far the clocks of two instances may be apart, in seconds.
const APART_S: i64 = 60;
/// Of a token, what the MAC is of; the rest is the MAC.
const SIGNED: usize = 20;

pub struct Sessions {
    /// Chosen at random when this begins to run.
    boot: u32,
    clock: Steady,
}

/// What a token says. Numbers in it are big-endian: 6 bytes of the report's number, 4 each of the next three, 2 of the
/// report's tag.
#[derive(Debug, PartialEq, Eq)]
pub struct Session {
    /// The number that the report has, as one.
    number: u64,
    /// By the wall clock, in seconds since 1970.
    opened_at: u32,
    /// By the steady clock of the instance that made it, in seconds.
    until_s: u32,
    boot: u32,
    /// Of the report, which tells it from another that has its number later.
    tag: [u8; 2],
}

impl Default for Sessions {
    fn default() -> Self {
        Self::with_clock(steady_clock())
    }
}

impl Sessions {
    pub fn with_clock(clock: Steady) -> Self {
        // Of the operating system's randomness, as much as a name needs.
        let boot = RandomState::new().hash_one(()) as u32;
        Self { boot, clock }
    }

    /// Opens one for the report that has this number and came at `received_at`; what the device has to show.
    pub fn open(&self, pepper: &Pepper, ticket: &str, received_at: i64, now: i64) -> String {
        let session = Session {
            // Digits without a leading zero. What is no number is none that any report has.
            number: ticket.parse().unwrap_or_default(),
            opened_at: u32::try_from(now).unwrap_or_default(),
            until_s: self.now_s().saturating_add(LASTS_S),
            boot: self.boot,
            tag: tag(pepper, received_at),
        };
        let signed = session.bytes();
        let mac = pepper.of_session(&signed);
        random::hex(&[&signed[..], &mac].concat())
    }

    /// What a token says that lasts; whether there is such a report, its row tells.
    pub fn read(&self, pepper: &Pepper, token: &str, now: i64) -> Option<Session> {
        let token: [u8; 32] = is_sha256(token).then(|| random::unhex(token))??;
        let (signed, mac) = token.split_at(SIGNED);
        if !pepper.is_of_session(signed, mac) {
            return None;
        }
        let session = Session::read(signed)?;
        let lasts = match session.boot == self.boot {
            true => self.now_s() < session.until_s,
            false => {
                let opened_at = i64::from(session.opened_at);
                (opened_at - APART_S..opened_at + i64::from(LASTS_S)).contains(&now)
            }
        };
        lasts.then_some(session)
    }

    fn now_s(&self) -> u32 {
        u32::try_from((self.clock)() / 1_000).unwrap_or(u32::MAX)
    }
}

/// Nobody without the pepper can tell at which second a report would have the same.
fn tag(pepper: &Pepper, received_at: i64) -> [u8; 2] {
    let [first, second, ..] = pepper.of_session(&received_at.to_be_bytes());
    [first, second]
}

impl Session {
    /// The number of the report that it opens.
    pub fn number(&self) -> String {
        self.number.to_string()
    }

    /// Whether the report that has the number now is the one whose key was shown: it came at `received_at`.
    pub fn is_of(&self, pepper: &Pepper, received_at: i64) -> bool {
        self.tag == tag(pepper, received_at)
    }

    fn bytes(&self) -> [u8; SIGNED] {
        let number = self.number.to_be_bytes();
        let fields = [self.opened_at, self.until_s, self.boot].map(u32::to_be_bytes);
        let mut bytes = number[2..].iter().chain(fields.as_flattened()).chain(&self.tag);
        array::from_fn(|_| bytes.next().copied().unwrap_or_default())
    }

    fn read(signed: &[u8]) -> Option<Self> {
        let field = |at: usize| Some(u32::from_be_bytes(signed.get(at..at + 4)?.try_into().ok()?));
        let mut number = [0; 8];
        number[2..].copy_from_slice(signed.get(..6)?);
        Some(Self {
            number: u64::from_be_bytes(number),
            opened_at: field(6)?,
            until_s: field(10)?,
            boot: field(14)?,
            tag: signed.get(18..)?.try_into().ok()?,
        })
    }
}

#[cfg(test)]
mod tests;

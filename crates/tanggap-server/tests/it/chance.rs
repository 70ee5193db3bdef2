//! Chance that is the same for the same seed, and what whoever runs a test sets by the environment.

use std::env;

/// `TANGGAP_SEED=7` for another course of a seeded test.
pub const SEED: &str = "TANGGAP_SEED";

/// A number from the environment, or this one.
pub fn number(variable: &str, otherwise: u64) -> u64 {
    env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// xorshift.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        // A seed's neighbour begins elsewhere; and never with nothing, which stays nothing.
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Below this.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

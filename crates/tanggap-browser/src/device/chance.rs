//! Randomness for spreading attempts.

use tanggap_core::ports::Chance;

pub struct DeviceChance;

impl Chance for DeviceChance {
    fn number(&self) -> u32 {
        u32::from_be_bytes(crate::chance::bytes())
    }
}

//! Time, and chance to spread it.

/// Time, two kinds of it. The wall may jump; nothing is ever decided to the user's loss by it (R4).
pub trait Clock {
    fn wall_s(&self) -> i64;
    /// Only goes forward, counts from anywhere, survives nothing.
    fn mono_ms(&self) -> u64;
    /// Asks for `Event::Kick(Why::Timer)` after so long; replaces what was asked before.
    fn wake_in(&self, ms: u64);
}

/// Randomness for spreading attempts; need not be secret.
pub trait Chance {
    fn number(&self) -> u32;
}

//! Clocks and dice that a test sets.

use crate::ports::{Chance, Clock};
use std::{cell::Cell, rc::Rc};

/// Two kinds of time, shared by all tabs of a device; the alarm is each tab's own.
#[derive(Clone, Default)]
pub struct MemoryClock {
    wall_s: Rc<Cell<i64>>,
    mono_ms: Rc<Cell<u64>>,
    alarm_ms: Rc<Cell<Option<u64>>>,
}

impl MemoryClock {
    pub fn at(wall_s: i64) -> Self {
        let clock = Self::default();
        clock.wall_s.set(wall_s);
        clock
    }

    /// The same time with an alarm of its own.
    pub fn for_another_tab(&self) -> Self {
        Self { alarm_ms: Rc::default(), ..self.clone() }
    }

    pub fn pass_ms(&self, ms: u64) {
        self.mono_ms.set(self.mono_ms.get() + ms);
        self.wall_s.set(self.wall_s.get() + (ms / 1_000) as i64);
    }

    /// Somebody set the clock, or the battery was out.
    pub fn jump_s(&self, seconds: i64) {
        self.wall_s.set(self.wall_s.get() + seconds);
    }

    /// When the alarm rings, by the steady clock.
    pub fn alarm_ms(&self) -> Option<u64> {
        self.alarm_ms.get()
    }

    pub fn alarm_rang(&self) {
        self.alarm_ms.set(None);
    }
}

impl Clock for MemoryClock {
    fn wall_s(&self) -> i64 {
        self.wall_s.get()
    }

    fn mono_ms(&self) -> u64 {
        self.mono_ms.get()
    }

    fn wake_in(&self, ms: u64) {
        self.alarm_ms.set(Some(self.mono_ms.get() + ms));
    }
}

/// The same numbers for the same seed.
#[derive(Clone)]
pub struct MemoryChance(Rc<Cell<u64>>);

impl MemoryChance {
    pub fn seeded(seed: u64) -> Self {
        Self(Rc::new(Cell::new(seed)))
    }

    /// SplitMix64.
    pub fn next(&self) -> u64 {
        let state = self.0.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.0.set(state);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    /// True once in so many times.
    pub fn once_in(&self, times: u64) -> bool {
        self.below(times) == 0
    }
}

impl Chance for MemoryChance {
    fn number(&self) -> u32 {
        (self.next() >> 32) as u32
    }
}

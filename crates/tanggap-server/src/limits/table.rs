//! What is remembered of many keys, in memory that is bounded and with work that is bounded per key, however many there
//! are. A key belongs to one set of the table by its hash and has one of its [`PLACES`] (8) places for as long as its
//! state matters. Nothing that matters is ever thrown away, so that nobody begins afresh by flooding the table: while a
//! set is full, its further keys have one state together, and whoever gets a place then begins with that.

/// Places in a set. Each look at a key touches so many at most.
const PLACES: usize = 8;

/// What is remembered of one key.
pub trait State: Default {
    /// Whether it is as good as never seen, and may be forgotten.
    fn is_idle(&self, now: u64) -> bool;

    /// What a key begins with that may have had a part in this shared state.
    fn inherited(&self) -> Self;
}

pub struct Table<S> {
    sets: Box<[Set<S>]>,
}

struct Set<S> {
    own: Vec<(u64, S)>,
    /// Of those that found no place; `None` while it does not matter.
    shared: Option<Box<S>>,
}

/// Where the state of a key was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    Own,
    Shared,
}

impl<S: State> Table<S> {
    /// With `2^power` sets. Keys have to be evenly spread, as hashes are.
    pub fn new(power: u32) -> Self {
        Self { sets: (0..1usize << power).map(|_| Set { own: Vec::new(), shared: None }).collect() }
    }

    /// The state of a key at this moment.
    pub fn seat(&mut self, key: u64, now: u64) -> (&mut S, Seat) {
        let set = self.set(key);
        set.own.retain(|(other, state)| *other == key || !state.is_idle(now));
        set.shared.take_if(|shared| shared.is_idle(now));
        if let Some(at) = set.own.iter().position(|(other, _)| *other == key) {
            return (&mut set.own[at].1, Seat::Own);
        }
        if set.own.len() >= PLACES {
            return (&mut **set.shared.get_or_insert_default(), Seat::Shared);
        }
        let state = set.shared.as_ref().map_or_else(S::default, |shared| shared.inherited());
        let at = set.own.len();
        set.own.push((key, state));
        (&mut set.own[at].1, Seat::Own)
    }

    /// The state where it was found before; `None` if it no longer mattered.
    pub fn found(&mut self, key: u64, seat: Seat) -> Option<&mut S> {
        let set = self.set(key);
        match seat {
            Seat::Own => set.own.iter_mut().find(|(other, _)| *other == key).map(|(_, state)| state),
            Seat::Shared => set.shared.as_deref_mut(),
        }
    }

    fn set(&mut self, key: u64) -> &mut Set<S> {
        let sets = self.sets.len();
        &mut self.sets[key as usize & (sets - 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::client::hash;
    use std::cell::Cell;

    thread_local! {
        static LOOKS: Cell<u64> = const { Cell::new(0) };
    }

    /// Counts how often any state is looked at.
    #[derive(Default)]
    struct Spent {
        tokens: u32,
        until: u64,
    }

    impl State for Spent {
        fn is_idle(&self, now: u64) -> bool {
            LOOKS.set(LOOKS.get() + 1);
            now >= self.until
        }

        fn inherited(&self) -> Self {
            Self { ..*self }
        }
    }

    fn spend(table: &mut Table<Spent>, key: u64, now: u64) -> u32 {
        let (state, _) = table.seat(key, now);
        (state.tokens, state.until) = (state.tokens + 1, now + 1_000);
        state.tokens
    }

    #[test]
    fn a_flood_of_keys_makes_nobody_forgotten_and_no_look_longer() {
        let mut table = Table::new(10);
        let (guest, flood) = (hash(&"guest"), 100_000u64);
        assert_eq!(spend(&mut table, guest, 0), 1);
        let (mut most, mut shared) = (0, 0);
        for key in 0..flood {
            LOOKS.set(0);
            shared += u64::from(table.seat(hash(&key), 0).1 == Seat::Shared);
            spend(&mut table, hash(&key), 0);
            most = most.max(LOOKS.get());
        }
        assert!(most <= 2 * (PLACES as u64 + 1), "{most} states looked at for one key");
        assert!(shared > flood / 2, "{shared}: the table has not been full");
        let kept: usize = table.sets.iter().map(|set| set.own.len()).sum();
        assert!(kept <= PLACES << 10, "{kept} places");
        assert_eq!(spend(&mut table, guest, 1), 2, "it is remembered");
        LOOKS.set(0);
        table.seat(guest, 1);
        assert!(LOOKS.get() <= PLACES as u64 + 1);
    }

    #[test]
    fn whoever_found_no_place_takes_what_was_shared_along() {
        let mut table = Table::new(0);
        for key in 0..PLACES as u64 {
            assert_eq!(spend(&mut table, key, 0), 1);
        }
        assert_eq!((spend(&mut table, 100, 0), spend(&mut table, 101, 0)), (1, 2), "they have one together");
        // Seven places lapse, what is shared does not yet.
        spend(&mut table, 0, 999);
        spend(&mut table, 100, 999);
        assert_eq!(table.seat(100, 1_500).1, Seat::Own);
        assert_eq!(spend(&mut table, 100, 1_500), 4, "a place is no fresh start");
        assert_eq!(spend(&mut table, 0, 1_500), 3, "nor is it lost while others come");
        assert_eq!(spend(&mut table, 102, 3_000), 1, "in the end all is forgotten");
    }

    #[test]
    fn a_state_is_found_again_where_it_was() {
        let mut table: Table<Spent> = Table::new(0);
        assert!(table.found(1, Seat::Own).is_none() && table.found(1, Seat::Shared).is_none());
        spend(&mut table, 1, 0);
        assert_eq!(table.found(1, Seat::Own).map(|state| state.tokens), Some(1));
    }
}

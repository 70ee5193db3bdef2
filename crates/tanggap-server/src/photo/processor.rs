//! Where photos are made anew: two at a time, beside the threads that answer, never without end, and in turn.

use super::{bounds::NoPhoto, clean::clean};
use crate::limits::{Client, Place, Queue, Waiters};
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{sync::oneshot, task, time::timeout};

/// Photos in work. Each may take 300 MB for a moment.
const AT_ONCE: usize = 2;
/// Photos that wait. Each holds a piece of 64 KB, or a place among the few that are sent in one go.
const WAITERS: Waiters = Waiters { of_address: 16, of_network: 32, of_all: 256 };
/// Photos of up to 8 MB that are in memory because they are sent in one go, not in pieces: in all, and of one address.
const WHOLES: usize = 16;
const WHOLES_OF_ADDRESS: usize = 4;
/// How long one waits for its turn, and how long it then may take: a real photo takes less than a second.
const TURN: Duration = Duration::from_secs(10);
const WORK: Duration = Duration::from_secs(10);

#[derive(Clone)]
pub struct PhotoProcessor(Arc<Mutex<State>>);

struct State {
    queue: Queue<oneshot::Sender<Turn>>,
    wholes: Vec<Client>,
}

pub enum Trouble {
    NoPhoto(NoPhoto),
    /// Later: others are before it, or this machine has too much to do.
    Busy,
}

/// A turn, taken before the photo's bytes are in memory. The next one begins when it is dropped.
pub struct Turn {
    place: Place,
    processor: PhotoProcessor,
}

/// Room in memory for a photo that is sent in one go.
pub struct Room {
    client: Client,
    processor: PhotoProcessor,
}

impl Default for PhotoProcessor {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(State { queue: Queue::new(AT_ONCE, WAITERS), wholes: Vec::new() })))
    }
}

impl PhotoProcessor {
    /// Room for a photo that is sent in one go, while there is any.
    pub fn room_for_whole(&self, client: Client) -> Option<Room> {
        let wholes = &mut self.lock().wholes;
        let own = wholes.iter().filter(|other| client != Client::Unnamed && **other == client).count();
        let has_room = wholes.len() < WHOLES && own < WHOLES_OF_ADDRESS;
        has_room.then(|| {
            wholes.push(client);
            Room { client, processor: self.clone() }
        })
    }

    /// How many photos wait for their turn, and how many are in work.
    pub fn lengths(&self) -> (usize, usize) {
        self.lock().queue.lengths()
    }

    /// A turn, waited for.
    pub async fn turn(&self, client: Client) -> Result<Turn, Trouble> {
        let (sender, turn) = oneshot::channel();
        {
            let queue = &mut self.lock().queue;
            queue.sweep(oneshot::Sender::is_closed);
            if !queue.join(client, sender) {
                return Err(Trouble::Busy);
            }
        }
        self.go_on();
        match timeout(TURN, turn).await {
            Ok(Ok(turn)) => Ok(turn),
            _ => Err(Trouble::Busy),
        }
    }

    /// Gives the free places to those whose turn it is. Not under the lock: a turn that nobody takes any more ends here.
    fn go_on(&self) {
        loop {
            let next = {
                let queue = &mut self.lock().queue;
                queue.sweep(oneshot::Sender::is_closed);
                queue.next_turn()
            };
            let Some((waiter, place)) = next else { return };
            drop(waiter.send(Turn { place, processor: self.clone() }));
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.processor.lock().queue.leave(&self.place);
        self.processor.go_on();
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let wholes = &mut self.processor.lock().wholes;
        if let Some(at) = wholes.iter().position(|client| *client == self.client) {
            wholes.swap_remove(at);
        }
    }
}

impl Turn {
    /// Makes a photo anew. Work that takes too long is no longer waited for, but keeps its place until it ends.
    pub async fn clean(self, bytes: Vec<u8>) -> Result<Vec<u8>, Trouble> {
        let work = task::spawn_blocking(move || {
            let outcome = clean(&bytes);
            drop(self);
            outcome
        });
        match timeout(WORK, work).await {
            Ok(Ok(outcome)) => outcome.map_err(Trouble::NoPhoto),
            // It brought the decoder down: no photo.
            Ok(Err(_)) => Err(Trouble::NoPhoto(NoPhoto::Broken)),
            Err(_) => Err(Trouble::Busy),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::Future;

    const ATTACKER: Client = Client::some(1);

    /// Whether a turn is there already.
    async fn now(turn: impl Future<Output = Result<Turn, Trouble>>) -> Option<Turn> {
        timeout(Duration::ZERO, turn).await.ok()?.ok()
    }

    #[tokio::test(start_paused = true)]
    async fn one_address_never_has_two_places_however_many_it_asks_for() {
        let photos = PhotoProcessor::default();
        let first = now(photos.turn(ATTACKER)).await.unwrap();
        let waiting: Vec<_> = (0..16)
            .map(|_| {
                let photos = photos.clone();
                tokio::spawn(async move { photos.turn(ATTACKER).await })
            })
            .collect();
        tokio::task::yield_now().await;
        for citizen in 2..100 {
            assert!(now(photos.turn(Client::some(citizen))).await.is_some(), "{citizen} waits for nobody");
        }
        drop(first);
        let mut served = 0;
        for turn in waiting {
            served += u32::from(turn.await.unwrap().is_ok());
        }
        assert_eq!(served, 16, "each had its turn in the end");
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_waits_too_long_or_goes_away_holds_no_place() {
        let photos = PhotoProcessor::default();
        let held = [now(photos.turn(Client::some(2))).await, now(photos.turn(Client::some(3))).await];
        assert!(held.iter().all(Option::is_some));
        assert!(now(photos.turn(ATTACKER)).await.is_none(), "it goes away");
        let begun = tokio::time::Instant::now();
        assert!(matches!(photos.turn(ATTACKER).await, Err(Trouble::Busy)));
        assert_eq!(begun.elapsed(), TURN);
        drop(held);
        let both = (now(photos.turn(Client::some(4))).await, now(photos.turn(Client::some(5))).await);
        assert!(both.0.is_some() && both.1.is_some(), "no turn was given to those who had gone");
    }

    #[test]
    fn photos_in_one_go_have_room_for_a_few_of_each_address() {
        let photos = PhotoProcessor::default();
        let rooms: Vec<_> = (0..9).filter_map(|_| photos.room_for_whole(ATTACKER)).collect();
        assert_eq!(rooms.len(), WHOLES_OF_ADDRESS);
        let others: Vec<_> = (2..99).filter_map(|own| photos.room_for_whole(Client::some(own))).collect();
        assert_eq!(others.len(), WHOLES - WHOLES_OF_ADDRESS);
        assert!(photos.room_for_whole(Client::Unnamed).is_none());
        drop(rooms);
        assert!(photos.room_for_whole(ATTACKER).is_some());
    }
}

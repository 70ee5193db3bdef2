//! F1: a server that is killed at any moment, again and again, while phones send as fast as they can. Whatever it has
//! answered is there afterwards, once, with the same receipt; a photo goes on where its last answered piece ended.
//!
//! `TANGGAP_KILLS=20` for fewer rounds, `TANGGAP_SEED=7` for other moments.

mod phone;
mod server;

use crate::{
    chance::{Chance, SEED, number},
    photo,
    program::Program,
};
use phone::{Phone, Sent};
use std::{
    hint::spin_loop,
    io::{self, Write},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};
use tanggap_server::store::DATABASE;

const ROUNDS: u64 = 200;
const PHONES: usize = 4;
/// Answers after which a server may die, at most; and how long after the last of them.
const ANSWERS: u64 = 60;
const PAUSE_US: u64 = 4_000;
/// Of each phone's older reports, so many are asked for again in every round; all of them at the end.
const ASKED_AGAIN: usize = 5;

#[test]
fn killed_again_and_again_under_load_it_keeps_everything_it_has_answered() {
    let (rounds, seed) = (number("TANGGAP_KILLS", ROUNDS), number(SEED, 1));
    // The same moments for the same seed, as far as threads allow.
    let mut chance = Chance::new(seed);
    let begun = Instant::now();
    let picture = Arc::new(photo::noise());
    let mut phones: Vec<Phone> = (0..PHONES).map(|_| Phone::new(Arc::clone(&picture))).collect();
    let mut program = Program::start(&["--limits", "off"]);
    for _ in 0..rounds {
        let (answers, target) = (AtomicUsize::new(0), chance.below(ANSWERS) as usize);
        let pause = Duration::from_micros(chance.below(PAUSE_US));
        thread::scope(|scope| {
            let running: Vec<_> = phones
                .iter_mut()
                .map(|phone| scope.spawn(|| phone.send_until_it_dies(program.port, ASKED_AGAIN, &answers)))
                .collect();
            while answers.load(Ordering::Relaxed) < target && running.iter().any(|phone| !phone.is_finished())
            {
                thread::yield_now();
            }
            let until = Instant::now() + pause;
            while Instant::now() < until {
                spin_loop();
            }
            program.child.kill().unwrap();
        });
        program.child.wait().unwrap();
        let folder = std::mem::replace(&mut program.folder, tempfile::tempdir().unwrap());
        program = Program::start_in(folder, &["--limits", "off"]);
    }
    let mut sum = Sent::default();
    for phone in &mut phones {
        phone.finish(program.port);
        sum.add(&phone.sent());
    }
    let (well, folder) = program.terminate();
    assert!(well);
    let database = rusqlite::Connection::open(folder.path().join("data").join(DATABASE)).unwrap();
    let count = |sql: &str| database.query_row(sql, [], |row| row.get::<_, usize>(0)).unwrap();
    assert_eq!(count("select count(*) from reports"), sum.reports, "each once, and none that nobody sent");
    assert_eq!(count("select count(distinct uid) from reports"), sum.reports);
    assert_eq!(count("select count(*) from messages"), sum.messages);
    assert_eq!(count("select count(distinct message_id) from messages"), sum.messages);
    assert_eq!(count("select count(*) from updates"), sum.reports, "each began once");
    assert_eq!(count("select count(jpeg) from photos"), sum.photos);
    assert_eq!(count("select count(*) from photo_pieces"), 0);
    // Past the test's own capture: whoever runs this wants to know how much it was.
    let Sent { reports, messages, photos, pieces, resumed, repeated } = sum;
    assert!(messages > 0 && photos > 0 || rounds < 10, "{messages} messages, {photos} photos");
    let line = format!(
        "server killed {rounds} times (seed {seed}) in {} s: {reports} reports, {messages} messages, {photos} photos of \
         {pieces} answered pieces, all there once; {repeated} reports or messages and {resumed} photos were under way when \
         it died\n",
        begun.elapsed().as_secs()
    );
    io::stderr().write_all(line.as_bytes()).unwrap();
}

//! A full disk that something else writes to as well, whenever it can: what is given up for a moment is taken by others, so
//! it is little, and what can be had again is kept.

use super::*;
use std::{
    fs::File,
    io::Write,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
};
use tanggap_server::data_folder::ballast::Ballast;

/// Appends 4 KB every few milliseconds, as a log does that nobody turns over, until it is dropped.
struct Filler {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Filler {
    const PAUSE: Duration = Duration::from_millis(3);

    fn start(disk: &Disk) -> Self {
        let mut file = File::create(disk.path().join("filler-beside")).unwrap();
        let stop = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stop);
        let fill = move || {
            while !asked.load(Ordering::Relaxed) {
                drop(file.write_all(&[0x5a; 4_096]));
                thread::sleep(Self::PAUSE);
            }
        };
        Self { stop, thread: Some(thread::spawn(fill)) }
    }
}

impl Drop for Filler {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

fn ballast(data: &Path) -> u64 {
    fs::metadata(data.join("ballast")).unwrap().len()
}

#[test]
fn beside_something_that_takes_every_free_byte_erasing_goes_on_and_most_of_the_ballast_stays() {
    let Some(disk) = Disk::mount(48) else { return };
    let program = Program::start_in(folder(&disk), &["--limits", "off"]);
    let bodies: Vec<_> = (0..8).map(|_| kept(&program)).collect();
    disk.fill();
    let filler = Filler::start(&disk);
    for body in &bodies {
        assert!(well(&erase(&program, body)));
        assert_eq!(put(&program, body), "410");
    }
    let left = ballast(&data(&program));
    assert!(left >= BALLAST / 2, "{left} bytes are left");
    drop(filler);
    disk.empty();
    takes_again(&program);
}

#[test]
fn looking_and_copying_take_nothing_of_the_ballast() {
    let Some(disk) = Disk::mount(40) else { return };
    let program = Program::start_in(folder(&disk), &["--limits", "off"]);
    let known = kept(&program);
    disk.fill();
    let (data, elsewhere) = (data(&program), tempfile::tempdir().unwrap());
    let on_the_same_disk = disk.path().join("backup");
    for _ in 0..3 {
        assert!(well(&run(&["reports"], &data)));
        assert!(!run(&["backup", on_the_same_disk.to_str().unwrap()], &data).status.success());
        assert_eq!(ballast(&data), BALLAST);
    }
    let file = elsewhere.path().join("backup");
    assert!(well(&run(&["backup", file.to_str().unwrap()], &data)));
    assert_eq!(ballast(&data), BALLAST);
    assert_eq!(put(&program, &known), "200");
    // Without a server, too.
    let (_, folder) = program.terminate();
    disk.fill();
    assert!(well(&run(&["backup", elsewhere.path().join("second").to_str().unwrap()], &data)));
    assert_eq!(ballast(&data), BALLAST);
    // Whoever opens it to write gives back what the opening has left.
    assert!(well(&run(&["reports"], &data)));
    assert!(ballast(&data) >= BALLAST - (256 << 10), "{}", ballast(&data));
    drop(folder);
}

#[test]
fn of_what_was_given_up_all_is_taken_back_that_nobody_else_has_taken() {
    const GIVEN_UP: u64 = 1 << 20;
    const TAKEN: u64 = 100 << 10;
    let Some(disk) = Disk::mount(20) else { return };
    let held = Ballast::of(&disk.path());
    assert!(held.make().unwrap());
    disk.fill();
    let spared = held.spare(GIVEN_UP).unwrap();
    assert_eq!(
        (disk.free(), ballast(&disk.path())),
        (GIVEN_UP, BALLAST - GIVEN_UP),
        "no more than is asked for"
    );
    assert!(held.spare(GIVEN_UP).unwrap().is_none(), "it is free already");
    fs::write(disk.path().join("filler-taken"), vec![0x5a; TAKEN as usize]).unwrap();
    drop(spared);
    assert_eq!((disk.free(), ballast(&disk.path())), (0, BALLAST - TAKEN));
    disk.empty();
    assert!(held.refill().unwrap());
}

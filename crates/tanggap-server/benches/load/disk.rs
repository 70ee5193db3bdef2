//! What the disk itself takes to keep 4 KB at this moment: no report can be answered sooner. Other programs that write to
//! the same disk show here, too.

use std::{
    fs::File,
    io::{self, Write},
    path::PathBuf,
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

const EVERY: Duration = Duration::from_millis(20);

pub fn start(folder: PathBuf, lasts: Duration) -> JoinHandle<io::Result<Vec<Duration>>> {
    thread::spawn(move || {
        let mut file = File::create(folder.join("disk"))?;
        let (begun, mut times) = (Instant::now(), Vec::new());
        while begun.elapsed() < lasts {
            let write = Instant::now();
            file.write_all(&[0; 4_096])?;
            file.sync_data()?;
            times.push(write.elapsed());
            thread::sleep(EVERY);
        }
        Ok(times)
    })
}

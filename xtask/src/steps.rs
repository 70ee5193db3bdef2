//! Says what a slow command is doing and how far it is: `[2/5] splitting the app …  3.1 s`.

use anyhow::{Context, Result, bail};
use std::{process::Command, time::Instant};

pub struct Steps {
    total: usize,
    done: usize,
    started: Instant,
}

impl Steps {
    pub fn new(total: usize) -> Self {
        Self { total, done: 0, started: Instant::now() }
    }

    /// Announces `what`, does it, and says how long it took where that was long enough to wonder.
    pub fn step<T>(&mut self, what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.done += 1;
        eprintln!("[{}/{}] {what} …", self.done, self.total);
        let begun = Instant::now();
        let result = work().with_context(|| format!("{what} failed"))?;
        let (took, overall) = (begun.elapsed().as_secs_f32(), self.started.elapsed().as_secs_f32());
        if took >= 1.0 {
            eprintln!("      {took:.1} s, {overall:.1} s in all");
        }
        Ok(result)
    }
}

/// Runs a program with its output on the screen; fails with its command line.
pub fn run(command: &mut Command) -> Result<()> {
    let line = command_line(command);
    let status = command.status().with_context(|| format!("cannot start `{line}`"))?;
    if !status.success() {
        bail!("`{line}` ended with {status}");
    }
    Ok(())
}

fn command_line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

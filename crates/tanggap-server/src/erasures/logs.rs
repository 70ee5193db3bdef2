//! The logs of one data folder, open to be written to: whatever one of them knows, the other has, too.

use super::{error::ErasuresError, line::Line, log::Log, merge};

/// Both are locked for as long as this lives.
pub struct Logs {
    own: Log,
    other: Option<Log>,
}

impl Logs {
    /// A log that was out of reach for a while gets what it lacks.
    pub fn same(mut own: Log, mut other: Option<Log>, done: u64) -> Result<Self, ErasuresError> {
        if let Some(other) = &mut other
            && !own.says_the_same(other)?
        {
            let both = [own.lines()?, other.lines()?];
            let all = merge::with_all_at_the_end(both, done);
            for log in [&mut own, other] {
                let last = log.last;
                let lacking: Vec<_> = all.iter().filter(|line| line.id > last).cloned().collect();
                log.append(&lacking)?;
            }
        }
        Ok(Self { own, other })
    }

    /// The last line's id; 0 without any.
    pub fn last(&self) -> u64 {
        self.own.last
    }

    /// What comes after this line.
    pub fn since(&self, done: u64) -> Result<Vec<Line>, ErasuresError> {
        if self.own.last <= done {
            return Ok(Vec::new());
        }
        Ok(self.own.lines()?.into_iter().filter(|line| line.id > done).collect())
    }

    /// Writes the line of one erasure to every log, and returns its id once it is on the disks: the line's own, or the
    /// next one after the highest in a log.
    pub fn append(&mut self, line: Line) -> Result<u64, ErasuresError> {
        self.append_all(vec![line])
    }

    /// The same with several, one after another; the last one's id, or of the last line that is there.
    pub fn append_all(&mut self, mut lines: Vec<Line>) -> Result<u64, ErasuresError> {
        let mut last = self.own.last;
        for line in &mut lines {
            line.id = line.id.max(last + 1);
            last = line.id;
        }
        // The other disk first: it is the one that may be full or gone.
        for log in self.other.iter_mut().chain([&mut self.own]) {
            log.append(&lines)?;
        }
        Ok(last)
    }
}

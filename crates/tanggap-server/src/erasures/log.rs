//! The erasures log as a file: its first line says of which database it is, then one line per erasure. It only grows,
//! so that only its last line can be torn by a crash; what is torn was never acted on and is written over.

use super::{error::ErasuresError, line::Line, lock::lock};
use crate::{named_file, secret_file};
use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

const HEADER: &str = "tanggap erasures 1 ";
/// How much of the end is read to find the last line.
const TAIL: u64 = 64 << 10;
/// A header is shorter.
const HEAD: u64 = 256;

/// What a log says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The random name of the database; empty in a file that nothing has been written to.
    pub database: String,
    pub lines: Vec<Line>,
}

/// A log that is written to; locked for as long as it is open.
pub struct Log {
    path: PathBuf,
    file: File,
    /// Where its last whole line ends.
    end: u64,
    /// The last line's id; 0 without any.
    pub last: u64,
}

impl Log {
    /// Of this database; an empty file becomes its log.
    pub fn open(path: &Path, database: &str) -> Result<Self, ErasuresError> {
        let failed = |error| ErasuresError::Write(path.to_owned(), error);
        let file = named_file::open_with(File::options().read(true).write(true), path);
        let file = file.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => ErasuresError::Missing(path.to_owned()),
            _ => failed(error),
        })?;
        lock(&file).map_err(failed)?;
        let mut log = Self { path: path.to_owned(), file, end: 0, last: 0 };
        let length = log.file.metadata().map_err(failed)?.len();
        let head = log.bytes(0, HEAD.min(length)).map_err(failed)?;
        match header(&head) {
            // Whether nothing or a part of its header, nothing has ever been acted on. Anything else is not a log's.
            None if begins(database).as_bytes().starts_with(&head) => log.write(&begins(database))?,
            Some((name, _)) if name != database => return Err(ErasuresError::Foreign(path.to_owned())),
            Some((_, end)) => log.find_end(end as u64, length)?,
            None => return Err(ErasuresError::NoLog(path.to_owned())),
        }
        Ok(log)
    }

    /// All that it says, up to a torn last line.
    pub fn lines(&self) -> Result<Vec<Line>, ErasuresError> {
        Ok(read(&self.path)?.unwrap_or_default().lines)
    }

    pub fn says_the_same(&mut self, other: &mut Self) -> Result<bool, ErasuresError> {
        if (self.end, self.last) != (other.end, other.last) {
            return Ok(false);
        }
        let whole = |log: &mut Self| {
            log.bytes(0, log.end).map_err(|error| ErasuresError::Read(log.path.clone(), error))
        };
        Ok(whole(self)? == whole(other)?)
    }

    fn find_end(&mut self, header_end: u64, length: u64) -> Result<(), ErasuresError> {
        // The window begins somewhere inside a line; that one has been read when the next one was written.
        let window = header_end.max(length.saturating_sub(TAIL));
        for from in [window, header_end] {
            let tail = self.bytes(from, length - from);
            let tail = tail.map_err(|error| ErasuresError::Read(self.path.clone(), error))?;
            let first = tail.iter().position(|byte| *byte == b'\n').filter(|_| from > header_end);
            let skipped = first.map_or(0, |end| end + 1);
            let (lines, whole) =
                lines(&tail[skipped..]).map_err(|_| ErasuresError::Damaged(self.path.clone()))?;
            self.end = from + (skipped + whole) as u64;
            self.last = lines.last().map_or(0, |line| line.id);
            if self.last > 0 {
                break;
            }
        }
        Ok(())
    }

    /// Adds lines and returns when they are on the disk. What was written of them before a failure is taken back.
    pub fn append(&mut self, added: &[Line]) -> Result<(), ErasuresError> {
        let Some(last) = added.last() else { return Ok(()) };
        self.write(&added.iter().map(ToString::to_string).collect::<String>())?;
        self.last = last.id;
        Ok(())
    }

    fn write(&mut self, text: &str) -> Result<(), ErasuresError> {
        let mut write = || {
            self.file.set_len(self.end)?;
            self.file.seek(SeekFrom::Start(self.end))?;
            self.file.write_all(text.as_bytes())?;
            self.file.sync_all()
        };
        let written = write();
        if let Err(error) = written {
            drop(self.file.set_len(self.end));
            return Err(ErasuresError::Write(self.path.clone(), error));
        }
        self.end += text.len() as u64;
        Ok(())
    }

    fn bytes(&mut self, from: u64, count: u64) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; count as usize];
        self.file.seek(SeekFrom::Start(from))?;
        self.file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

/// Makes a log, whole; false if there is a file already.
pub fn create(path: &Path, told: &Told) -> Result<bool, ErasuresError> {
    match secret_file::create(path, text(told).as_bytes()) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(ErasuresError::Write(path.to_owned(), error)),
    }
}

/// Writes a log anew, whole: a reader sees the old one or this one.
pub fn replace(path: &Path, told: &Told) -> Result<(), ErasuresError> {
    secret_file::replace(path, text(told).as_bytes())
        .map_err(|error| ErasuresError::Write(path.to_owned(), error))
}

/// The name of the database that a log belongs to: empty in an empty file, `None` without one.
pub fn database(path: &Path) -> Result<Option<String>, ErasuresError> {
    let failed = |error| ErasuresError::Read(path.to_owned(), error);
    let file = match named_file::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    let mut head = Vec::new();
    file.take(HEAD).read_to_end(&mut head).map_err(failed)?;
    match header(&head) {
        Some((database, _)) => Ok(Some(database)),
        None if is_begun(&head) => Ok(Some(String::new())),
        None => Err(ErasuresError::NoLog(path.to_owned())),
    }
}

/// A log's text.
fn text(told: &Told) -> String {
    let lines: String = told.lines.iter().map(ToString::to_string).collect();
    begins(&told.database) + &lines
}

/// The header of a database's log.
fn begins(database: &str) -> String {
    format!("{HEADER}{database}\n")
}

/// Whether this is nothing, or the beginning of a header: nothing has ever been told there.
fn is_begun(bytes: &[u8]) -> bool {
    let name = bytes.strip_prefix(HEADER.as_bytes());
    HEADER.as_bytes().starts_with(bytes) || name.is_some_and(|name| name.iter().all(u8::is_ascii_hexdigit))
}

/// All that a log says, up to a torn last line; `None` without such a file.
pub fn read(path: &Path) -> Result<Option<Told>, ErasuresError> {
    // Something without an end has no header, so that no more of it is read.
    database(path)?;
    let bytes = match named_file::read(path, named_file::LOG) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(ErasuresError::Read(path.to_owned(), error)),
    };
    match header(&bytes) {
        Some((database, end)) => {
            let (lines, _) = lines(&bytes[end..]).map_err(|_| ErasuresError::Damaged(path.to_owned()))?;
            Ok(Some(Told { database, lines }))
        }
        None if is_begun(&bytes) => Ok(Some(Told::default())),
        None => Err(ErasuresError::NoLog(path.to_owned())),
    }
}

/// Every whole line of a log of this database, also before and after damage; `None` where that cannot be told.
pub fn salvage(path: &Path, of: &str) -> Option<Vec<Line>> {
    salvage_any(path).filter(|told| told.database == of).map(|told| told.lines)
}

/// The same of a log of whatever database; nothing where there is none.
pub fn all_lines(path: &Path) -> Vec<Line> {
    salvage_any(path).unwrap_or_default().lines
}

fn salvage_any(path: &Path) -> Option<Told> {
    let bytes = named_file::read(path, named_file::LOG).ok()?;
    let (database, end) = header(&bytes)?;
    let texts = bytes[end..].split(|byte| *byte == b'\n').filter_map(|text| std::str::from_utf8(text).ok());
    Some(Told { database, lines: texts.filter_map(Line::parse).collect() })
}

/// The database's name, and where the header ends.
pub fn header(bytes: &[u8]) -> Option<(String, usize)> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let name = std::str::from_utf8(&bytes[..end]).ok()?.strip_prefix(HEADER)?;
    (!name.is_empty()).then(|| (name.to_owned(), end + 1))
}

/// Something stands in the middle that is no line.
struct Damaged;

/// The lines, and how many bytes they take: what follows is the torn last one.
fn lines(bytes: &[u8]) -> Result<(Vec<Line>, usize), Damaged> {
    let (mut lines, mut whole, mut torn) = (Vec::<Line>::new(), 0, false);
    for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
        let text = piece.strip_suffix(b"\n").and_then(|text| std::str::from_utf8(text).ok());
        let Some(line) = text.and_then(Line::parse) else {
            torn = true;
            continue;
        };
        if torn || lines.last().is_some_and(|last| last.id >= line.id) {
            return Err(Damaged);
        }
        whole += piece.len();
        lines.push(line);
    }
    Ok((lines, whole))
}

#[cfg(test)]
mod tests;

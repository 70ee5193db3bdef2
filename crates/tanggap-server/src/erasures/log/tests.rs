//! A log under crashes, damage and mix-ups.

use super::*;
use crate::erasures::Decision;
use std::fs;

fn line(id: u64) -> Line {
    Line { id, at: 1_795_489_200 + id as i64, uids: vec![format!("uid-{id}")], decision: Decision::Erased }
}

fn told(ids: &[u64]) -> Told {
    Told { database: "d".into(), lines: ids.iter().map(|id| line(*id)).collect() }
}

#[test]
fn a_log_is_read_up_to_a_torn_last_line_and_goes_on_from_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    assert_eq!(read(&path).unwrap(), None);
    assert!(create(&path, &told(&[])).unwrap() && !create(&path, &told(&[])).unwrap());
    let mut log = Log::open(&path, "d").unwrap();
    log.append(&[line(1), line(2)]).unwrap();
    log.append(&[]).unwrap();
    drop(log);
    let whole = fs::read(&path).unwrap();
    let third = line(3).to_string();
    for end in 0..third.len() {
        // Cut off; cut off and padded, as a file system leaves it that had made the file longer already.
        for padding in ["", "\0\0\0\0", "\0\n"] {
            let torn = [&whole, &third.as_bytes()[..end], padding.as_bytes()].concat();
            fs::write(&path, torn).unwrap();
            assert_eq!(read(&path).unwrap(), Some(told(&[1, 2])), "{end}");
            let mut log = Log::open(&path, "d").unwrap();
            assert_eq!(log.last, 2);
            log.append(&[line(3)]).unwrap();
            drop(log);
            assert_eq!(read(&path).unwrap(), Some(told(&[1, 2, 3])), "{end}");
        }
    }
}

#[test]
fn damage_in_the_middle_is_told_and_never_read_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let whole = text(&told(&[1, 2, 3]));
    let (second, third) = (line(2).to_string(), line(3).to_string());
    for damaged in [
        whole.replace(&second, "??\n"),
        whole.replace("uid-2", "uid-1"),
        whole.replace("uid-2", "uid\0\0"),
        whole.replace(&second, &(line(5).to_string() + &second)),
    ] {
        fs::write(&path, &damaged).unwrap();
        assert!(matches!(read(&path), Err(ErasuresError::Damaged(_))), "{damaged}");
        assert!(matches!(Log::open(&path, "d"), Err(ErasuresError::Damaged(_))), "{damaged}");
    }
    // Of the last line nobody can tell damage from a crash.
    fs::write(&path, whole.replace(&format!("\n{third}"), &third)).unwrap();
    assert_eq!(read(&path).unwrap(), Some(told(&[1])));
    for foreign in ["something else\n", "tanggap erasures 2 d\n", "tanggap erasures 1 \n"] {
        fs::write(&path, foreign).unwrap();
        assert!(matches!(read(&path), Err(ErasuresError::NoLog(_))), "{foreign}");
        assert!(matches!(Log::open(&path, "d"), Err(ErasuresError::NoLog(_))), "{foreign}");
    }
    fs::write(&path, &whole).unwrap();
    assert!(matches!(Log::open(&path, "another"), Err(ErasuresError::Foreign(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), whole);
}

#[test]
fn an_empty_file_or_half_a_header_becomes_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    assert!(matches!(Log::open(&path, "d"), Err(ErasuresError::Missing(_))), "none is made by itself");
    for begun in ["", "tanggap eras", "tanggap erasures 1 ", "tanggap erasures 1 d"] {
        fs::write(&path, begun).unwrap();
        assert_eq!(read(&path).unwrap(), Some(Told::default()));
        Log::open(&path, "d").unwrap().append(&[line(7)]).unwrap();
        assert_eq!(read(&path).unwrap(), Some(told(&[7])));
    }
}

#[test]
fn nothing_is_ever_written_to_what_is_no_log() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    for content in [
        b"6f9619ff8b864d01b42d00cf4fc964ff6f9619ff8b864d01b42d00cf4fc964ff".to_vec(),
        b"SQLite format 3\0".repeat(500),
        (b'\x0b'..=b'\xff').collect(),
        vec![0; 52],
        b"T".to_vec(),
        b"tanggap erasures 1 another".to_vec(),
        b"tanggap erasures 1 d\0".to_vec(),
    ] {
        fs::write(&path, &content).unwrap();
        assert!(matches!(Log::open(&path, "d"), Err(ErasuresError::NoLog(_))), "{content:?}");
        assert_eq!(fs::read(&path).unwrap(), content);
        assert!(matches!(read(&path), Err(ErasuresError::NoLog(_))), "{content:?}");
        assert!(matches!(database(&path), Err(ErasuresError::NoLog(_))), "{content:?}");
    }
    #[cfg(unix)]
    {
        let pipe = folder.path().join("pipe");
        named_file::make_pipe(&pipe);
        for path in [&pipe, Path::new("/dev/null"), folder.path()] {
            assert!(matches!(Log::open(path, "d"), Err(ErasuresError::Write(..))), "{}", path.display());
            assert!(matches!(read(path), Err(ErasuresError::Read(..))), "{}", path.display());
        }
    }
}

#[test]
fn the_end_of_a_long_log_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    create(&path, &told(&(1..=3_000).collect::<Vec<_>>())).unwrap();
    assert!(fs::metadata(&path).unwrap().len() > TAIL);
    let mut log = Log::open(&path, "d").unwrap();
    assert_eq!(log.last, 3_000);
    log.append(&[Line { id: 3_001, at: 0, uids: vec!["u".repeat(TAIL as usize + 10)], ..line(1) }]).unwrap();
    drop(log);
    let log = Log::open(&path, "d").unwrap();
    assert_eq!((log.last, log.end), (3_001, fs::metadata(&path).unwrap().len()));
}

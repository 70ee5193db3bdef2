//! Files that are not what they should be: each is refused, named, and left as it is.

use super::*;
use crate::{data_folder, store::sqlite::Sqlite};
use std::{fs, io::Write, path::PathBuf};
use tempfile::TempDir;

/// A folder whose database has many pages, as a server leaves it.
fn folder(reports: usize) -> TempDir {
    let folder = data_folder::temporary();
    Sqlite::open(folder.path()).unwrap().close();
    fill(&schema::open_writer(&file(&folder)).unwrap(), 0..reports);
    folder
}

fn file(folder: &TempDir) -> PathBuf {
    folder.path().join(DATABASE)
}

fn log_beside(folder: &TempDir) -> PathBuf {
    folder.path().join(format!("{DATABASE}-wal"))
}

fn fill(connection: &Connection, ids: std::ops::Range<usize>) {
    for id in ids {
        connection
            .execute(
                "insert into reports (uid, ticket, device_ticket, first_desk, desk, service_code, status,
                     received_at, updated_at, fingerprint, body)
                 values (?1, ?1, ?1, 'd', 'd', 's', 'received', 0, 0, zeroblob(32), randomblob(3000))",
                [format!("uid-{:08x}-{id}", id.wrapping_mul(2_654_435_761) % (1 << 32))],
            )
            .unwrap();
    }
}

fn refusal(outcome: Result<(), StoreError>) -> String {
    match outcome {
        Err(StoreError::Unusable(told)) => told,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_database_with_overwritten_pages_is_refused_and_left_as_it_is() {
    let folder = folder(200);
    check(folder.path()).unwrap();
    let whole = fs::read(file(&folder)).unwrap();
    let pages = whole.len() / 4_096;
    for from in [2, 5, pages / 2, pages - 3] {
        for filling in [0, 0x5a] {
            let mut damaged = whole.clone();
            damaged[from * 4_096..(from + 2) * 4_096].fill(filling);
            fs::write(file(&folder), &damaged).unwrap();
            let told = refusal(check(folder.path()));
            assert!(
                told.contains("is damaged, and nothing was changed") && told.contains("restore FILE"),
                "{told}"
            );
            assert!(fs::read(file(&folder)).unwrap() == damaged, "page {from}");
        }
    }
    fs::write(file(&folder), &whole[..whole.len() / 2]).unwrap();
    assert!(refusal(check(folder.path())).contains("damaged"));
    fs::write(file(&folder), &whole).unwrap();
    check(folder.path()).unwrap();
}

#[test]
fn an_older_copy_put_over_the_database_beside_its_log_is_refused_until_the_log_is_away() {
    let folder = folder(100);
    let older = fs::read(file(&folder)).unwrap();
    let connection = schema::open_writer(&file(&folder)).unwrap();
    fill(&connection, 100..400);
    connection.query_row("pragma wal_checkpoint(restart)", [], |_| Ok(())).unwrap();
    fill(&connection, 400..500);
    // As after a kill: nothing was closed.
    let killed = data_folder::temporary();
    for name in [DATABASE, &format!("{DATABASE}-wal"), LOG] {
        fs::copy(folder.path().join(name), killed.path().join(name)).unwrap();
    }
    check(killed.path()).unwrap();
    fs::write(file(&killed), &older).unwrap();
    let log = fs::read(log_beside(&killed)).unwrap();
    let told = refusal(check(killed.path()));
    assert!(told.contains("is damaged") && told.contains("tanggap.sqlite-wal away"), "{told}");
    assert!(fs::read(file(&killed)).unwrap() == older && fs::read(log_beside(&killed)).unwrap() == log);
    fs::rename(log_beside(&killed), killed.path().join("away")).unwrap();
    check(killed.path()).unwrap();
    let count: usize = schema::open_writer(&file(&killed))
        .unwrap()
        .query_row("select count(*) from reports", [], |row| row.get(0))
        .unwrap();
    assert_eq!(count, 100);
}

#[test]
fn what_is_no_database_of_a_portal_is_refused_by_server_and_commands() {
    let folder = folder(1);
    let whole = fs::read(file(&folder)).unwrap();
    let with_id = |id: u32| {
        let mut bytes = whole.clone();
        bytes[68..72].copy_from_slice(&id.to_be_bytes());
        bytes
    };
    for (content, told) in [
        (Some(b"Dear city,\n".repeat(2_000)), "is no database"),
        (Some(b"SQLite format 3\0".to_vec()), "is no database"),
        (Some(whole[..99].to_vec()), "is no database"),
        (Some(Vec::new()), "is no database"),
        (Some(with_id(17)), "of another program"),
        (Some(with_id(BACKUP)), "is a backup that was copied here"),
        (None, "is missing"),
    ] {
        match content {
            Some(content) => fs::write(file(&folder), content).unwrap(),
            None => fs::remove_file(file(&folder)).unwrap(),
        }
        for refused in [refusal(check(folder.path())), refusal(Sqlite::open(folder.path()).map(|_| ()))] {
            assert!(refused.starts_with(&file(&folder).display().to_string()), "{refused}");
            assert!(refused.contains(told), "{refused}");
        }
    }
    fs::write(file(&folder), with_id(0)).unwrap();
    Sqlite::open(folder.path()).unwrap().close();
    let new = data_folder::temporary();
    check(new.path()).unwrap();
    fs::write(file(&new), b"").unwrap();
    check(new.path()).unwrap();
    Sqlite::open(new.path()).unwrap().close();
}

#[test]
fn of_a_large_database_everything_but_the_pictures_themselves_is_read() {
    let folder = folder(50);
    let connection = schema::open_writer(&file(&folder)).unwrap();
    for slot in 0..20 {
        connection
            .execute(
                "insert into photos (report_id, slot, place, sha256, size, received_at, public_id, jpeg)
                 values (1, ?1, 0, zeroblob(32), 1, 0, ?1, zeroblob(200000))",
                [format!("picture-{slot}")],
            )
            .unwrap();
    }
    drop(connection);
    let whole = fs::read(file(&folder)).unwrap();
    let found = |bytes: &[u8]| {
        fs::write(file(&folder), bytes).unwrap();
        schema::open_to_check(&file(&folder)).and_then(|connection| finding(&connection, true))
    };
    assert!(matches!(found(&whole), Ok(None)));
    let has = |page: &[u8], mark: &[u8]| page.windows(mark.len()).any(|bytes| bytes == mark);
    let mut pages = 0;
    for mark in [&b"uid-00000000-0"[..], b"picture-7"] {
        // The table's own and those of its indexes.
        for (place, _) in whole.chunks(4_096).enumerate().filter(|(_, page)| has(page, mark)) {
            let mut damaged = whole.clone();
            damaged[place * 4_096..(place + 1) * 4_096].fill(0x5a);
            assert!(!matches!(found(&damaged), Ok(None)), "{}", String::from_utf8_lossy(mark));
            pages += 1;
        }
    }
    assert!(pages >= 6, "{pages}");
    // Pages 100 to 120 from the end are inside of pictures.
    let mut damaged = whole.clone();
    let inside = whole.len() - 120 * 4_096;
    (&mut damaged[inside..inside + 4_096]).write_all(&[0x5a; 4_096]).unwrap();
    assert!(matches!(found(&damaged), Ok(None)));
}

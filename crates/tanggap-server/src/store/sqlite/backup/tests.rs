//! A backup is whole, hidden, and never in the way of another file.

use super::*;
use crate::{data_folder, store::sqlite::Sqlite};
use std::thread;
use tempfile::TempDir;

fn folder() -> TempDir {
    let folder = data_folder::temporary();
    Sqlite::open(folder.path()).unwrap().close();
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_one_hidden_file_that_says_what_it_is() {
    let (folder, elsewhere) = (folder(), tempfile::tempdir().unwrap());
    let file = elsewhere.path().join("monday.sqlite");
    let backed_up = back_up(folder.path(), &file, 7).unwrap();
    assert_eq!(backed_up, BackedUp { bytes: fs::metadata(&file).unwrap().len(), reports: 0 });
    assert_eq!(names(elsewhere.path()), ["monday.sqlite"]);
    assert_eq!(integrity::head(&file).unwrap(), integrity::Head::Database(BACKUP));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let connection = Connection::open(&file).unwrap();
    let pragma = |name: &str| -> rusqlite::types::Value {
        connection.pragma_query_value(None, name, |row| row.get(0)).unwrap()
    };
    assert_eq!(pragma("journal_mode"), "delete".to_owned().into(), "it needs no log beside it");
    assert_eq!(pragma("auto_vacuum"), 1.into());
    assert_eq!(meta::get(&connection, meta::BACKED_UP_AT).unwrap().as_deref(), Some("7"));
    drop(connection);
    assert_eq!(names(elsewhere.path()), ["monday.sqlite"]);
    let live = schema::open_writer(&folder.path().join(DATABASE)).unwrap();
    assert_eq!(meta::get(&live, meta::BACKED_UP_AT).unwrap(), None);
}

#[test]
fn a_backup_replaces_nothing_and_leaves_nothing_half_made() {
    let (folder, elsewhere) = (folder(), tempfile::tempdir().unwrap());
    let file = elsewhere.path().join("monday.sqlite");
    let refusal = |outcome: Result<BackedUp, StoreError>| match outcome {
        Err(StoreError::Unusable(told)) => told,
        other => panic!("{other:?}"),
    };
    fs::write(&file, "last week's").unwrap();
    assert!(refusal(back_up(folder.path(), &file, 0)).contains("is there already"));
    assert_eq!(fs::read(&file).unwrap(), b"last week's");
    fs::remove_file(&file).unwrap();
    // One that runs already, then one that was cut off.
    let part = Part::begin(&file).unwrap();
    assert!(refusal(back_up(folder.path(), &file, 0)).contains("at this moment"));
    drop(part);
    for cut_off in [
        ".monday.sqlite.tanggap-part",
        ".monday.sqlite.tanggap-part-journal",
        ".sunday.sqlite.tanggap-part",
        ".sunday.sqlite.tanggap-part-journal",
        ".friday.sqlite.tanggap-part-journal",
    ] {
        fs::write(elsewhere.path().join(cut_off), vec![0; 100_000]).unwrap();
    }
    let of_another_day = Part::begin(&elsewhere.path().join("tuesday.sqlite")).unwrap();
    fs::write(elsewhere.path().join(".tuesday.sqlite.tanggap-part-journal"), "in use").unwrap();
    back_up(folder.path(), &file, 0).unwrap();
    assert_eq!(
        names(elsewhere.path()),
        [".tuesday.sqlite.tanggap-part", ".tuesday.sqlite.tanggap-part-journal", "monday.sqlite"],
        "one that runs stays"
    );
    drop(of_another_day);
    assert_eq!(names(elsewhere.path()), ["monday.sqlite"]);
    let missing = refusal(back_up(folder.path(), &elsewhere.path().join("deep/x"), 0));
    assert!(missing.starts_with("cannot make the backup"), "{missing}");
    // As root, who may look everywhere, a file in a folder's place is what cannot be looked into.
    let forbidden = refusal(back_up(&file, &elsewhere.path().join("x"), 0));
    assert!(
        forbidden.contains("cannot look for tanggap.sqlite") && forbidden.contains("sudo -u"),
        "{forbidden}"
    );
    let empty = data_folder::temporary();
    assert!(
        refusal(back_up(empty.path(), &elsewhere.path().join("x"), 0)).contains("there is no tanggap.sqlite")
    );
}

#[test]
fn of_a_damaged_database_no_backup_is_made() {
    let (folder, elsewhere) = (folder(), tempfile::tempdir().unwrap());
    let database = folder.path().join(DATABASE);
    let mut bytes = fs::read(&database).unwrap();
    // Indexes are made anew in a copy, so that damage to one of them alone would be mended by it.
    bytes[2 * 4_096..].fill(0x5a);
    fs::write(&database, bytes).unwrap();
    assert!(back_up(folder.path(), &elsewhere.path().join("x"), 0).is_err());
    assert_eq!(names(elsewhere.path()), Vec::<String>::new());
}

#[test]
fn backups_to_one_folder_at_once_do_not_take_each_other_for_cut_off() {
    let (folder, elsewhere) = (folder(), tempfile::tempdir().unwrap());
    thread::scope(|scope| {
        let (data, elsewhere) = (folder.path(), elsewhere.path());
        let running: Vec<_> = (0..4)
            .map(|n| {
                scope.spawn(move || {
                    for round in 0..200 {
                        let part = Part::begin(&elsewhere.join(format!("{n}-{round}"))).unwrap();
                        assert!(part.path().exists());
                    }
                    back_up(data, &elsewhere.join(format!("{n}")), 0).unwrap();
                })
            })
            .collect();
        running.into_iter().for_each(|one| one.join().unwrap());
    });
    assert_eq!(names(elsewhere.path()), ["0", "1", "2", "3"]);
}

#[test]
fn no_backup_gets_a_name_that_is_the_data_folders_own() {
    let folder = folder();
    let before = names(folder.path());
    for name in [
        "tanggap.sqlite-journal",
        "tanggap.sqlite-wal",
        "tanggap.sqlite-shm",
        "tanggap.sqlite.restoring",
        "pepper",
        "erased.log",
        "erasures-to",
        "served.json",
        "ballast",
        "tanggap-before-restore-x.sqlite",
    ] {
        let file = folder.path().join(name);
        if file.exists() {
            continue;
        }
        match back_up(folder.path(), &file, 0) {
            Err(StoreError::Unusable(told)) => assert!(told.contains("the data folder's own"), "{told}"),
            other => panic!("{name}: {other:?}"),
        }
    }
    assert_eq!(names(folder.path()), before);
    let elsewhere = tempfile::tempdir().unwrap();
    back_up(folder.path(), &elsewhere.path().join("pepper"), 0).unwrap();
    back_up(folder.path(), &folder.path().join("tanggap-2026-12-01.sqlite"), 0).unwrap();
}

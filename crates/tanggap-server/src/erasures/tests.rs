//! Two logs that say the same, whatever happens to one of them.

use super::*;
use crate::store::DATABASE;

fn line(id: u64) -> Line {
    Line { id, at: 0, uids: vec!["u".into()], decision: Decision::Erased }
}

fn append_to(erasures: &Erasures, done: u64) -> Result<u64, ErasuresError> {
    erasures.open("d", done)?.append(line(done + 1))
}

fn ids(path: &Path) -> Vec<u64> {
    read(path).unwrap().unwrap().lines.iter().map(|line| line.id).collect()
}

#[test]
fn a_second_log_gets_every_line_and_without_it_nothing_is_written() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let erasures = Erasures::new(folder.path());
    create(&erasures.own(), &Told { database: "d".into(), lines: Vec::new() }).unwrap();
    let append = || append_to(&erasures, 0);
    assert_eq!((append().unwrap(), append().unwrap()), (1, 2));
    let other = elsewhere.path().join("deep/erased.log");
    assert!(matches!(erasures.keep_also("d", 0, &other), Err(ErasuresError::Write(..))));
    assert_eq!(erasures.also().unwrap(), None, "what cannot be written is not remembered");
    fs::create_dir(elsewhere.path().join("deep")).unwrap();
    erasures.keep_also("d", 0, &other).unwrap();
    assert_eq!(ids(&other), [1, 2], "it begins with what was before");
    assert_eq!(append().unwrap(), 3);
    fs::rename(&other, elsewhere.path().join("away")).unwrap();
    assert!(matches!(append(), Err(ErasuresError::Missing(_))));
    assert!(matches!(erasures.keep_also("d", 0, &other), Err(ErasuresError::Missing(_))), "no new one");
    assert_eq!(ids(&erasures.own()), [1, 2, 3]);
    fs::write(&other, "").unwrap();
    assert_eq!(append().unwrap(), 4);
    assert_eq!((ids(&other), ids(&erasures.own())), (vec![1, 2, 3, 4], vec![1, 2, 3, 4]));
}

#[test]
fn ids_go_on_after_all_that_the_database_or_any_log_knows() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let erasures = Erasures::new(folder.path());
    let empty = Told { database: "d".into(), lines: Vec::new() };
    create(&erasures.own(), &empty).unwrap();
    let append = |known: u64| append_to(&erasures, known).unwrap();
    assert_eq!((append(4), append(4), append(0)), (5, 6, 7));
    let other = elsewhere.path().join("erased.log");
    erasures.keep_also("d", 0, &other).unwrap();
    assert_eq!(append(0), 8);
    // The first log is lost with its disk and begun anew.
    fs::remove_file(erasures.own()).unwrap();
    create(&erasures.own(), &empty).unwrap();
    assert_eq!(append(0), 9);
    assert_eq!(ids(&erasures.own()), [5, 6, 7, 8, 9]);
}

#[test]
fn where_the_system_forbids_to_write_the_folder_and_the_line_of_the_unit_file_are_named() {
    let told = |kind: io::ErrorKind| {
        ErasuresError::Write("/mnt/other/erased.log".into(), io::Error::from(kind)).to_string()
    };
    for kind in [io::ErrorKind::ReadOnlyFilesystem, io::ErrorKind::PermissionDenied] {
        let told = told(kind);
        assert!(told.contains("/mnt/other/erased.log") && told.contains("nothing is erased"), "{told}");
        assert!(told.ends_with("the line ReadWritePaths=/mnt/other"), "{told}");
    }
    assert!(!told(io::ErrorKind::StorageFull).contains("ReadWritePaths"));
}

#[test]
fn a_second_log_is_neither_the_first_nor_that_of_another_database() {
    let folder = tempfile::tempdir().unwrap();
    let erasures = Erasures::new(folder.path());
    create(&erasures.own(), &Told { database: "d".into(), lines: Vec::new() }).unwrap();
    assert!(matches!(erasures.keep_also("d", 0, &erasures.own()), Err(ErasuresError::Own(_))));
    let elsewhere = tempfile::tempdir().unwrap();
    let other = elsewhere.path().join("other");
    create(&other, &Told { database: "another".into(), lines: Vec::new() }).unwrap();
    assert!(matches!(erasures.keep_also("d", 0, &other), Err(ErasuresError::Foreign(_))));
    assert!(erasures.keep_also("d", 0, folder.path()).is_err(), "a folder");
    assert_eq!(erasures.also().unwrap(), None);
}

#[test]
fn no_file_of_the_data_folder_is_a_second_log_by_whatever_name() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let erasures = Erasures::new(folder.path());
    create(&erasures.own(), &Told { database: "d".into(), lines: Vec::new() }).unwrap();
    // Empty as a lock is, or with something in it.
    let own = fs::read(erasures.own()).unwrap();
    for (n, (file, content)) in
        [("lock", &b""[..]), ("pepper", &[b'a'; 64]), (DATABASE, b"SQLite format 3\0"), (LOG, &own)]
            .into_iter()
            .enumerate()
    {
        let file = folder.path().join(file);
        fs::write(&file, content).unwrap();
        let mut names = vec![file.clone(), folder.path().join("not-yet")];
        #[cfg(unix)]
        {
            let (link, soft) = (format!("hard-{n}"), format!("soft-{n}"));
            let (link, soft) = (elsewhere.path().join(link), elsewhere.path().join(soft));
            fs::hard_link(&file, &link).unwrap();
            std::os::unix::fs::symlink(&file, &soft).unwrap();
            names.extend([link, soft]);
        }
        for name in names {
            let refused = erasures.keep_also("d", 0, &name);
            assert!(matches!(refused, Err(ErasuresError::Own(_))), "{}: {refused:?}", name.display());
        }
        assert_eq!(fs::read(&file).unwrap(), content);
    }
    // Remembered while it was another file.
    let other = elsewhere.path().join("erased.log");
    erasures.keep_also("d", 0, &other).unwrap();
    fs::remove_file(&other).unwrap();
    fs::hard_link(erasures.own(), &other).unwrap();
    assert!(matches!(append_to(&erasures, 0), Err(ErasuresError::Own(_))));
    assert!(matches!(erasures.keep_also("d", 0, &other), Err(ErasuresError::Own(_))));
}

//! Restoring: what was erased stays erased, what is not known is refused, and nothing is lost on the way.

mod cut_off;
mod erased;
mod refused;
mod taken_back;

use super::*;
use crate::{
    data_folder, erasures,
    store::sqlite::{
        Acted, Change, DATABASE, Named, NewReport, Sqlite, back_up, integrity, schema, versions,
    },
};
use std::fs;
use tempfile::TempDir;

/// A portal, and a folder elsewhere for what is kept of it.
struct City {
    folder: TempDir,
    elsewhere: TempDir,
}

impl City {
    async fn with(uids: &[&str]) -> Self {
        let city = Self { folder: data_folder::temporary(), elsewhere: tempfile::tempdir().unwrap() };
        city.receive(uids).await;
        city
    }

    fn data(&self) -> &Path {
        self.folder.path()
    }

    fn elsewhere(&self, name: &str) -> PathBuf {
        self.elsewhere.path().join(name)
    }

    fn log(&self) -> PathBuf {
        self.data().join(erasures::LOG)
    }

    async fn receive(&self, uids: &[&str]) {
        let store = Sqlite::open(self.data()).unwrap();
        for uid in uids {
            let body = format!("Canary of {uid}").into_bytes();
            let report = NewReport { body, ..NewReport::named(uid) };
            assert!(store.receive(report).await.unwrap().is_ok());
        }
        store.close();
    }

    async fn erase(&self, uids: &[&str]) {
        let store = Sqlite::open(self.data()).unwrap();
        for uid in uids {
            let erase = store.act(Named::Uid((*uid).into()), None, 9, |_, _| Ok(Change::Erase));
            assert!(matches!(erase.await.unwrap(), Acted::Done { .. }));
        }
        store.close();
    }

    fn back_up(&self, name: &str) -> PathBuf {
        let file = self.elsewhere(name);
        back_up(self.data(), &file, 5).unwrap();
        file
    }

    fn restore(&self, file: &Path, erasures: Option<&Path>, accepted: bool) -> Result<Restored, String> {
        let restore = Restore {
            data: self.data(),
            file,
            erasures,
            accept_erased_return: accepted,
            check_pepper: &|_| Ok(()),
            at: 1_795_489_200,
        };
        restore.run().map_err(|error| error.to_string())
    }

    /// Uids whose words are there, and uids that are taken by what was erased.
    async fn state(&self) -> (Vec<String>, Vec<String>) {
        let store = Sqlite::open(self.data()).unwrap();
        let (mut there, mut erased) = (Vec::new(), Vec::new());
        for uid in ["a", "b", "c", "d", "e"] {
            match store.received(uid.into()).await.unwrap() {
                Some(known) if known.erased => erased.push(uid.to_owned()),
                Some(_) => there.push(uid.to_owned()),
                None => {}
            }
        }
        store.close();
        let file = fs::read(self.data().join(DATABASE)).unwrap();
        let file = String::from_utf8_lossy(&file);
        for uid in &erased {
            assert!(!file.contains(&format!("Canary of {uid}")), "{uid} has left traces");
        }
        (there, erased)
    }

    /// Nobody can read any more what it knew.
    fn lose_database(&self) {
        fs::write(self.data().join(DATABASE), "SQLite format 3\0 and then nothing").unwrap();
    }

    /// Without what SQLite makes to look at a database.
    fn files(&self) -> Vec<String> {
        let names = fs::read_dir(self.data()).unwrap().map(|file| file.unwrap().file_name());
        let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
        names.retain(|name| !name.ends_with("-wal") && !name.ends_with("-shm"));
        names.sort();
        names
    }
}

fn uids(list: &str) -> Vec<String> {
    list.split_whitespace().map(str::to_owned).collect()
}

#[tokio::test]
async fn what_was_erased_after_the_backup_is_erased_again_also_what_it_never_had() {
    let city = City::with(&["a", "b", "c"]).await;
    city.erase(&["a"]).await;
    let file = city.back_up("backup");
    city.receive(&["d", "e"]).await;
    city.erase(&["b", "d"]).await;
    let restored = city.restore(&file, None, false).unwrap();
    assert_eq!((restored.backed_up_at, restored.reports, restored.erased_again), (Some(5), 1, 2));
    assert_eq!((restored.log_end, restored.lost, restored.not_known), (Some((3, 9)), Some(1), Vec::new()));
    assert_eq!(city.state().await, (uids("c"), uids("a b d")));
    let aside = restored.set_aside.unwrap();
    assert!(aside.ends_with("tanggap-before-restore-20261124T030000Z.sqlite"), "{}", aside.display());
    let before = schema::open_to_check(&aside).unwrap();
    let kept: i64 = before
        .query_row("select count(*) from reports where erased_at is null", [], |row| row.get(0))
        .unwrap();
    assert_eq!(kept, 2, "c and e");
    drop(before);
    // It goes on from there: later erasures, an older backup, and this one again.
    city.erase(&["c"]).await;
    assert_eq!(city.restore(&file, None, false).unwrap().erased_again, 3);
    assert_eq!(city.state().await, (uids(""), uids("a b c d")));
}

#[tokio::test]
async fn what_was_erased_to_its_figures_still_counts_after_a_restore() {
    let city = City::with(&["a", "b"]).await;
    let file = city.back_up("backup");
    let store = Sqlite::open(city.data()).unwrap();
    store.act(Named::Uid("a".into()), None, 9, |_, _| Ok(Change::Expire)).await.unwrap();
    store.close();
    city.erase(&["b"]).await;
    assert_eq!(city.restore(&file, None, false).unwrap().erased_again, 2);
    assert_eq!(city.state().await, (uids(""), uids("a b")));
    let store = crate::store::Store::open(city.data()).unwrap();
    assert_eq!(store.courses(0, 0, |sum, _| *sum += 1).await.unwrap(), 1);
    store.close();
}

#[tokio::test]
async fn a_lost_data_folder_is_restored_with_the_log_from_the_other_disk() {
    let city = City::with(&["a", "b", "c"]).await;
    let second = city.elsewhere("erased.log");
    let store = Sqlite::open(city.data()).unwrap();
    store.log_erasures_to(second.clone()).await.unwrap();
    store.close();
    let file = city.back_up("backup");
    city.erase(&["a"]).await;
    let City { elsewhere, folder } = city;
    drop(folder);
    let city = City { folder: tempfile::tempdir().unwrap(), elsewhere };
    let data = city.data().join("new");
    let restore = |erasures| {
        let restore = Restore {
            data: &data,
            file: &file,
            erasures,
            accept_erased_return: false,
            check_pepper: &|_| Ok(()),
            at: 0,
        };
        restore.run().map_err(|error| error.to_string())
    };
    let refused = restore(None).unwrap_err();
    assert!(refused.contains("no erasures log of this database was found"), "{refused}");
    assert!(!data.join(DATABASE).exists());
    let restored = restore(Some(&second)).unwrap();
    assert_eq!((restored.erased_again, restored.set_aside, restored.lost), (1, None, None));
    assert_eq!(erasures::read(&data.join(erasures::LOG)).unwrap(), erasures::read(&second).unwrap());
    Sqlite::open(&data).unwrap().close();
}

#[tokio::test]
async fn a_backup_of_the_release_before_is_restored_and_loses_nothing_of_the_log() {
    let city = City::with(&["a", "b"]).await;
    let file = city.elsewhere("old");
    // As `sqlite3 .backup` copied it: with a log of its own, unmarked, without what this release keeps of itself.
    let mut old = rusqlite::Connection::open(&file).unwrap();
    let live = schema::open_writer(&city.data().join(DATABASE)).unwrap();
    live.execute("vacuum into ?1", [file.to_str().unwrap()]).unwrap();
    drop(live);
    versions::go_back(&mut old, 5);
    old.pragma_update(None, "journal_mode", "wal").unwrap();
    old.close().unwrap();
    city.erase(&["a"]).await;
    let restored = city.restore(&file, None, false).unwrap();
    assert_eq!((restored.backed_up_at, restored.erased_again, restored.reports), (None, 1, 1));
    assert_eq!(city.state().await, (uids("b"), uids("a")));
}

#[tokio::test]
async fn a_restore_that_is_cut_off_leaves_the_old_database_or_one_that_no_server_starts_with() {
    let city = City::with(&["a"]).await;
    let file = city.back_up("backup");
    city.receive(&["b"]).await;
    // Cut off while the copy is written: nothing of it stays beside the old database.
    for name in ["tanggap.sqlite.restoring", "tanggap.sqlite.restoring-journal"] {
        fs::write(city.data().join(name), "half of what was erased").unwrap();
    }
    Sqlite::open(city.data()).unwrap().close();
    assert!(!city.files().iter().any(|name| name.contains("restoring")), "{:?}", city.files());
    // Cut off when the copy has taken the place, and the log of the old database still lies there.
    let (path, log) = (city.data().join(DATABASE), city.data().join("tanggap.sqlite-wal"));
    fs::copy(&file, &path).unwrap();
    fs::write(&log, "frames of the old database").unwrap();
    let refused = Sqlite::open(city.data()).map(|_| ()).unwrap_err().to_string();
    assert!(refused.contains("a restore that was cut off"), "{refused}");
    city.restore(&file, None, false).unwrap();
    assert!(!log.exists() && !city.data().join("tanggap.sqlite.restoring").exists());
    assert_eq!(integrity::head(&path).unwrap(), integrity::Head::Database(integrity::LIVE));
    assert_eq!(city.state().await, (uids("a"), uids("")));
}

#[tokio::test]
async fn a_damaged_database_is_set_aside_with_its_log_and_replaced() {
    let city = City::with(&["a"]).await;
    let file = city.back_up("backup");
    let path = city.data().join(DATABASE);
    let bytes = b"SQLite format 3\0 and then nothing that makes sense".repeat(10);
    fs::write(&path, &bytes).unwrap();
    fs::write(city.data().join("tanggap.sqlite-wal"), "frames").unwrap();
    let restored = city.restore(&file, None, false).unwrap();
    assert_eq!(restored.lost, None, "nobody can tell");
    let aside = restored.set_aside.unwrap();
    assert_eq!(fs::read(&aside).unwrap(), bytes);
    assert_eq!(fs::read(format!("{}-wal", aside.display())).unwrap(), b"frames");
    assert_eq!(city.state().await, (uids("a"), uids("")));
}

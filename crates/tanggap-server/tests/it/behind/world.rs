//! A data folder, its second log, and all that an operator may have kept of them and put back.

use crate::{chance::Chance, town::private_folder};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};
use tanggap_server::{
    erasures::{self, LOG},
    store::{Acted, Change, Classified, DATABASE, Named, NewReport, Restore, Store, back_up},
};
use tempfile::TempDir;

pub struct World {
    chance: Chance,
    data: TempDir,
    elsewhere: TempDir,
    /// So many files and folders were made elsewhere.
    made: usize,
    backups: Vec<PathBuf>,
    images: Vec<PathBuf>,
    folders: Vec<PathBuf>,
    logs: Vec<PathBuf>,
    received: Vec<String>,
    /// Whatever was ever to be erased.
    asked: BTreeSet<String>,
}

impl World {
    pub fn new(chance: Chance) -> Self {
        Self {
            chance,
            data: private_folder(),
            elsewhere: tempfile::tempdir().unwrap(),
            made: 0,
            backups: Vec::new(),
            images: Vec::new(),
            folders: Vec::new(),
            logs: Vec::new(),
            received: Vec::new(),
            asked: BTreeSet::new(),
        }
    }

    fn data(&self) -> &Path {
        self.data.path()
    }

    fn twin(&self) -> PathBuf {
        self.elsewhere.path().join("twin")
    }

    fn new_path(&mut self) -> PathBuf {
        self.made += 1;
        self.elsewhere.path().join(format!("kept-{}", self.made))
    }

    fn one_of(&mut self, kept: &[PathBuf]) -> Option<PathBuf> {
        (!kept.is_empty()).then(|| kept[self.chance.below(kept.len() as u64) as usize].clone())
    }

    /// Something that happens while the server does not run; its name.
    pub async fn step(&mut self) -> &'static str {
        let (database, own, twin) = (self.data().join(DATABASE), self.data().join(LOG), self.twin());
        let away = self.elsewhere.path().join("twin-away");
        if !database.exists() {
            return "a first start";
        }
        match self.chance.below(13) {
            0 => {
                let file = self.new_path();
                back_up(self.data(), &file, 1).unwrap();
                self.backups.push(file);
                "backup"
            }
            1 | 2 => {
                let (backups, logs) = (self.backups.clone(), self.logs.clone());
                let Some(file) = self.one_of(&backups) else { return "nothing" };
                let named = match self.chance.below(3) {
                    0 => None,
                    1 => Some(twin).filter(|twin| twin.exists()),
                    _ => self.one_of(&logs),
                };
                let restore = Restore {
                    data: self.data(),
                    file: &file,
                    erasures: named.as_deref(),
                    accept_erased_return: false,
                    check_pepper: &|_| Ok(()),
                    at: 1_795_489_200,
                };
                if restore.run().is_ok() { "restored" } else { "a restore was refused" }
            }
            3 => {
                let image = self.new_path();
                fs::copy(&database, &image).unwrap();
                self.images.push(image);
                "an image was made"
            }
            4 | 5 => {
                let images = self.images.clone();
                let Some(image) = self.one_of(&images) else { return "nothing" };
                fs::copy(image, &database).unwrap();
                "an image was put back"
            }
            6 => {
                let folder = self.new_path();
                copy_all(self.data(), &folder);
                self.folders.push(folder);
                "the folder was kept"
            }
            7 => {
                let folders = self.folders.clone();
                let Some(folder) = self.one_of(&folders) else { return "nothing" };
                for file in fs::read_dir(self.data()).unwrap() {
                    fs::remove_file(file.unwrap().path()).unwrap();
                }
                copy_all(&folder, self.data());
                "the folder was put back"
            }
            8 => {
                let log = self.new_path();
                fs::copy(&own, &log).unwrap();
                self.logs.push(log);
                "the log was kept"
            }
            9 => {
                let logs = self.logs.clone();
                let Some(log) = self.one_of(&logs) else { return "nothing" };
                fs::copy(log, &own).unwrap();
                "a stale log was put back"
            }
            10 => {
                fs::remove_file(&own).unwrap();
                "the log was lost"
            }
            11 if twin.exists() => {
                fs::remove_file(&twin).unwrap();
                fs::write(&twin, "").unwrap();
                "the second log was lost, and an empty one put there"
            }
            _ if twin.exists() => {
                fs::rename(&twin, &away).unwrap();
                "the second log's disk was taken away"
            }
            _ if away.exists() => {
                fs::rename(&away, &twin).unwrap();
                "the second log's disk is back"
            }
            _ => "nothing",
        }
    }

    /// A start as `serve --erasures-to` does it, what must hold then, and a little work.
    pub async fn start(&mut self, after: &str) {
        let known: BTreeSet<_> =
            [self.data().join(LOG), self.twin()].iter().flat_map(|log| uids(log)).collect();
        let store = Store::open(self.data()).unwrap_or_else(|error| panic!("{after}: {error}"));
        let is_reachable = store.log_erasures_to(self.twin()).await.is_ok();
        self.holds(&known, after);
        if is_reachable {
            let both = [uids(&self.data().join(LOG)), uids(&self.twin())];
            assert_eq!(both[0], both[1], "{after}: both logs know the same");
            assert!(known.is_subset(&both[0]), "{after}: what a log knew is not forgotten");
        }
        for _ in 0..self.chance.below(3) {
            let uid = format!("u{}", self.received.len());
            assert!(store.receive(report(&uid)).await.unwrap().is_ok());
            self.received.push(uid);
        }
        for _ in 0..self.chance.below(3) {
            if self.received.is_empty() {
                break;
            }
            let uid = self.received[self.chance.below(self.received.len() as u64) as usize].clone();
            let erase = store.act(Named::Uid(uid.clone()), None, 2, |_, _| Ok(Change::Erase)).await;
            match erase {
                Ok(Acted::Done { .. }) => _ = self.asked.insert(uid),
                // What an image or a backup lacks was never here; and without the second log nothing is erased.
                Ok(_) => {}
                Err(error) => assert!(!is_reachable, "{after}: {error}"),
            }
        }
        store.close();
    }

    fn holds(&self, known: &BTreeSet<String>, after: &str) {
        let database = rusqlite::Connection::open(self.data().join(DATABASE)).unwrap();
        let column = |sql: &str| -> BTreeSet<String> {
            let mut statement = database.prepare(sql).unwrap();
            statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        };
        let readable = column("select uid from reports where erased_at is null or length(body) > 0");
        let both: Vec<_> = readable.intersection(known).collect();
        assert!(both.is_empty(), "{after}: {both:?} are readable");
        let erased = column("select uid from reports where erased_at is not null");
        assert!(erased.is_subset(&self.asked), "{after}: nobody asked for that");
        assert_eq!(column("select report_id || '' from erasing").len(), 0, "{after}: finished");
    }
}

fn uids(log: &Path) -> BTreeSet<String> {
    let told = erasures::read(log).unwrap().unwrap_or_default();
    told.lines.into_iter().flat_map(|line| line.uids).collect()
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap().map(Result::unwrap) {
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

fn report(uid: &str) -> NewReport {
    NewReport {
        uid: uid.into(),
        device_ticket: uid.into(),
        ticket: uid.into(),
        desk: "aspirasi".into(),
        service_code: "street-light".into(),
        classified: Classified::default(),
        received_at: 1,
        fingerprint: [0; 32],
        corrects: None,
        opens: Vec::new(),
        body: b"Canary".to_vec(),
        media: Vec::new(),
    }
}

//! What a restore does not do by itself, and what it says then.

use super::*;

const ACCEPTED: bool = true;

#[tokio::test]
async fn a_log_with_gaps_or_of_another_database_or_none_is_refused_and_says_what_is_not_known() {
    let city = City::with(&["a", "b", "c", "d", "e"]).await;
    city.erase(&["a"]).await;
    let file = city.back_up("backup");
    city.erase(&["b", "c", "d"]).await;
    let whole = erasures::read(&city.log()).unwrap().unwrap();
    let other = City::with(&["a"]).await;
    other.erase(&["a"]).await;
    let with = |lines: &[usize]| {
        let lines = lines.iter().map(|n| whole.lines[*n].clone()).collect();
        Some(Told { database: whole.database.clone(), lines })
    };
    for (log, not_known) in [
        (None, "no erasures log of this database was found"),
        (with(&[]), "ends with line 0, and the backup was made after line 1"),
        (with(&[0, 1]), "ends with line 2, and the database that is here has done line 4"),
        (with(&[0, 1, 3]), "lines 3 to 3 of the erasures log are missing"),
        (with(&[3]), "lines 2 to 3 of the erasures log are missing"),
        (erasures::read(&other.log()).unwrap(), "is the erasures log of another database"),
    ] {
        match &log {
            Some(log) => erasures::replace(&city.log(), log).unwrap(),
            None => fs::remove_file(city.log()).unwrap(),
        }
        let before = city.files();
        let refused = city.restore(&file, None, false).unwrap_err();
        assert!(refused.contains(not_known) && refused.contains("--accept-erased-return"), "{refused}");
        assert_eq!(city.files(), before, "nothing was changed");
    }
    erasures::replace(&city.log(), &whole).unwrap();
    let named = city.elsewhere("named");
    assert!(city.restore(&file, Some(&other.log()), false).unwrap_err().contains("of another database"));
    assert!(
        city.restore(&file, Some(&city.elsewhere("nowhere")), false)
            .unwrap_err()
            .contains("there is no file")
    );
    // Two logs with gaps may be one without.
    erasures::replace(&city.log(), &with(&[0, 1, 3]).unwrap()).unwrap();
    erasures::replace(&named, &with(&[2]).unwrap()).unwrap();
    assert_eq!(city.restore(&file, Some(&named), false).unwrap().erased_again, 3);
    assert_eq!(city.state().await, (uids("e"), uids("a b c d")));
    assert_eq!(erasures::read(&city.log()).unwrap().unwrap(), whole);
}

#[tokio::test]
async fn who_accepts_that_erased_reports_return_hears_what_is_not_known_and_begins_a_new_log() {
    let city = City::with(&["a", "b", "c"]).await;
    city.erase(&["a"]).await;
    let file = city.back_up("backup");
    city.erase(&["b", "c"]).await;
    let mut log = erasures::read(&city.log()).unwrap().unwrap();
    log.lines.remove(1);
    erasures::replace(&city.log(), &log).unwrap();
    // The database would know it, too.
    city.lose_database();
    let restored = city.restore(&file, None, ACCEPTED).unwrap();
    assert_eq!(restored.not_known.len(), 1, "{:?}", restored.not_known);
    assert!(restored.not_known[0].contains("lines 2 to 2"));
    assert_eq!(restored.erased_again, 1, "what is known is erased all the same");
    assert_eq!(city.state().await, (uids("b"), uids("a c")));
    let begun = erasures::read(&city.log()).unwrap().unwrap();
    let told: Vec<_> = begun.lines.iter().map(|line| (line.id, line.uids[0].as_str())).collect();
    assert_eq!(told, [(1, "a"), (2, "c")], "what is known stands in the new one");
    assert_ne!(begun.database, log.database);
    assert!(city.files().contains(&"erased-before-restore-20261124T030000Z.log".to_owned()));
    // A backup from before belongs to the log that has the gap.
    assert!(city.restore(&file, None, false).unwrap_err().contains("another database"));
    let later = city.back_up("later");
    city.erase(&["b"]).await;
    assert_eq!(city.restore(&later, None, false).unwrap().erased_again, 1);
    assert_eq!(city.state().await, (uids(""), uids("a b c")));
}

#[tokio::test]
async fn what_is_no_backup_of_a_portal_changes_nothing() {
    let city = City::with(&["a"]).await;
    let file = city.back_up("backup");
    let whole = fs::read(&file).unwrap();
    let before = city.files();
    let with = |change: &dyn Fn(&rusqlite::Connection)| {
        let path = city.elsewhere("changed");
        fs::write(&path, &whole).unwrap();
        change(&rusqlite::Connection::open(&path).unwrap());
        fs::read(&path).unwrap()
    };
    let mut damaged = whole.clone();
    damaged[2 * 4_096..].fill(0x5a);
    for (content, told) in [
        (b"Dear city".to_vec(), "is no database"),
        (whole[..whole.len() / 2].to_vec(), "is damaged"),
        (damaged, "is damaged"),
        (
            with(&|database| {
                let newer = "delete from meta where name = 'oldest_program'; pragma user_version = 99";
                database.execute_batch(newer).unwrap();
            }),
            "of a newer release (version 99",
        ),
        (with(&|database| database.pragma_update(None, "application_id", 7).unwrap()), "of another program"),
        (
            with(&|database| {
                database.execute_batch("pragma foreign_keys = off; drop table reports").unwrap()
            }),
            "portal",
        ),
    ] {
        let changed = city.elsewhere("wrong");
        fs::write(&changed, content).unwrap();
        let refused = city.restore(&changed, None, false).unwrap_err();
        assert!(refused.contains(told) && refused.contains(changed.to_str().unwrap()), "{refused}");
        assert_eq!(city.files(), before);
    }
    let beside = city.elsewhere("backup-wal");
    fs::write(&beside, "frames").unwrap();
    assert!(city.restore(&file, None, false).unwrap_err().contains("has the log"));
    fs::remove_file(beside).unwrap();
    let itself = city.restore(&city.data().join(DATABASE), None, false).unwrap_err();
    assert!(itself.contains("the database itself"), "{itself}");
    let store = Sqlite::open(city.data()).unwrap();
    let in_use = city.restore(&file, None, false).unwrap_err();
    assert!(in_use.contains("is in use: first end"), "{in_use}");
    store.close();
    assert_eq!(city.state().await, (uids("a"), uids("")));
}

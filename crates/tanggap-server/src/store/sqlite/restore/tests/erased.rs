//! What was erased comes back with no backup as long as anything at hand knows it: a log of whatever database, or a database.

use super::{taken_back::conduct, *};
use rusqlite::types::Value;

#[tokio::test]
async fn what_the_database_itself_has_erased_is_erased_again_without_any_log() {
    let city = City::with(&["a", "b", "c"]).await;
    let file = city.back_up("backup");
    city.receive(&["d"]).await;
    city.erase(&["a", "d"]).await;
    fs::remove_file(city.log()).unwrap();
    assert!(city.restore(&file, None, false).unwrap_err().contains("no erasures log of this database"));
    let restored = city.restore(&file, None, true).unwrap();
    assert_eq!((restored.erased_again, restored.reports), (2, 2));
    assert_eq!(city.state().await, (uids("b c"), uids("a d")));
    let told = erasures::read(&city.log()).unwrap().unwrap();
    assert_eq!(told.lines.len(), 2, "the new log tells it");
}

#[tokio::test]
async fn a_log_under_a_new_name_tells_what_was_erased_and_what_became_conduct_all_the_same() {
    let city = City::public(&["a", "b", "c", "d"]).await;
    let file = city.back_up("backup");
    city.erase(&["a"]).await;
    let lost = city.elsewhere("lost");
    fs::rename(city.log(), &lost).unwrap();
    city.lose_database();
    city.restore(&file, None, true).unwrap();
    // In the log that began anew.
    city.erase(&["b"]).await;
    city.act("c", conduct()).await;
    city.lose_database();
    let saved = fs::read(city.log()).unwrap();
    let refused = city.restore(&file, None, false).unwrap_err();
    assert!(refused.contains("another database"), "{refused}");
    for (named, erased, public) in [(None, "b", "a d"), (Some(lost.as_path()), "a b", "d")] {
        fs::write(city.log(), &saved).unwrap();
        for aside in city.files().iter().filter(|name| name.contains("before-restore")) {
            fs::remove_file(city.data().join(aside)).unwrap();
        }
        let restored = city.restore(&file, named, true).unwrap();
        assert!(!restored.not_known.is_empty(), "what the lost one knew otherwise");
        assert_eq!(restored.guarded, 1);
        assert_eq!(city.says("kind", "c"), Value::Text("police-conduct".into()));
        for ticket in public.split(' ') {
            assert_eq!(city.says("published_at is not null", ticket), Value::Integer(1), "{ticket}");
        }
        assert_eq!(city.state().await.1, uids(erased));
        city.lose_database();
    }
    // The other way round: the old log turns up as the folder's own, and the new one is named.
    fs::copy(&lost, city.log()).unwrap();
    let named = city.elsewhere("new");
    fs::write(&named, saved).unwrap();
    city.restore(&file, Some(&named), true).unwrap();
    assert_eq!(city.state().await.1, uids("a b"));
}

#[tokio::test]
async fn a_second_log_that_is_away_is_missed_and_what_it_tells_is_done_when_it_is_back() {
    let city = City::public(&["a", "b"]).await;
    let (second, away) = (city.elsewhere("erased.log"), city.elsewhere("away"));
    let store = Sqlite::open(city.data()).unwrap();
    store.log_erasures_to(second.clone()).await.unwrap();
    store.close();
    let file = city.back_up("backup");
    let image: Vec<_> =
        [erasures::LOG, DATABASE].map(|name| (name, fs::read(city.data().join(name)).unwrap())).into();
    city.erase(&["a"]).await;
    city.act("b", conduct()).await;
    for (name, content) in image {
        fs::write(city.data().join(name), content).unwrap();
    }
    fs::remove_file(city.data().join("tanggap.sqlite-wal")).ok();
    fs::rename(&second, &away).unwrap();
    let refused = city.restore(&file, None, false).unwrap_err();
    assert!(refused.contains(second.to_str().unwrap()) && refused.contains("mounted"), "{refused}");
    let restored = city.restore(&file, None, true).unwrap();
    assert_eq!((restored.erased_again, restored.not_known.len()), (0, 1));
    fs::rename(&away, &second).unwrap();
    // Of another name now, and it is done.
    assert_eq!(city.state().await.1, uids("a"));
    assert_eq!(city.says("kind", "b"), Value::Text("police-conduct".into()));
}

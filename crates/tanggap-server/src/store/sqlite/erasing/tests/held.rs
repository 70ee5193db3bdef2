//! A log that was damaged or shortened is told at a start, and mended where the database knows for certain.

use super::*;
use std::path::PathBuf;

/// Four that are erased, and one that isn't.
async fn office() -> (Office, PathBuf, String) {
    let office = Office::new();
    for uid in ["a", "b", "c", "d", "e"] {
        office.receive(uid).await;
    }
    for uid in ["a", "b", "c", "d"] {
        office.erase(uid).await.unwrap();
    }
    let log = office.folder.path().join(erasures::LOG);
    let text = fs::read_to_string(&log).unwrap();
    (office, log, text)
}

/// Without some of its lines, from 1 behind the header.
fn without(text: &str, lost: &[usize]) -> String {
    let kept = text.lines().enumerate().filter(|(place, _)| !lost.contains(place));
    kept.map(|(_, line)| format!("{line}\n")).collect()
}

#[tokio::test]
async fn a_log_that_lost_its_end_gets_it_back_as_it_was() {
    let (office, log, text) = office().await;
    assert_eq!(office.store.hold_erasures_log().await.unwrap(), Vec::<String>::new());
    let torn = text[..text.len() - 10].to_owned();
    let altered = format!("{}x\n", torn);
    for (left, lost) in [
        (without(&text, &[4]), 1),
        (without(&text, &[3, 4]), 2),
        (without(&text, &[1, 2, 3, 4]), 4),
        (torn, 1),
        (altered, 1),
    ] {
        fs::write(&log, &left).unwrap();
        let told = office.store.hold_erasures_log().await.unwrap();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains(&format!("(lines: {lost})")) && told[0].contains("line 4"), "{told:?}");
        assert_eq!(fs::read_to_string(&log).unwrap(), text, "{left}");
        assert_eq!(office.store.hold_erasures_log().await.unwrap(), Vec::<String>::new());
    }
    assert!(office.erase("e").await.unwrap());
    assert_eq!(office.log().last().unwrap(), &(5, vec!["e".to_owned()]));
}

#[tokio::test]
async fn what_is_lost_or_altered_in_the_middle_is_told_with_what_to_do() {
    let (office, log, text) = office().await;
    fs::write(&log, without(&text, &[2])).unwrap();
    let told = office.store.hold_erasures_log().await.unwrap();
    assert!(told[0].contains("lines 2 to 2") && told[0].contains("--erasures"), "{told:?}");
    assert!(told[1].contains("added to it (erased: 1, guarded: 0)"), "{told:?}");
    assert_eq!(office.log().last().unwrap(), &(5, vec!["b".to_owned()]), "under a new number");
    assert_eq!(office.store.hold_erasures_log().await.unwrap().len(), 1, "the gap stays");
    let bad = text.replacen(" b ", " x ", 1);
    fs::write(&log, &bad).unwrap();
    let told = office.store.hold_erasures_log().await.unwrap();
    assert!(told[0].contains("line 3 of the erasures log") && told[0].contains("whole copy"), "{told:?}");
    assert_eq!(fs::read_to_string(&log).unwrap(), bad, "nothing is written to it");
    let refused = office.erase("e").await.unwrap_err().to_string();
    assert!(refused.contains("damaged"), "{refused}");
    // As the message says, where there is no copy.
    fs::remove_file(&log).unwrap();
    let Office { folder, store } = office;
    store.close();
    let office = Office { store: Sqlite::open(folder.path()).unwrap(), folder };
    office.store.hold_erasures_log().await.unwrap();
    let mut told: Vec<_> = office.log().into_iter().flat_map(|(_, uids)| uids).collect();
    told.sort();
    assert_eq!(told, ["a", "b", "c", "d"]);
    assert!(office.erase("e").await.unwrap());
}

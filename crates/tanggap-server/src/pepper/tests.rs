//! A pepper is made once, known again, and never replaced by itself.

use super::*;
use crate::{data_folder, store::Store};
use std::fs;

fn proof() -> KeyProof {
    KeyProof::parse(&"a".repeat(64)).unwrap()
}

#[test]
fn starts_at_once_agree_on_one_pepper() {
    let folder = data_folder::temporary();
    Store::open(folder.path()).unwrap().close();
    let tags: Vec<String> = std::thread::scope(|scope| {
        let load = || Pepper::load(folder.path()).unwrap().tag(b"answer");
        let all: Vec<_> = (0..8).map(|_| scope.spawn(load)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(tags.iter().all(|tag| *tag == tags[0]), "{tags:?}");
}

#[test]
fn the_pepper_is_made_once_and_read_again() {
    let folder = data_folder::temporary();
    let (first, again) = (Pepper::load(folder.path()).unwrap(), Pepper::load(folder.path()).unwrap());
    assert_eq!(first.opens("482719305543", &proof()), again.opens("482719305543", &proof()));
    let tag = first.tag(b"answer");
    assert_eq!((tag.len(), &tag), (24, &again.tag(b"answer")), "a tag holds over a restart");
    let elsewhere = data_folder::temporary();
    assert_ne!(tag, Pepper::load(elsewhere.path()).unwrap().tag(b"answer"), "and only here");
}

#[test]
fn a_pepper_that_is_missing_or_another_or_none_is_never_made_up_for() {
    let folder = data_folder::temporary();
    let file = folder.path().join(FILE);
    let tag = Pepper::load(folder.path()).unwrap().tag(b"answer");
    let right = fs::read(&file).unwrap();
    let refused = || Pepper::load(folder.path()).map(|_| ()).unwrap_err().to_string();
    fs::write(&file, "too short").unwrap();
    assert!(refused().ends_with("pepper: expected 64 hex digits"), "{}", refused());
    fs::write(&file, "ab".repeat(32)).unwrap();
    assert!(refused().contains("not the pepper"), "{}", refused());
    fs::remove_file(&file).unwrap();
    assert!(refused().contains("pepper is missing") && refused().contains("new-pepper"), "{}", refused());
    assert!(!file.exists());
    fs::write(&file, right).unwrap();
    assert_eq!(Pepper::load(folder.path()).unwrap().tag(b"answer"), tag);
    let present = Pepper::renew(folder.path()).unwrap_err().to_string();
    assert!(present.contains("there already"), "{present}");
    fs::remove_file(&file).unwrap();
    Pepper::renew(folder.path()).unwrap();
    assert_ne!(Pepper::load(folder.path()).unwrap().tag(b"answer"), tag);
}

#[test]
fn a_new_pepper_that_was_cut_off_half_way_leaves_none_and_is_asked_for_again() {
    let folder = data_folder::temporary();
    let file = folder.path().join(FILE);
    Pepper::load(folder.path()).unwrap();
    fs::remove_file(&file).unwrap();
    let database = rusqlite::Connection::open(folder.path().join(store::DATABASE)).unwrap();
    let stop = "create trigger stop before insert on meta begin select raise(abort, 'cut off'); end";
    database.execute_batch(stop).unwrap();
    assert!(Pepper::renew(folder.path()).is_err() && !file.exists());
    database.execute_batch("drop trigger stop").unwrap();
    // The other half: the database has it, and no file was made.
    store::replace_pepper_check(folder.path(), &Pepper([7; 32]).check()).unwrap();
    let told = Pepper::load(folder.path()).map(|_| ()).unwrap_err().to_string();
    assert!(told.contains("is missing") && told.contains("new-pepper"), "{told}");
    Pepper::renew(folder.path()).unwrap();
    Pepper::load(folder.path()).unwrap();
}

#[test]
fn a_database_of_an_older_release_takes_the_pepper_beside_it_and_is_given_no_new_one() {
    let folder = data_folder::temporary();
    let file = folder.path().join(FILE);
    let right = Pepper::load(folder.path()).unwrap();
    let database = rusqlite::Connection::open(folder.path().join(store::DATABASE)).unwrap();
    database
        .execute_batch(
            "delete from meta where name = 'pepper_check';
             insert into reports (uid, ticket, device_ticket, first_desk, desk, service_code, status, received_at,
                 updated_at, fingerprint, body)
             values ('u', 't', 't', 'd', 'd', 's', 'received', 0, 0, zeroblob(32), x'')",
        )
        .unwrap();
    let kept = fs::read(&file).unwrap();
    fs::remove_file(&file).unwrap();
    assert!(matches!(Pepper::load(folder.path()), Err(PepperError::Missing(_))));
    fs::write(&file, kept).unwrap();
    assert_eq!(Pepper::load(folder.path()).unwrap().check(), right.check());
    fs::write(&file, "ab".repeat(32)).unwrap();
    assert!(matches!(Pepper::load(folder.path()), Err(PepperError::Foreign(_))), "from now on it is known");
}

#[test]
fn no_other_number_and_key_open_the_same() {
    let (folder, elsewhere) = (data_folder::temporary(), data_folder::temporary());
    let pepper = Pepper::load(folder.path()).unwrap();
    let (one, other) = ("0".repeat(64), format!("00{}", "1".repeat(62)));
    let mut all = std::collections::HashSet::new();
    for ticket in ["482719305543", "48271930554300", "4827193055430", "00482719305543"] {
        for proof in [&one, &other] {
            all.insert(pepper.opens(ticket, &KeyProof::parse(proof).unwrap()));
        }
    }
    assert_eq!(all.len(), 8, "digits don't slide from one field into the other");
    let elsewhere = Pepper::load(elsewhere.path()).unwrap();
    assert!(!all.contains(&elsewhere.opens("482719305543", &KeyProof::parse(&one).unwrap())));
}

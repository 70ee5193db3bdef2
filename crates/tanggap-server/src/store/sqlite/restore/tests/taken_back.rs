//! What was taken back or guarded since the backup stays so, also of a report that was corrected meanwhile; and what turned out
//! to be conduct also where the old database is lost.

use super::*;
use crate::store::sqlite::{Classified, Forwarding, Redaction};
use rusqlite::types::Value;
use tanggap_core::{service::ServiceKind, status::Status};

impl City {
    pub async fn act(&self, uid: &str, change: Change) {
        let store = Sqlite::open(self.data()).unwrap();
        let acted = store.act(Named::Uid(uid.into()), None, 7, |_, _| Ok(change)).await.unwrap();
        assert!(matches!(acted, Acted::Done { .. }));
        store.close();
    }

    /// Reports that may be public, and are, with a note for all.
    pub async fn public(uids: &[&str]) -> Self {
        let city = Self::with(&[]).await;
        let store = Sqlite::open(city.data()).unwrap();
        for uid in uids {
            let kind = Some(ServiceKind::PoliceService);
            let classified = Classified { kind, publishable: true, ..Classified::default() };
            let report = NewReport { classified, desk: "polresta".into(), ..NewReport::named(uid) };
            assert!(store.receive(report).await.unwrap().is_ok());
        }
        store.close();
        for uid in uids {
            city.act(uid, Change::Publish).await;
            let note = Some("Canary".to_owned());
            city.act(uid, Change::Update { status: None, note, photo: None, for_all: true }).await;
        }
        city
    }

    async fn correct(&self, uid: &str, by: &str) {
        let store = Sqlite::open(self.data()).unwrap();
        assert!(store.set_forwarding(uid.into(), Forwarding::Refused).await.unwrap());
        let correction = NewReport {
            uid: by.into(),
            corrects: Some(uid.into()),
            desk: "polresta".into(),
            classified: Classified {
                kind: Some(ServiceKind::PoliceService),
                publishable: true,
                ..Classified::default()
            },
            ..NewReport::named(uid)
        };
        assert!(store.receive(correction).await.unwrap().is_ok());
        store.close();
    }

    /// What the restored database says of the report with this number.
    pub fn says(&self, what: &str, ticket: &str) -> Value {
        let connection = schema::open_to_check(&self.data().join(DATABASE)).unwrap();
        let sql = format!("select {what} from reports where ticket = ?1");
        connection.query_row(&sql, [ticket], |row| row.get(0)).unwrap()
    }
}

pub fn conduct() -> Change {
    let kind = ServiceKind::PoliceConduct;
    Change::Reclassify { kind, publishable: false, to_desk: Some("pengawasan".into()) }
}

/// Whether anybody reads its note.
pub const NOTES: &str =
    "(select count(*) from updates where report_id = reports.id and note is not null and for_all = 1)";

#[tokio::test]
async fn whatever_was_taken_back_since_the_backup_stays_taken_back() {
    let city = City::public(&["a", "b", "c", "d", "e"]).await;
    let file = city.back_up("backup");
    city.act("a", Change::Unpublish { notes: true }).await;
    // Of one that is public the notes alone are taken back.
    city.act("b", Change::Unpublish { notes: true }).await;
    city.act("b", Change::Publish).await;
    let kind = ServiceKind::PoliceService;
    city.act("c", Change::Reclassify { kind, publishable: false, to_desk: None }).await;
    let withdrawn = Some(Status::Withdrawn);
    city.act("d", Change::Update { status: withdrawn, note: None, photo: None, for_all: true }).await;
    let restored = city.restore(&file, None, false).unwrap();
    assert_eq!(restored.held, Some(4));
    for (ticket, published, notes, publishable, status) in [
        ("a", 0, 0, 1, "received"),
        ("b", 1, 0, 1, "received"),
        ("c", 0, 1, 0, "received"),
        ("d", 0, 1, 1, "withdrawn"),
        ("e", 1, 1, 1, "received"),
    ] {
        let said = |what: &str| city.says(what, ticket);
        assert_eq!(said("published_at is not null"), Value::Integer(published), "{ticket}");
        assert_eq!(said(NOTES), Value::Integer(notes), "{ticket}");
        assert_eq!(said("publishable"), Value::Integer(publishable), "{ticket}");
        assert_eq!(said("status"), Value::Text(status.into()), "{ticket}");
    }
    Sqlite::open(city.data()).unwrap().close();
}

#[tokio::test]
async fn what_became_conduct_is_known_again_whether_it_was_corrected_or_the_old_database_is_lost() {
    for (corrected, lost) in [(false, false), (true, false), (false, true), (true, true)] {
        let told = format!("corrected: {corrected}, lost: {lost}");
        let city = City::public(&["a", "b"]).await;
        let file = city.back_up("backup");
        if corrected {
            city.correct("a", "c").await;
        }
        city.act("a", conduct()).await;
        if lost {
            fs::write(city.data().join(DATABASE), "SQLite format 3\0 and then nothing").unwrap();
        }
        let restored = city.restore(&file, None, false).unwrap();
        assert_eq!(
            (restored.guarded, restored.erased_again, restored.held.is_none()),
            (1, 0, lost),
            "{told}"
        );
        let text = |word: &str| Value::Text(word.into());
        assert_eq!(city.says("kind", "a"), text("police-conduct"), "{told}");
        assert_eq!(city.says("published_at", "a"), Value::Null, "{told}");
        assert_eq!(city.says("was_conduct", "a"), Value::Integer(1), "{told}");
        assert_eq!(city.says(NOTES, "a"), Value::Integer(0), "{told}");
        assert_eq!(city.says("kind", "b"), text("police-service"), "{told}");
    }
}

#[tokio::test]
async fn what_oversight_has_taken_out_of_conduct_before_the_backup_stays_out() {
    let city = City::public(&["a"]).await;
    city.act("a", conduct()).await;
    let kind = ServiceKind::PoliceService;
    city.act("a", Change::Reclassify { kind, publishable: false, to_desk: None }).await;
    let file = city.back_up("backup");
    assert_eq!(city.restore(&file, None, false).unwrap().guarded, 0);
    Sqlite::open(city.data()).unwrap().close();
    assert_eq!(city.says("kind", "a"), Value::Text("police-service".into()));
    // An image of before is put back beside the log: the next opening guards it.
    let connection = schema::open_writer(&city.data().join(DATABASE)).unwrap();
    connection.execute("update reports set was_conduct = 0, became_conduct = 0", []).unwrap();
    drop(connection);
    Sqlite::open(city.data()).unwrap().close();
    assert_eq!(city.says("kind", "a"), Value::Text("police-conduct".into()));
}

#[tokio::test]
async fn what_only_a_database_knows_that_an_earlier_restore_has_set_aside_stays_taken_back() {
    for (used_in_between, gone) in [(false, false), (true, false), (false, true)] {
        let city = City::public(&["a", "b", "c", "d", "e"]).await;
        let monday = city.elsewhere("monday");
        back_up(city.data(), &monday, 5).unwrap();
        let tuesday = city.elsewhere("tuesday");
        back_up(city.data(), &tuesday, 6).unwrap();
        city.act("a", Change::Unpublish { notes: true }).await;
        let withdrawn = Some(Status::Withdrawn);
        city.act("b", Change::Update { status: withdrawn, note: None, photo: None, for_all: true }).await;
        let redaction = Redaction { description: Some("-".into()), ..Redaction::default() };
        city.act("c", Change::Redact { redaction, anew: false }).await;
        // The reports that monday lacks: nothing of what was decided about them is in what it leaves.
        let database = rusqlite::Connection::open(&monday).unwrap();
        database
            .execute_batch(
                "pragma foreign_keys = off;
                 delete from reports where ticket <> 'e'; delete from updates where report_id not in (select id from reports)",
            )
            .unwrap();
        drop(database);
        city.restore(&monday, None, false).unwrap();
        if used_in_between {
            city.receive(&["f"]).await;
        }
        if gone {
            let aside = city.files().into_iter().find(|name| name.starts_with("tanggap-before")).unwrap();
            fs::remove_file(city.data().join(aside)).unwrap();
        }
        let restored = city.restore(&tuesday, None, false).unwrap();
        if gone {
            assert_eq!((restored.held, restored.public), (None, 5), "nobody knows");
            continue;
        }
        assert_eq!(restored.held, Some(3));
        for (ticket, published, notes) in [("a", 0, 0), ("b", 0, 1), ("c", 0, 1), ("d", 1, 1), ("e", 1, 1)] {
            assert_eq!(city.says("published_at is not null", ticket), Value::Integer(published), "{ticket}");
            assert_eq!(city.says(NOTES, ticket), Value::Integer(notes), "{ticket}");
        }
        assert_eq!(city.says("status", "b"), Value::Text("withdrawn".into()));
    }
}

#[tokio::test]
async fn what_was_set_aside_before_the_backup_was_made_decides_nothing() {
    let city = City::public(&["a"]).await;
    city.act("a", Change::Unpublish { notes: false }).await;
    let old = city.elsewhere("old");
    back_up(city.data(), &old, 5).unwrap();
    city.restore(&old, None, false).unwrap();
    city.act("a", Change::Publish).await;
    let new = city.elsewhere("new");
    back_up(city.data(), &new, 1_795_489_300).unwrap();
    let restore = Restore {
        data: city.data(),
        file: &new,
        erasures: None,
        accept_erased_return: false,
        check_pepper: &|_| Ok(()),
        at: 1_795_489_400,
    };
    let restored = restore.run().unwrap();
    assert_eq!((restored.held, restored.before.read.len()), (Some(0), 1));
    assert_eq!(city.says("published_at is not null", "a"), Value::Integer(1));
}

#[tokio::test]
async fn what_was_merged_since_the_backup_tells_of_the_same_afterwards() {
    let city = City::public(&["a", "b", "c"]).await;
    let file = city.back_up("backup");
    let store = Sqlite::open(city.data()).unwrap();
    for (one, into) in [("a", "b"), ("b", "c")] {
        let merge = store.act(Named::Uid(one.into()), Some(into.into()), 7, |_, _| Ok(Change::Merge));
        assert!(matches!(merge.await.unwrap(), Acted::Done { .. }));
    }
    // The merge ends, and what both tell stays the same.
    store.close();
    let received = Some(Status::InProgress);
    city.act("a", Change::Update { status: received, note: None, photo: None, for_all: false }).await;
    city.restore(&file, None, false).unwrap();
    let store = Sqlite::open(city.data()).unwrap();
    store.close();
    city.act("c", conduct()).await;
    for ticket in ["a", "b", "c"] {
        assert_eq!(city.says("kind", ticket), Value::Text("police-conduct".into()), "{ticket}");
        assert_eq!(city.says("desk", ticket), Value::Text("pengawasan".into()), "{ticket}");
    }
}

//! What was taken back or guarded since the backup stays so, also of a report that was corrected meanwhile; and what turned out
//! to be conduct also where the old database is lost.

use super::*;
use crate::store::sqlite::{Classified, Forwarding};
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

//! What speaks against erasing now all that is over: then nothing goes unless somebody says that it is meant.

use super::*;
use std::time::SystemTime;
use tanggap_server::office::Doubt;

/// So many that are closed, and a newer one that isn't.
async fn close(town: &Town, reports: usize, at: i64) {
    for n in 0..=reports {
        let mut body = report::fresh();
        (body["service_code"], body["answers"]) = ("street-light".into(), json!({}));
        let ticket = town.report(&body).await;
        if n < reports {
            town.status(&ticket, "closed", None, at).await;
        }
    }
}

/// The newest report came in at this instant.
fn newest(town: &Town, at: i64) {
    let database = rusqlite::Connection::open(town.folder.path().join(DATABASE)).unwrap();
    let set = "update reports set received_at = ?1 where id = (select max(id) from reports)";
    assert_eq!(database.execute(set, [at]).unwrap(), 1);
}

#[tokio::test]
async fn a_clock_that_may_be_wrong_or_more_than_half_of_what_is_closed_erases_nothing_by_itself() {
    let town = town();
    let store = &town.portal.store;
    let doubt = async |now: i64| office::doubt(store, &town.portal.city, now).await.unwrap();
    close(&town, 12, NOW).await;
    assert_eq!(doubt(NOW + 30 * DAY).await, None, "nothing is over");
    let now = NOW + 31 * DAY;
    assert_eq!(doubt(now).await, Some(Doubt::Silence { now }));
    newest(&town, now);
    assert_eq!(doubt(now).await, Some(Doubt::Many { closed: 12 }));
    close(&town, 12, now).await;
    newest(&town, now);
    assert_eq!(doubt(now).await, None, "half of them");
    assert_eq!(expire(&town, now).await, 12);
    // A clock that has jumped by twenty years, and under which reports have come in since.
    let later = now + 20 * 365 * DAY;
    newest(&town, later);
    assert_eq!(doubt(later).await, Some(Doubt::Pause { now: later, ran_at: now }));
    store.retention_runs(later).await.unwrap();
    newest(&town, now + 31 * DAY);
    let now = now + 31 * DAY;
    assert_eq!(doubt(now).await, Some(Doubt::SetBack { now, ran_at: later }));
}

#[tokio::test]
async fn the_command_refuses_in_words_and_does_it_for_who_means_it() {
    let town = town();
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs() as i64;
    close(&town, 12, now - 40 * DAY).await;
    let database = rusqlite::Connection::open(town.folder.path().join(DATABASE)).unwrap();
    database.execute("update reports set received_at = ?1", [now - 41 * DAY]).unwrap();
    drop(database);
    newest(&town, now);
    let Town { app, portal, folder } = town;
    drop(app);
    Arc::into_inner(portal).unwrap().store.close();
    let (dist, city) = (folder.path().join("dist"), folder.path().to_owned());
    let retention = |option: &[&str]| {
        let files = ["retention", "--dist", dist.to_str().unwrap(), "--city", city.to_str().unwrap()];
        let output = run(&[&files, option].concat(), folder.path());
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        (output.status.success(), said)
    };
    let (well, said) = retention(&[]);
    assert!(!well && said.contains("nothing was erased: more than half of all 12 closed reports"), "{said}");
    let (well, said) = retention(&["--dry-run"]);
    assert!(well && said.contains("12 reports would be erased"), "{said}");
    let (well, said) = retention(&["--yes"]);
    assert!(well && said.contains("12 reports were erased"), "{said}");
}

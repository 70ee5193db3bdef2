//! Rows from before kinds were kept, and cities whose files or desks have changed since.

use super::kinds;
use crate::{
    program::{Program, run},
    report,
    town::{NOW, Town},
};
use rusqlite::Connection;
use tanggap_core::service::ServiceKind;
use tanggap_server::{
    city::Source,
    office::{self, By, Deed},
    store::DATABASE,
};

/// What the release before knew: nothing of kinds.
fn forget_kinds(town: &Town) {
    let database = Connection::open(town.folder.path().join(DATABASE)).unwrap();
    database.execute("update reports set kind = null, publishable = 0, classified = 0", []).unwrap();
}

async fn fill(town: &Town) -> (usize, usize) {
    let portal = &town.portal;
    let filled = office::fill(&portal.store, &portal.config, &portal.city, NOW).await.unwrap();
    (filled.classified, filled.moved)
}

async fn send(town: &Town, desk: &str, code: &str) -> String {
    let (path, body) = kinds::report(desk, code, "canary");
    let answer = town.put(&path, body.to_string()).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()["service_request_id"].as_str().unwrap().to_owned()
}

fn row(town: &Town, ticket: &str) -> (Option<String>, String, bool, bool) {
    let database = Connection::open(town.folder.path().join(DATABASE)).unwrap();
    let sql = "select kind, desk, publishable, published_at is not null and publishable and kind is not null
         from reports where ticket = ?1";
    let found =
        database.query_row(sql, [ticket], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
    found.unwrap()
}

#[tokio::test]
async fn old_rows_get_the_kind_of_their_service_and_what_is_gone_the_stricter_rule() {
    let town = kinds::town();
    let (lamp, fire) = (send(&town, "aspirasi", "lamp").await, send(&town, "aspirasi", "fire").await);
    let (conduct, stranger) =
        (send(&town, "pengawasan", "conduct").await, send(&town, "aspirasi", "lamp").await);
    let handed_on = send(&town, "aspirasi", "fire").await;
    for ticket in [&lamp, &fire, &stranger] {
        town.publish(ticket).await;
    }
    town.refer(&handed_on, "polresta", Some("canary note"), NOW).await;
    forget_kinds(&town);
    let database = Connection::open(town.folder.path().join(DATABASE)).unwrap();
    // What an earlier release let happen: conduct, handed to the police and published.
    let wrong = "update reports set desk = 'polresta', published_at = 1 where ticket = ?1";
    database.execute(wrong, [&conduct]).unwrap();
    let services = town.folder.path().join("services");
    kinds::write_services(&services, |code| (code != "fire").then(|| code.to_owned()));
    let town = Town::of_city(town.folder, &Source::Folder(services));
    assert_eq!(fill(&town).await, (5, 1));
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(row(&town, &lamp), (text("complaint"), "aspirasi".into(), true, true));
    assert_eq!(
        row(&town, &fire),
        (None, "aspirasi".into(), false, false),
        "its service is gone: not public any more"
    );
    assert_eq!(row(&town, &conduct), (text("police-conduct"), "pengawasan".into(), false, false));
    // It may be that the files are wrong, and to move it could not be undone.
    assert_eq!(row(&town, &handed_on), (None, "polresta".into(), false, false));
    let at_police = town.get(&format!("/api/polresta/requests/{handed_on}.json")).await;
    assert_eq!(at_police.status, 404, "the police has nothing of it");
    let updates = town.get(&format!("/api/requests/{handed_on}/updates.json")).await;
    assert!(!updates.text().contains("canary"), "its notes are for the reporter now: {}", updates.text());
    assert_eq!(fill(&town).await, (0, 0), "once is enough");
    assert_eq!(send(&town, "aspirasi", "lamp").await.len(), 12, "and the town goes on");
}

#[tokio::test]
async fn a_renamed_service_changes_nothing_for_what_was_received_under_the_old_name() {
    let town = kinds::town();
    let (conduct, lamp) = (send(&town, "pengawasan", "conduct").await, send(&town, "aspirasi", "lamp").await);
    let services = town.folder.path().join("services");
    kinds::write_services(&services, |code| Some(format!("{code}-2")));
    let town = Town::of_city(town.folder, &Source::Folder(services));
    assert_eq!(fill(&town).await, (0, 0));
    town.publish(&lamp).await;
    assert_eq!(row(&town, &conduct).0.as_deref(), Some("police-conduct"));
    assert_eq!(town.get(&format!("/api/polresta/requests/{conduct}.json")).await.status, 404);
    let unknown = report::fresh();
    assert_eq!(town.put(&report::path(&unknown), unknown.to_string()).await.status, 404);
}

#[tokio::test]
async fn a_start_with_the_files_of_another_city_is_mended_by_one_with_the_right_files() {
    let town = kinds::town();
    let [lamp, oversights, unstated] = [
        send(&town, "aspirasi", "lamp").await,
        send(&town, "aspirasi", "lamp").await,
        send(&town, "aspirasi", "unstated").await,
    ];
    let conduct = send(&town, "pengawasan", "conduct").await;
    town.note(&lamp, "canary note", NOW).await;
    for ticket in [&lamp, &oversights] {
        town.publish(ticket).await;
    }
    let before = town.get(&format!("/api/requests/{lamp}.json")).await.json();
    forget_kinds(&town);
    let (services, right) = (town.folder.path().join("services"), |code: &str| Some(code.to_owned()));
    kinds::write_services(&services, |code| Some(format!("another-citys-{code}")));
    let town = Town::of_city(town.folder, &Source::Folder(services.clone()));
    let portal = &town.portal;
    for classified in [4, 0] {
        let filled = office::fill(&portal.store, &portal.config, &portal.city, NOW).await.unwrap();
        assert_eq!(filled.classified, classified);
        let lacking: Vec<_> = filled
            .lacking
            .iter()
            .map(|(desk, code, reports)| (desk.as_str(), code.as_str(), *reports))
            .collect();
        assert_eq!(
            lacking,
            [("aspirasi", "lamp", 2), ("aspirasi", "unstated", 1), ("pengawasan", "conduct", 1)],
            "each start says which services its files lack"
        );
    }
    for path in [format!("/api/requests/{lamp}.json"), format!("/api/requests/{lamp}/updates.json")] {
        let hidden = town.get(&path).await.text();
        assert!(!hidden.contains("canary"), "the stricter rule: {hidden}");
    }
    assert_eq!(town.get("/api/aspirasi/requests.json").await.json(), serde_json::json!([]));
    let (by, kind) = (By::Desk("pengawasan".into()), ServiceKind::Information);
    let given = Deed::Reclassify { kind, publishable: true, to_desk: None };
    town.act(&oversights, by, given, NOW).await.unwrap();
    kinds::write_services(&services, right);
    let town = Town::of_city(town.folder, &Source::Folder(services));
    assert_eq!(fill(&town).await, (3, 0));
    assert_eq!(town.get(&format!("/api/requests/{lamp}.json")).await.json(), before, "as it was");
    assert!(town.get(&format!("/api/requests/{lamp}/updates.json")).await.text().contains("canary note"));
    assert_eq!(row(&town, &oversights).0.as_deref(), Some("information"), "as oversight has said");
    assert!(!row(&town, &oversights).3, "and public once somebody publishes it");
    assert_eq!((row(&town, &unstated).0, row(&town, &unstated).3), (None, false));
    assert_eq!(row(&town, &conduct).0.as_deref(), Some("police-conduct"));
    assert_eq!(fill(&town).await, (0, 0));
}

#[tokio::test]
async fn files_of_another_city_move_nothing_from_a_police_desk_and_no_desk_acts_on_it_meanwhile() {
    let town = kinds::town();
    let lamp = send(&town, "aspirasi", "lamp").await;
    town.refer(&lamp, "polresta", None, NOW).await;
    forget_kinds(&town);
    let services = town.folder.path().join("services");
    kinds::write_services(&services, |code| Some(format!("another-citys-{code}")));
    let town = Town::of_city(town.folder, &Source::Folder(services.clone()));
    let sees = async |town: &Town| {
        let (store, config) = (&town.portal.store, &town.portal.config);
        office::see(store, config, &lamp, &By::Desk("polresta".into())).await.is_ok()
    };
    for classified in [1, 0] {
        assert_eq!(fill(&town).await, (classified, 0));
        assert_eq!(row(&town, &lamp).1, "polresta");
        assert!(!sees(&town).await, "what it is nobody knows");
        let at_police = town.get(&format!("/api/polresta/requests/{lamp}.json")).await;
        assert_eq!(at_police.status, 404);
    }
    kinds::write_services(&services, |code| Some(code.to_owned()));
    let town = Town::of_city(town.folder, &Source::Folder(services));
    assert_eq!(fill(&town).await, (1, 0));
    assert!(sees(&town).await);
}

#[cfg(unix)]
#[test]
fn the_start_names_the_services_that_its_files_lack() {
    let program = Program::start(&[]);
    let lamp = report::fresh();
    assert!(program.put(&report::path(&lamp), &lamp.to_string()).starts_with("HTTP/1.1 201"));
    let data = program.folder.path().join("data");
    let database = Connection::open(data.join(DATABASE)).unwrap();
    database
        .execute("update reports set kind = null, publishable = 0, classified = 0, service_code = 'gone'", [])
        .unwrap();
    drop(database);
    let (_, folder) = program.terminate();
    let program = Program::start_in(folder, &[]);
    let log = program.log();
    assert!(log.contains("aspirasi/gone (1)"), "{log}");
}

#[cfg(unix)]
#[test]
fn a_command_gives_old_rows_their_kinds_where_no_server_has_since_the_update() {
    let program = Program::start(&[]);
    let (lamp, (path, conduct)) = (report::fresh(), report::about_police());
    for (path, body) in [(report::path(&lamp), &lamp), (path, &conduct)] {
        assert!(program.put(&path, &body.to_string()).starts_with("HTTP/1.1 201"));
    }
    let (_, folder) = program.terminate();
    let data = folder.path().join("data");
    let database = Connection::open(data.join(DATABASE)).unwrap();
    database.execute("update reports set kind = null, publishable = 0, classified = 0", []).unwrap();
    let publish = |body: &serde_json::Value| run(&["publish", body["ticket"].as_str().unwrap()], &data);
    let refused = String::from_utf8(publish(&conduct).stderr).unwrap();
    assert!(refused.contains("never made public"), "{refused}");
    assert!(publish(&lamp).status.success(), "as a complaint it may be public");
    let unknown: i64 =
        database.query_row("select count(*) from reports where kind is null", [], |row| row.get(0)).unwrap();
    assert_eq!(unknown, 0);
}

#[test]
fn a_command_that_only_looks_waits_for_nobody_who_writes() {
    let program = Program::start(&[]);
    let (path, conduct) = report::about_police();
    assert!(program.put(&path, &conduct.to_string()).starts_with("HTTP/1.1 201"));
    let data = program.folder.path().join("data");
    let writing = Connection::open(data.join(DATABASE)).unwrap();
    writing.execute_batch("begin immediate").unwrap();
    let shown = run(&["show", conduct["ticket"].as_str().unwrap()], &data);
    assert!(shown.status.success(), "{}", String::from_utf8_lossy(&shown.stderr));
}

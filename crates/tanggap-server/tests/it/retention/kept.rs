//! What stays although the schedule of the service that received it is over: what waits for another report's answer, what is
//! something else by now, what no right clock has closed, and what no schedule is known for.

use super::*;
use tanggap_core::service::ServiceKind;
use tanggap_server::office::Why;

/// Street lights are kept for 7 days, roads for 60, complaints about officers for so many.
fn town(conduct_days: Option<u32>) -> Town {
    let folder = private_folder();
    write_dist(&folder.path().join("dist"), "/");
    fs::create_dir(folder.path().join("services")).unwrap();
    let service = |code: &str, kind: &str, days: Option<u32>| {
        let mut service = json!({"code": code, "name": code, "kind": kind, "place": "optional", "version": "1",
            "identity": ["open", "secret", "anonymous"], "clock": "complaint", "questions": []});
        if let Some(days) = days {
            service["retention_days"] = days.into();
        }
        service
    };
    for (desk, services) in [
        (
            "aspirasi",
            vec![
                service("street-light", "complaint", Some(7)),
                service("road-damage", "complaint", Some(60)),
                service("waste", "complaint", None),
            ],
        ),
        (
            "pengawasan",
            vec![
                service("officer-violence", "police-conduct", conduct_days),
                service("officer-words", "police-conduct", conduct_days.map(|_| 5)),
            ],
        ),
    ] {
        let file = folder.path().join(format!("services/{desk}.json"));
        fs::write(file, json!({ "services": services }).to_string()).unwrap();
    }
    let source = Source::Folder(folder.path().to_owned());
    Town::of_city_at(folder, &source, || NOW, steady_clock())
}

async fn send(town: &Town, code: &str) -> String {
    let mut body = report::fresh();
    (body["service_code"], body["answers"]) = (code.into(), json!({}));
    town.report(&body).await
}

async fn merge(town: &Town, ticket: &str, into: &str) {
    town.act(ticket, By::ItsDesk, Deed::Merge { into: into.to_owned() }, NOW).await.unwrap();
}

async fn close(town: &Town, ticket: &str, at: i64) {
    town.status(ticket, "closed", None, at).await;
}

async fn is_erased(town: &Town, ticket: &str) -> bool {
    town.get(&format!("/api/requests/{ticket}.json")).await.status == 410
}

async fn conduct(town: &Town, code: &str) -> String {
    let ticket = send(town, code).await;
    let kind = ServiceKind::PoliceConduct;
    let deed = Deed::Reclassify { kind, publishable: false, to_desk: Some("pengawasan".into()) };
    town.act(&ticket, By::ItsDesk, deed, NOW).await.unwrap();
    close(town, &ticket, NOW).await;
    ticket
}

async fn named(town: &Town, now: i64) -> Vec<(String, Why)> {
    let named = office::unexpired(&town.portal.store, &town.portal.city, now).await.unwrap();
    named.into_iter().map(|report| (report.ticket, report.why)).collect()
}

#[tokio::test]
async fn what_is_merged_stays_until_what_it_waits_for_is_over_as_well() {
    let town = town(None);
    let [first, second, target] = [
        send(&town, "street-light").await,
        send(&town, "street-light").await,
        send(&town, "road-damage").await,
    ];
    merge(&town, &first, &second).await;
    merge(&town, &second, &target).await;
    assert_eq!(expire(&town, NOW + 8 * DAY).await, 0, "the last one is open");
    close(&town, &target, NOW + 8 * DAY).await;
    assert_eq!(expire(&town, NOW + 67 * DAY).await, 0, "its schedule is longer");
    let now = NOW + 68 * DAY + 1;
    let listed = office::expired(&town.portal.store, &town.portal.city, now, 9).await.unwrap();
    assert_eq!(listed.len(), 3, "a dry run lists all that would go");
    assert_eq!(expire(&town, now).await, 3);
    // What it was merged into is erased by somebody: nothing is waited for.
    let (merged, target) = (send(&town, "street-light").await, send(&town, "waste").await);
    merge(&town, &merged, &target).await;
    close(&town, &target, NOW).await;
    assert_eq!(expire(&town, now).await, 0, "that is kept for ever");
    town.erase(&target).await;
    assert_eq!(expire(&town, now).await, 1);
}

#[tokio::test]
async fn what_became_conduct_goes_by_the_longest_schedule_of_that_kind_and_by_none_of_an_earlier_service() {
    let town = town(Some(20));
    let (light, waste) = (conduct(&town, "street-light").await, conduct(&town, "waste").await);
    assert_eq!(expire(&town, NOW + 19 * DAY).await, 0);
    assert_eq!(named(&town, NOW + 19 * DAY).await, []);
    assert_eq!(expire(&town, NOW + 20 * DAY + 1).await, 2);
    assert!(is_erased(&town, &light).await && is_erased(&town, &waste).await);
}

#[tokio::test]
async fn where_no_schedule_is_known_for_what_became_conduct_it_stays_and_is_named() {
    let town = town(None);
    let (ticket, _never) = (conduct(&town, "street-light").await, conduct(&town, "waste").await);
    assert_eq!(expire(&town, NOW + 3_000 * DAY).await, 0);
    assert_eq!(named(&town, NOW + DAY).await, [(ticket, Why::NoSchedule)]);
}

#[tokio::test]
async fn what_was_closed_before_it_came_or_later_than_now_stays_and_is_named() {
    let town = town(None);
    let now = NOW + 30 * DAY;
    let (before, later) = (NOW - 20 * 365 * DAY, NOW + 200 * DAY);
    let [early, late, well, unscheduled] = [
        send(&town, "street-light").await,
        send(&town, "street-light").await,
        send(&town, "street-light").await,
        send(&town, "waste").await,
    ];
    for (ticket, at) in [(&early, before), (&late, later), (&well, NOW), (&unscheduled, before)] {
        close(&town, ticket, at).await;
    }
    assert_eq!(expire(&town, now).await, 1);
    assert!(is_erased(&town, &well).await);
    let doubtful = |at: i64| Why::Doubtful { closed_at: at };
    assert_eq!(named(&town, now).await, [(early, doubtful(before)), (late, doubtful(later))]);
}

#[tokio::test]
async fn reports_of_services_that_are_gone_from_the_files_are_counted() {
    let town = town(None);
    let [one, two] = [send(&town, "street-light").await, send(&town, "waste").await];
    let unscheduled = async || office::unscheduled(&town.portal.store, &town.portal.city).await.unwrap();
    assert_eq!(unscheduled().await, []);
    let database = rusqlite::Connection::open(town.folder.path().join(DATABASE)).unwrap();
    let gone = "update reports set service_code = 'gone' where ticket = ?1";
    database.execute(gone, [&one]).unwrap();
    database.execute("update reports set first_desk = 'nowhere' where ticket = ?1", [&two]).unwrap();
    assert_eq!(unscheduled().await, [("aspirasi/gone".to_owned(), 1), ("nowhere/waste".to_owned(), 1)]);
}

#[tokio::test]
async fn the_command_names_what_stays_with_the_reason() {
    let town = town(None);
    let [conduct, doubtful, gone] =
        [conduct(&town, "street-light").await, send(&town, "street-light").await, send(&town, "waste").await];
    close(&town, &doubtful, 5).await;
    let database = rusqlite::Connection::open(town.folder.path().join(DATABASE)).unwrap();
    database.execute("update reports set service_code = 'gone' where ticket = ?1", [&gone]).unwrap();
    drop(database);
    let Town { app, portal, folder } = town;
    drop(app);
    Arc::into_inner(portal).unwrap().store.close();
    let (dist, city) = (folder.path().join("dist"), folder.path());
    for option in [&["--dry-run"][..], &["--yes"]] {
        let files = ["retention", "--dist", dist.to_str().unwrap(), "--city", city.to_str().unwrap()];
        let output = run(&[&files, option].concat(), folder.path());
        let said = String::from_utf8(output.stdout).unwrap();
        let line = |of: &str| said.lines().find(|line| line.starts_with(of)).unwrap_or_default().to_owned();
        assert!(line(&conduct).contains("kept: it became a complaint about conduct"), "{said}");
        assert!(line(&doubtful).contains("kept: it was closed 1970-01-01T00:00:05Z"), "{said}");
        assert!(
            line("aspirasi/gone").contains("no such service") && line("aspirasi/gone").ends_with(": 1"),
            "{said}"
        );
    }
}

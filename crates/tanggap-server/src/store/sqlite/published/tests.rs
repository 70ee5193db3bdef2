//! A page of published reports: what is in it, in which order, and what it costs.

use super::*;
use crate::{data_folder, store::sqlite::schema};
use std::collections::BTreeSet;

const COUNT: i64 = 40;

/// Forty reports, of which every fourth is hidden and every fifth was referred to another desk; three share a second.
fn database() -> (tempfile::TempDir, Connection) {
    let folder = data_folder::temporary();
    let connection = schema::open_writer(&folder.path().join("t.sqlite")).unwrap();
    for place in 0..COUNT {
        insert(&connection, place, if place % 5 == 0 { "polresta" } else { "aspirasi" }, place % 4 != 0);
    }
    (folder, connection)
}

fn insert(connection: &Connection, place: i64, desk: &str, published: bool) {
    let sql = "insert into reports (uid, ticket, device_ticket, first_desk, desk, service_code, status, received_at,
             updated_at, published_at, kind, publishable, fingerprint, body)
         values (?1, ?2, ?2, 'aspirasi', ?3, ?4, ?5, ?6, ?6, ?7, 'complaint', 1, zeroblob(32), x'')";
    let ticket = format!("{:012}", 7_919 * (place + 1_000) % 1_000_003);
    let status = ["received", "closed"][place.rem_euclid(2) as usize];
    let service = ["noise", "street-light", "drainage"][place.rem_euclid(3) as usize];
    let at = place.div_euclid(3);
    let values = (format!("uid-{place}"), ticket, desk, service, status, at, published.then_some(at));
    connection.execute(sql, values).unwrap();
}

fn filter(desk: &str) -> PublishedFilter {
    let desk = desk.into();
    PublishedFilter { desk, from: i64::MIN, until: i64::MAX, limit: 1_000, ..PublishedFilter::default() }
}

fn tickets(page: &Page<'_>) -> Vec<String> {
    let mut found = Vec::new();
    page.each(|record| found.push(record.ticket)).unwrap();
    found
}

/// All pages, one after another, with something done before each next one.
fn walk(
    connection: &Connection,
    filter: impl Fn() -> PublishedFilter,
    limit: u32,
    mut meanwhile: impl FnMut(&Connection),
) -> Vec<String> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = page(connection, &PublishedFilter { limit, after, ..filter() }).unwrap();
        found.extend(tickets(&page));
        after = page.next.clone();
        drop(page);
        if after.is_none() {
            return found;
        }
        meanwhile(connection);
    }
}

#[test]
fn pages_of_any_size_together_are_the_whole_list_in_its_order() {
    let (_folder, connection) = database();
    let open = |open| move || PublishedFilter { open: Some(open), ..filter("aspirasi") };
    let services = || PublishedFilter { services: vec!["noise".into(), "x".into()], ..filter("aspirasi") };
    let span = || PublishedFilter { from: 2, until: 5, ..filter("aspirasi") };
    let filters: [(&str, &dyn Fn() -> PublishedFilter, usize); 6] = [
        ("all that a desk received", &|| filter("aspirasi"), 30),
        ("referred ones", &|| filter("polresta"), 6),
        ("open ones", &open(true), 10),
        ("closed ones", &open(false), 20),
        ("of a service", &services, 10),
        ("of a span", &span, 9),
    ];
    for (what, filter, count) in filters {
        let all = tickets(&page(&connection, &filter()).unwrap());
        assert_eq!(all.len(), count, "{what}");
        for limit in [1, 2, 7, 30] {
            assert_eq!(walk(&connection, filter, limit, |_| ()), all, "{what}, {limit} a page");
            let by_number = (0..).map_while(|step| {
                let filter = PublishedFilter { limit, offset: step * limit, ..filter() };
                Some(tickets(&page(&connection, &filter).unwrap())).filter(|found| !found.is_empty())
            });
            assert_eq!(by_number.flatten().collect::<Vec<_>>(), all, "{what}, {limit} a page by number");
        }
    }
}

#[test]
fn whoever_follows_the_pages_meets_each_report_once_while_others_come_and_go() {
    let (_folder, connection) = database();
    let before = tickets(&page(&connection, &filter("aspirasi")).unwrap());
    let (gone, mut new) = (before[before.len() - 2].clone(), COUNT);
    let found = walk(
        &connection,
        || filter("aspirasi"),
        4,
        |connection| {
            // One of now, one of long ago, and one that is taken back.
            for at in [new, -new] {
                insert(connection, at, "aspirasi", true);
            }
            connection.execute("update reports set published_at = null where ticket = ?1", [&gone]).unwrap();
            new += 1;
        },
    );
    let distinct: BTreeSet<_> = found.iter().collect();
    assert_eq!(distinct.len(), found.len(), "no report came twice");
    let kept = before.iter().filter(|ticket| **ticket != gone);
    assert!(kept.clone().all(|ticket| distinct.contains(ticket)), "no report was passed over");
    assert!(!distinct.contains(&gone));
}

#[test]
fn a_list_of_numbers_is_found_whatever_the_other_filters_say_and_what_is_hidden_stays_so() {
    let (_folder, connection) = database();
    let all: Vec<String> = connection
        .prepare("select ticket from reports order by id")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let named = |desk: &str, places: &[usize]| {
        let tickets = places.iter().map(|place| all[*place].clone()).collect();
        let filter = PublishedFilter { tickets, until: -1, open: Some(true), ..filter(desk) };
        self::tickets(&page(&connection, &filter).unwrap())
    };
    assert_eq!(named("aspirasi", &[1, 9, 4, 1]), [all[9].clone(), all[1].clone()], "4 is hidden");
    assert_eq!(named("polresta", &[1, 5]), [all[5].clone()], "1 is another desk's");
}

#[test]
fn a_page_is_found_in_an_index_alone_and_without_sorting() {
    let (_folder, connection) = database();
    let mut statement = connection.prepare(&format!("explain query plan {}", by_span())).unwrap();
    for place in 1..=statement.parameter_count() {
        statement.raw_bind_parameter(place, rusqlite::types::Null).unwrap();
    }
    let (mut rows, mut plan) = (statement.raw_query(), String::new());
    while let Some(row) = rows.next().unwrap() {
        plan += &format!("{}\n", row.get::<_, String>(3).unwrap());
    }
    for index in ["COVERING INDEX reports_public (", "COVERING INDEX reports_public_referred ("] {
        assert!(plan.contains(index), "{index} is not in\n{plan}");
    }
    assert!(!plan.contains("TEMP B-TREE") && !plan.contains("SCAN reports"), "{plan}");
}

#[test]
fn whatever_a_list_shows_counts_as_a_change_and_nothing_else_does() {
    let (_folder, connection) = database();
    let photo =
        "insert into photos (report_id, slot, place, sha256, size) select id, 'slot', 0, zeroblob(32), 1
         from reports where uid = ?1";
    let note = "insert into updates (update_id, report_id, at, kind, status, desk, note)
         select 'update-' || uid, id, 1, 'note', 'received', 'aspirasi', 'x' from reports where uid = ?1";
    let of = |sql: &str| format!("{sql} where report_id = (select id from reports where uid = ?1)");
    let steps = [
        (photo.to_owned(), false),
        (of("update photos set received = 1"), false),
        (of("update photos set jpeg = x'00', public_id = report_id, received_at = 1"), true),
        (of("update photos set withheld_at = 1"), true),
        (of("delete from photos"), true),
        (note.to_owned(), true),
        (of("update updates set note = null"), true),
        (of("delete from updates"), true),
        ("update reports set status = 'closed' where uid = ?1".to_owned(), true),
        ("update reports set redaction = '{}' where uid = ?1".to_owned(), true),
        ("update reports set desk = 'polresta' where uid = ?1".to_owned(), true),
        ("update reports set service_code = 'noise', kind = 'service' where uid = ?1".to_owned(), true),
        ("update reports set body = x'' where uid = ?1".to_owned(), true),
    ];
    // The last is hidden at first: what happens to it is no change until it is published.
    for (uid, published) in [("uid-1", true), ("uid-4", false)] {
        for (sql, shows) in &steps {
            let before = changes(&connection).unwrap();
            assert!(connection.execute(sql, [uid]).unwrap() > 0, "{sql}");
            assert_eq!(changes(&connection).unwrap() > before, *shows && published, "{uid}: {sql}");
        }
    }
    for published_at in [Some(1), None] {
        let before = changes(&connection).unwrap();
        let sql = "update reports set published_at = ?1 where uid = 'uid-4'";
        connection.execute(sql, [published_at]).unwrap();
        assert_eq!(changes(&connection).unwrap(), before + 1, "{published_at:?}");
    }
}

//! Lists of published reports: every one is reached, once, and no question costs more than it shows.

use crate::{
    report,
    town::{NOW, Town},
};
use axum::{body::Body, http::Request};
use regex::Regex;
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicI64, Ordering},
};
use tanggap_server::clock::steady_clock;

const LIST: &str = "/api/aspirasi/requests.json";

fn numbers(list: &Value) -> Vec<String> {
    let of = |report: &Value| report["service_request_id"].as_str().unwrap().to_owned();
    list.as_array().unwrap().iter().map(of).collect()
}

/// The address behind `rel="next"`, without the host.
fn next(link: &str) -> String {
    let address = link.strip_prefix("<http://localhost").unwrap().strip_suffix(">; rel=\"next\"").unwrap();
    assert!(address.starts_with(LIST), "{address}");
    address.to_owned()
}

async fn publish(town: &Town, service: &str) -> String {
    let mut body = report::fresh();
    body["service_code"] = service.into();
    if service == "noise" {
        // Written on older questions: it need not answer these.
        body["definition_version"] = "0".into();
    }
    let ticket = town.report(&body).await;
    town.publish(&ticket).await;
    ticket
}

static CLOCK: AtomicI64 = AtomicI64::new(NOW);

#[tokio::test]
async fn following_the_links_shows_each_report_once_while_others_are_published() {
    let town = Town::at(|| CLOCK.load(Ordering::Relaxed), steady_clock());
    let mut expected = BTreeSet::new();
    for place in 0..11 {
        // Some in the same second, some in another service.
        CLOCK.store(NOW + place / 3, Ordering::Relaxed);
        let service = if place % 4 == 3 { "noise" } else { "street-light" };
        let ticket = publish(&town, service).await;
        if place % 4 != 3 {
            expected.insert(ticket);
        }
    }
    let mut address =
        format!("{LIST}?page_size=2&service_code=street-light,animal%20%26%20co&status=open&locale=en");
    let (mut found, mut pages) = (Vec::new(), 0);
    loop {
        let answer = town.get(&address).await;
        assert_eq!(answer.status, 200, "{address}: {}", answer.text());
        let list = answer.json();
        assert!(list.as_array().unwrap().iter().all(|report| report["service_name"] == "Street light"));
        found.extend(numbers(&list));
        pages += 1;
        let Some(link) = answer.header("link") else { break };
        address = next(link);
        CLOCK.fetch_add(1, Ordering::Relaxed);
        publish(&town, "street-light").await;
    }
    assert_eq!((found.len(), pages), (expected.len(), expected.len().div_ceil(2)));
    assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
}

#[tokio::test]
async fn a_question_beyond_its_bounds_is_refused_with_the_field_that_is_beyond_them() {
    let town = Town::new();
    let ticket = publish(&town, "street-light").await;
    let many = |count: usize| (0..count).map(|n| format!("{n},")).collect::<String>();
    for (query, field) in [
        ("page=100&page_size=1000".to_owned(), None),
        ("page=101&page_size=1000".to_owned(), Some("page")),
        ("page=101".to_owned(), Some("page")),
        ("page=100000&page_size=1".to_owned(), None),
        ("page=100001&page_size=1".to_owned(), Some("page")),
        ("page=4294967295&page_size=1000".to_owned(), Some("page")),
        ("page=0".to_owned(), Some("page")),
        ("page_size=0".to_owned(), Some("page_size")),
        ("page_size=4294967296".to_owned(), Some("page_size")),
        (format!("service_request_id={}", many(1_000)), None),
        (format!("service_request_id={}", many(1_001)), Some("service_request_id")),
        (format!("service_request_id={}", format!("{ticket},").repeat(2_000)), None),
        (format!("service_code={}", many(200)), None),
        (format!("service_code={}", many(201)), Some("service_code")),
        ("after=2026-11-24T03:00:00Z,482719305543".to_owned(), None),
        ("after=2026-11-24T03:00:00Z,".to_owned(), None),
        ("after=2026-11-24T03:00:00Z".to_owned(), Some("after")),
        ("after=x,482719305543".to_owned(), Some("after")),
        ("after=2026-11-24T03:00:00Z,4827%25".to_owned(), Some("after")),
        (format!("after=2026-11-24T03:00:00Z,{}", "4".repeat(21)), Some("after")),
    ] {
        let answer = town.get(&format!("{LIST}?{query}")).await;
        let query = query.get(..60).unwrap_or(&query);
        let Some(field) = field else {
            assert_eq!(answer.status, 200, "{query}: {}", answer.text());
            continue;
        };
        assert_eq!(answer.status, 400, "{query}");
        assert_eq!(answer.json()[0]["extensions"]["tanggap"]["field"], field, "{query}");
        assert!(answer.json()[0]["description"].as_str().unwrap().starts_with(&format!("{field}: expected")));
    }
}

#[tokio::test]
async fn a_list_of_numbers_is_as_long_as_the_client_made_it() {
    let town = Town::new();
    let mut tickets = BTreeSet::new();
    for _ in 0..3 {
        tickets.insert(publish(&town, "street-light").await);
    }
    let named = tickets.iter().map(String::as_str).collect::<Vec<_>>().join(",");
    let mut found = Vec::new();
    for page in 1..=3 {
        let query = format!("{LIST}?service_request_id={named}&page_size=2&page={page}");
        let answer = town.get(&query).await;
        assert_eq!(answer.header("link"), None);
        found.extend(numbers(&answer.json()));
    }
    assert_eq!(found.len(), 3);
    assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), tickets);
    assert_eq!(town.get(&format!("{LIST}?page=2")).await.json(), json!([]));
}

#[tokio::test]
async fn addresses_in_answers_have_the_port_that_was_asked_whatever_the_version_of_http() {
    let town = Town::new();
    for _ in 0..2 {
        let ticket = town.report(&report::fresh()).await;
        town.publish(&ticket).await;
    }
    let path = "/api/aspirasi/requests.json?page_size=1";
    // Over HTTP/2 there is no `Host`: it stands in the address.
    let of_2 = |authority: &str| Request::get(format!("https://{authority}{path}"));
    for (host, request) in [
        ("lapor.example", Request::get(path).header("host", "lapor.example")),
        ("lapor.example:8443", Request::get(path).header("host", "lapor.example:8443")),
        ("lapor.example", of_2("lapor.example")),
        ("lapor.example:8443", of_2("lapor.example:8443")),
        ("[::1]:8443", of_2("[::1]:8443")),
        ("lapor.example:8443", of_2("somebody@lapor.example:8443")),
    ] {
        let answer = town.send(request.body(Body::empty()).unwrap()).await;
        let next = answer.header("link").unwrap();
        assert!(next.starts_with(&format!("<http://{host}/api/aspirasi/requests.json?")), "{host}: {next}");
    }
}

#[tokio::test]
async fn a_status_is_taken_where_its_description_allows_it() {
    let description: Value = serde_json::from_str(include_str!("../../../../docs/api/openapi.json")).unwrap();
    let pattern = description["components"]["parameters"]["status"]["schema"]["pattern"].as_str().unwrap();
    let (pattern, town) = (Regex::new(pattern).unwrap(), Town::new());
    for (status, is_taken) in [
        ("", true),
        ("open", true),
        ("open,closed", true),
        (" open , ,closed,", true),
        ("\u{84}", true),
        ("\0open\u{1b}", true),
        ("closed\u{85},\u{200b}open\u{3164}", true),
        ("\u{2800}", true),
        ("opened", false),
        ("open closed", false),
        ("open;closed", false),
        ("Open", false),
        ("x", false),
    ] {
        assert_eq!(pattern.is_match(status), is_taken, "{status:?} by its description");
        let query: String = status.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let answer = town.get(&format!("{LIST}?status={query}")).await;
        assert_eq!(answer.status, if is_taken { 200 } else { 400 }, "{status:?}");
    }
}

//! A page of another site writes nothing here through its visitors' browsers.

use crate::{
    program::Program,
    report,
    town::{JSON, Town},
};
use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use std::net::IpAddr;
use tanggap_server::{
    api::ROUTES,
    app_state::Settings,
    limits::{Limits, Rates},
    random,
};

const FORM: &str = "application/x-www-form-urlencoded";
const REPORT: &str = "service_code=street-light&address_string=x&description=y&attribute[problem]=off";

/// A form as a browser sends it: no question is asked before.
fn form(headers: &[(&str, &str)]) -> Request<Body> {
    let request = Request::post("/api/aspirasi/requests.json").header(header::CONTENT_TYPE, FORM);
    let request = request.header(header::HOST, "lapor.example");
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    request.body(Body::from(REPORT)).unwrap()
}

#[tokio::test]
async fn a_form_on_another_site_sends_no_report() {
    let town = Town::new();
    let elsewhere = ("origin", "https://evil.example");
    for (headers, status) in [
        (vec![elsewhere, ("sec-fetch-site", "cross-site")], 403),
        (vec![elsewhere], 403),
        (vec![("origin", "null"), ("sec-fetch-site", "cross-site")], 403),
        (vec![("sec-fetch-site", "cross-site")], 403),
        (vec![("sec-fetch-site", "same-site")], 403),
        (vec![("origin", "http://lapor.example"), ("sec-fetch-site", "same-origin")], 200),
        (vec![("origin", "http://lapor.example")], 200),
        (vec![], 200),
    ] {
        let before = town.portal.store.all().await.unwrap().len();
        let answer = town.send(form(&headers)).await;
        assert_eq!(answer.status, status, "{headers:?}: {}", answer.text());
        let kept = town.portal.store.all().await.unwrap().len() - before;
        assert_eq!(kept, usize::from(status == 200), "{headers:?}");
        if status == 403 {
            let error = &answer.json()[0];
            assert_eq!(error["extensions"]["tanggap"]["field"], "origin");
            assert_eq!(error["extensions"]["tanggap"]["rule"], "foreign");
            assert_eq!(answer.header("access-control-allow-origin"), None, "{headers:?}");
        }
    }
}

#[tokio::test]
async fn every_route_that_writes_refuses_a_foreign_page_before_it_looks_at_anything() {
    let town = Town::new();
    let mut writes = 0;
    for route in ROUTES {
        for method in route.methods.iter().filter(|method| **method != "get") {
            let request = Request::builder().method(method.to_uppercase().as_str()).uri(route.template);
            let request = request.header(header::HOST, "lapor.example").header(header::CONTENT_TYPE, JSON);
            let request = request.header(header::ORIGIN, "https://evil.example").body("{".into()).unwrap();
            let answer = town.send(request).await;
            assert_eq!(answer.status, 403, "{method} {}: {}", route.template, answer.text());
            assert_eq!(answer.json()[0]["extensions"]["tanggap"]["rule"], "foreign", "{}", route.template);
            writes += 1;
        }
    }
    assert!(writes > 5, "{writes} routes write");
    let read = Request::get("/api/aspirasi/requests.json").header(header::ORIGIN, "https://evil.example");
    assert_eq!(town.send(read.body(Body::empty()).unwrap()).await.status, 200, "anyone may read");
}

#[tokio::test]
async fn a_page_elsewhere_that_asks_without_cors_spends_nothing_of_its_visitors() {
    let visitor = IpAddr::from([203, 0, 113, 5]);
    let limits = Limits::with_clock(Some(Rates::default()), Box::new(|| 0));
    let town = Town::limited(Settings::default(), "/", Router::new(), limits);
    let ticket = town.report(&report::fresh()).await;
    let own = format!("/api/requests/{ticket}.json");
    let ask = async |path: &str, headers: &[(&str, &str)]| {
        let request =
            headers.iter().fold(Request::get(path), |request, (name, value)| request.header(*name, *value));
        town.send_from(request.body(Body::empty()).unwrap(), visitor).await
    };
    let number = || format!("/api/requests/{}.json", random::ticket(12).unwrap().digits());
    let image = |site| [("sec-fetch-site", site), ("sec-fetch-mode", "no-cors"), ("sec-fetch-dest", "image")];
    for site in ["cross-site", "same-site"] {
        for place in 0..40 {
            let answer = ask(&number(), &image(site)).await;
            assert_eq!(answer.status, 403, "{site} {place}");
            assert_eq!(answer.json()[0]["extensions"]["tanggap"]["rule"], "foreign");
        }
    }
    for path in ["/api/stats.json", "/api/aspirasi/requests.json", "/api/aspirasi/services.json", &own] {
        assert_eq!(ask(path, &image("cross-site")).await.status, 403, "{path}");
        assert_eq!(ask(path, &image("same-origin")).await.status, 200, "{path}");
        let read =
            [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "cors"), ("origin", "https://a.example")];
        assert_eq!(ask(path, &read).await.status, 200, "{path}: anyone may read");
        let link = [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")];
        assert_eq!(ask(path, &link).await.status, 200, "{path}: and follow a link");
    }
    assert_eq!(
        ask("/api/aspirasi/media/AAAA.jpg", &image("cross-site")).await.status,
        404,
        "a public picture"
    );
    assert_eq!(ask("/", &image("cross-site")).await.status, 200, "the pages are no data");
    // Frames and CORS ask as well: half of what a visitor may ask for is left to them.
    let mut asked = Vec::new();
    for place in 0..40 {
        let headers = match place % 2 {
            0 => vec![("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")],
            _ => vec![
                ("sec-fetch-site", "cross-site"),
                ("sec-fetch-mode", "cors"),
                ("origin", "https://a.example"),
            ],
        };
        asked.push(ask(&number(), &headers).await.status.as_u16());
    }
    assert_eq!((asked[0], asked[14], asked[15], asked[39]), (404, 404, 429, 429), "{asked:?}");
    assert_eq!(ask(&own, &[]).await.status, 200, "the visitor's own number");
    let mut own_misses = 0;
    while ask(&number(), &[]).await.status == 404 {
        own_misses += 1;
    }
    assert_eq!(own_misses, 15);
}

#[tokio::test]
async fn below_a_path_the_host_is_known_over_http_2_as_well() {
    let town = Town::with(Settings::default(), "/lapor/", Router::new());
    for (origin, status) in [("https://lapor.example", 201), ("https://evil.example", 403)] {
        let body = report::fresh();
        // HTTP/2 knows no Host: the address has it.
        let request = Request::put(format!("https://lapor.example/lapor{}", report::path(&body)));
        let request = request.header(header::ORIGIN, origin).header(header::CONTENT_TYPE, JSON);
        let answer = town.send(request.body(body.to_string().into()).unwrap()).await;
        assert_eq!(answer.status, status, "{origin}: {}", answer.text());
    }
    let discovery = Request::get("http://lapor.example/lapor/api/aspirasi/discovery.json");
    let told = town.send(discovery.body(Body::empty()).unwrap()).await.json();
    assert_eq!(told["endpoints"][0]["url"], "http://lapor.example/lapor/api/aspirasi");
}

#[tokio::test]
async fn a_trusted_proxys_word_on_the_host_counts_and_nobody_elses() {
    let settings = Settings { trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()], ..Settings::default() };
    let town = Town::with(settings, "/", Router::new());
    for (peer, status) in [([10, 1, 2, 3], 200), ([203, 0, 113, 5], 403)] {
        let headers = [("origin", "https://lapor.go.example"), ("x-forwarded-host", "lapor.go.example")];
        assert_eq!(town.send_from(form(&headers), peer.into()).await.status, status, "{peer:?}");
    }
}

#[test]
fn the_first_refusal_is_told_to_the_operator_once_and_names_nobody() {
    let program = Program::start(&[]);
    for origin in ["https://rewritten.example", "https://evil.example"] {
        let request = format!(
            "POST /api/aspirasi/requests.json HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: {origin}\r\nConnection: close\r\n\
             Content-Type: {FORM}\r\nContent-Length: {}\r\n\r\n{REPORT}",
            REPORT.len()
        );
        assert!(program.ask(request.as_bytes()).starts_with("HTTP/1.1 403"));
    }
    let log = program.log();
    assert_eq!(log.matches("X-Forwarded-Host").count(), 1, "{log}");
    assert!(!log.contains("rewritten.example") && !log.contains("evil.example"), "{log}");
}

//! What somebody sends to keep others out, and that it keeps nobody out.

use crate::{
    program::Program,
    report,
    town::{Answer, JSON, Town},
};
use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use serde_json::json;
use std::net::{IpAddr, Ipv6Addr};
use tanggap_server::{
    app_state::Settings,
    limits::{Limits, Rate, Rates},
};

const CITIZEN: [u8; 4] = [203, 0, 113, 5];
const PROXY: [u8; 4] = [10, 1, 2, 3];

/// A town behind a proxy that takes so many reports from everywhere, under a clock that stands.
fn town(all: u32) -> Town {
    let rates = Rates { all: Rate { burst: all, every_ms: 10_000 }, ..Rates::default() };
    let limits = Limits::with_clock(Some(rates), Box::new(|| 0));
    let settings = Settings { trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()], ..Settings::default() };
    Town::limited(settings, "/", Router::new(), limits)
}

fn put(path: &str, body: impl Into<Body>) -> Request<Body> {
    Request::put(path).header(header::CONTENT_TYPE, JSON).body(body.into()).unwrap()
}

async fn report_from(town: &Town, peer: IpAddr) -> Answer {
    let body = report::fresh();
    town.send_from(put(&report::path(&body), body.to_string()), peer).await
}

/// One of the lines of a large provider.
fn line(network: u16, line: u16) -> IpAddr {
    Ipv6Addr::new(0x2001, 0xdb8, network, line, 0, 0, 0, 1).into()
}

#[tokio::test]
async fn what_is_empty_or_wrong_keeps_nobody_else_waiting() {
    let town = town(10);
    let mut unknown = report::fresh();
    unknown["service_code"] = json!("no-such-service");
    for number in 0..40 {
        for (place, (what, body)) in
            [("empty", String::new()), ("no JSON", "{".into()), ("no such service", unknown.to_string())]
                .into_iter()
                .enumerate()
        {
            let path = report::path(&if place == 2 { unknown.clone() } else { report::fresh() });
            let answer = town.send_from(put(&path, body), line(number, place as u16)).await;
            assert!((400..404).contains(&answer.status.as_u16()) || answer.status == 404, "{what}");
        }
        let form = Request::post("/api/aspirasi/requests.json").body("x".into()).unwrap();
        assert_eq!(town.send_from(form, line(number, 9)).await.status, 415);
    }
    for report in 0..10 {
        let answer = report_from(&town, CITIZEN.into()).await;
        assert_eq!(answer.status, 201, "{report}: {}", answer.text());
    }
    let refused = report_from(&town, [203, 0, 113, 6].into()).await;
    assert_eq!(
        (refused.status.as_u16(), refused.header("retry-after")),
        (429, Some("10")),
        "what is kept does count"
    );
}

#[tokio::test]
async fn one_network_of_many_lines_is_held_to_ten_lines_worth() {
    let town = town(10_000);
    let mut taken = 0;
    for number in 0..400 {
        taken += u32::from(report_from(&town, line(1, number)).await.status == 201);
    }
    assert_eq!(taken, 300);
    assert_eq!(report_from(&town, line(2, 0)).await.status, 201, "another network is not concerned");
}

#[tokio::test]
async fn a_proxy_that_adds_ports_or_nothing_that_can_be_read_ends_no_limit() {
    let town = town(10_000);
    type List = fn(u16) -> String;
    for (what, list, expected) in [
        ("one address, from another port each time", (|port| format!("1.2.3.4:{port}")) as List, 30),
        ("the same in brackets and quotes", |port| format!("\"[2001:db8:5:6::7]:{port}\""), 30),
        ("one address behind invented ones", |place| format!("invented-{place}, 1.2.3.5"), 30),
        ("nothing that can be read: one client together", |_| "unknown".into(), 30),
        ("the same client, whose reports are used up", |place| format!("1.2.3.6, _hidden{place}"), 0),
    ] {
        let mut taken = 0;
        for place in 0..40 {
            let body = report::fresh();
            let mut request = put(&report::path(&body), body.to_string());
            request.headers_mut().insert("x-forwarded-for", list(place).parse().unwrap());
            taken += u32::from(town.send_from(request, PROXY.into()).await.status == 201);
        }
        assert_eq!(taken, expected, "{what}");
    }
    assert_eq!(report_from(&town, PROXY.into()).await.status, 201, "the proxy's own requests go on");
}

#[test]
fn a_proxy_that_cannot_be_understood_is_told_to_the_operator_once() {
    let program = Program::start(&["--trusted-proxy", "127.0.0.1/32"]);
    for list in ["203.0.113.5:5678", "unknown", "canary-address", "203.0.113.5, _hidden"] {
        let request = format!(
            "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: {list}\r\nConnection: close\r\n\r\n"
        );
        assert!(program.ask(request.as_bytes()).starts_with("HTTP/1.1 200"), "{list}");
    }
    let log = program.log();
    assert_eq!(log.matches("X-Forwarded-For").count(), 1, "{log}");
    assert!(!log.contains("canary") && !log.contains("203.0.113.5"), "{log}");
}

//! Every answer carries its headers, the failed ones too.

use crate::{
    report,
    town::{Answer, JSON, Town},
};
use axum::{
    Router,
    body::Body,
    http::{Request, header},
    routing::get,
};
use tanggap_server::app_state::Settings;

async fn panics() -> &'static str {
    panic!("canary: what a person wrote")
}

fn town() -> Town {
    let settings = Settings {
        allowed_origins: vec!["https://friend.example".parse().unwrap()],
        trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()],
    };
    Town::with(settings, "/", Router::new().route("/api/panics", get(panics)).route("/panics", get(panics)))
}

fn request(method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path)
}

/// What stands on every answer; `api` answers may load nothing at all.
fn check(answer: &Answer, api: bool, what: &str) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("x-robots-tag", if api { "noindex" } else { "noarchive" }),
    ] {
        assert_eq!(answer.header(name), Some(value), "{what}: {name}");
    }
    assert!(answer.header("permissions-policy").unwrap().contains("microphone=()"), "{what}");
    let policy = answer.header("content-security-policy").unwrap();
    if api {
        assert_eq!(policy, "default-src 'none'; frame-ancestors 'none'", "{what}");
        // What can be reported is public and seldom new; nothing else of the API is ever kept.
        let cache = if what.contains("/services") && answer.status == 200 { "no-cache" } else { "no-store" };
        assert_eq!(answer.header("cache-control"), Some(cache), "{what}");
    } else {
        assert!(policy.contains("style-src 'self' 'sha256-dGVzdA==';"), "{what}: {policy}");
        assert!(policy.contains("require-trusted-types-for 'script'; trusted-types default"), "{what}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{what}");
    }
}

#[tokio::test]
async fn every_kind_of_answer_has_its_headers() {
    let town = town();
    let body = report::fresh();
    let put = report::path(&body);
    for (method, path, status, content) in [
        ("GET", "/", 200, ""),
        ("HEAD", "/", 200, ""),
        ("GET", "/track", 200, ""),
        ("GET", "/config.json", 200, ""),
        ("GET", "/sw.js", 200, ""),
        ("GET", "/assets/app.0.js", 200, ""),
        ("GET", "/assets/gone.js", 404, ""),
        ("POST", "/track", 405, ""),
        ("GET", "/panics", 500, ""),
        ("GET", "/healthz", 200, ""),
        ("GET", "/api/aspirasi/discovery.json", 200, ""),
        ("GET", "/api/aspirasi/services.json", 200, ""),
        ("GET", "/api/aspirasi/services/street-light.json", 200, ""),
        ("GET", "/api/aspirasi/requests.json", 200, ""),
        ("PUT", put.as_str(), 201, &body.to_string()),
        ("PUT", put.as_str(), 200, &body.to_string()),
        ("GET", put.as_str(), 200, ""),
        ("PUT", put.as_str(), 422, "x"),
        ("GET", "/api/requests/482719305543.json", 404, ""),
        ("GET", "/api/nothing", 404, ""),
        ("DELETE", "/api/aspirasi/services.json", 405, ""),
        ("OPTIONS", "/api/aspirasi/services.json", 405, ""),
        ("PUT", put.as_str(), 413, &"a".repeat(70_000)),
        ("GET", "/api/panics", 500, ""),
    ] {
        let request =
            request(method, path).header(header::CONTENT_TYPE, JSON).body(content.to_owned().into()).unwrap();
        let answer = town.send(request).await;
        assert_eq!(answer.status, status, "{method} {path}: {}", answer.text());
        check(&answer, path.starts_with("/api") || path == "/healthz", &format!("{method} {path} {status}"));
        assert_eq!(answer.header("strict-transport-security"), None, "{method} {path}: http stays http");
        assert!(!answer.text().contains("canary"), "{method} {path}");
    }
}

#[tokio::test]
async fn a_broken_database_is_a_500_that_tells_nothing() {
    let town = town();
    let database =
        rusqlite::Connection::open(town.folder.path().join(tanggap_server::store::DATABASE)).unwrap();
    database.execute_batch("alter table reports rename to gone").unwrap();
    let body = report::fresh();
    let put = town.put(&report::path(&body), body.to_string()).await;
    let asked = town.get("/api/requests/482719305543.json").await;
    for answer in [put, asked] {
        assert_eq!(answer.status, 500);
        check(&answer, true, "500");
        assert_eq!(answer.json()[0]["description"], "The server failed. Please try again later.");
    }
}

#[tokio::test]
async fn only_a_trusted_proxy_may_say_https() {
    let town = town();
    for (peer, proto, secure) in [
        ([10, 1, 2, 3], "https", true),
        ([10, 1, 2, 3], "http", false),
        ([10, 1, 2, 3], "", false),
        ([192, 0, 2, 1], "https", false),
    ] {
        for path in ["/", "/healthz"] {
            let request =
                request("GET", path).header("x-forwarded-proto", proto).body(Body::empty()).unwrap();
            let answer = town.send_from(request, peer.into()).await;
            assert_eq!(
                answer.header("strict-transport-security").is_some(),
                secure,
                "{peer:?} {proto} {path}"
            );
            let upgrades =
                answer.header("content-security-policy").unwrap().contains("upgrade-insecure-requests");
            assert_eq!(upgrades, secure && path == "/", "{peer:?} {proto} {path}");
        }
    }
}

#[tokio::test]
async fn anyone_may_read_and_only_friends_may_send() {
    let town = town();
    let body = report::fresh();
    for (method, origin, allowed) in [
        ("GET", "https://stranger.example", Some("*")),
        ("GET", "https://friend.example", Some("https://friend.example")),
        ("PUT", "https://friend.example", Some("https://friend.example")),
        ("PUT", "https://stranger.example", None),
        ("OPTIONS", "https://friend.example", Some("https://friend.example")),
        ("OPTIONS", "https://stranger.example", None),
        ("OPTIONS", "null", None),
    ] {
        let request = request(method, &report::path(&body))
            .header(header::ORIGIN, origin)
            .header(header::CONTENT_TYPE, JSON);
        let request = request
            .header(header::ACCESS_CONTROL_REQUEST_METHOD, "PUT")
            .body(body.to_string().into())
            .unwrap();
        let answer = town.send(request).await;
        assert_eq!(answer.header("access-control-allow-origin"), allowed, "{method} {origin}");
        assert_eq!(answer.header("access-control-allow-credentials"), None);
        let exposed = answer.header("access-control-expose-headers");
        assert_eq!(
            exposed.is_some_and(|names| names.contains("retry-after, date") && names.contains("etag")),
            allowed.is_some(),
            "{method} {origin}"
        );
        if method == "OPTIONS" {
            assert_eq!(answer.status, 204);
            assert_eq!(answer.header("access-control-max-age"), allowed.map(|_| "7200"));
            for name in ["content-range", "x-content-sha256", "x-report-session", "if-none-match"] {
                let takes =
                    answer.header("access-control-allow-headers").is_some_and(|names| names.contains(name));
                assert_eq!(takes, allowed.is_some(), "{name} from {origin}");
            }
            check(&answer, true, "preflight");
        }
    }
    let page =
        request("GET", "/").header(header::ORIGIN, "https://friend.example").body(Body::empty()).unwrap();
    assert_eq!(town.send(page).await.header("access-control-allow-origin"), None);
}

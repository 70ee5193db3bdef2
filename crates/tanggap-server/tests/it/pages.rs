//! The portal's files: each with the right type, age and encoding; the shell for addresses of the app only.

use crate::town::{Town, write_dist};
use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use std::fs;
use tanggap_server::{app_state::Settings, pages::Pages};

const IMMUTABLE: &str = "public, max-age=31536000, immutable";

#[tokio::test]
async fn files_have_their_type_and_age_and_the_shell_answers_addresses_only() {
    let town = Town::new();
    for (path, status, kind, cache, text) in [
        ("/", 200, "text/html; charset=utf-8", "no-cache", "data-page=\"home\""),
        ("/index.html", 200, "text/html; charset=utf-8", "no-cache", "data-page=\"home\""),
        ("/track", 200, "text/html; charset=utf-8", "no-cache", "data-page=\"other\""),
        ("/report/place?x=1.5", 200, "text/html; charset=utf-8", "no-cache", "data-page=\"other\""),
        ("/t", 200, "text/html; charset=utf-8", "no-cache", "data-page=\"other\""),
        ("/t%23482719305543.1234", 200, "text/html; charset=utf-8", "no-store", "data-page=\"other\""),
        ("/t/482719305543.1234", 200, "text/html; charset=utf-8", "no-store", "data-page=\"other\""),
        ("/T%23482719305543.1234", 200, "text/html; charset=utf-8", "no-store", "data-page=\"other\""),
        ("/Track/482719305543.1234", 200, "text/html; charset=utf-8", "no-store", "data-page=\"other\""),
        (
            "/track?number=482719305543.1234",
            200,
            "text/html; charset=utf-8",
            "no-store",
            "data-page=\"other\"",
        ),
        ("/privacy/482719305543.1234", 200, "text/html; charset=utf-8", "no-store", "data-page=\"other\""),
        ("/privacy/4827%201930%205543.x", 200, "text/html; charset=utf-8", "no-store", "data-page=\"other\""),
        (
            "/old/%D9%A4%D9%A82719305543.js",
            200,
            "text/html; charset=utf-8",
            "no-store",
            "data-page=\"other\"",
        ),
        ("/assets/app.482719305543.js", 404, "text/plain; charset=utf-8", "no-store", "no such file"),
        ("/too-old.js", 404, "text/plain; charset=utf-8", "no-store", "no such file"),
        ("/config.json", 200, "application/json; charset=utf-8", "no-cache", "\"desks\""),
        (
            "/manifest.webmanifest",
            200,
            "application/manifest+json",
            "no-cache",
            "\"name\": \"Tanggap Kota Bogor\"",
        ),
        ("/sw.js", 200, "text/javascript; charset=utf-8", "no-cache", "// worker"),
        ("/assets/app.0.js", 200, "text/javascript; charset=utf-8", IMMUTABLE, "export"),
        ("/assets/app.1.js", 404, "text/plain; charset=utf-8", "no-store", "no such file"),
        ("/assets/", 404, "text/plain; charset=utf-8", "no-store", "no such file"),
        ("/favicon.ico", 404, "text/plain; charset=utf-8", "no-store", "no such file"),
        ("/old/worker.js", 404, "text/plain; charset=utf-8", "no-store", "no such file"),
        ("/assets/app.0.js.br", 404, "text/plain; charset=utf-8", "no-store", "no such file"),
        ("/../../etc/passwd", 200, "text/html; charset=utf-8", "no-cache", "data-page=\"other\""),
        ("/shell.html", 404, "text/plain; charset=utf-8", "no-store", "no such file"),
    ] {
        let answer = town.get(path).await;
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(
            (answer.header("content-type"), answer.header("cache-control")),
            (Some(kind), Some(cache)),
            "{path}"
        );
        assert!(answer.text().contains(text), "{path}: {}", answer.text());
    }
}

#[tokio::test]
async fn a_person_gets_the_app_wherever_a_number_may_stand_and_instead_of_plain_english() {
    let town = Town::new();
    for (path, status) in [
        ("/privacy/482719305543.12345678901234567888", 200),
        ("/assets/482719305543.12345678901234567888", 200),
        ("/old/worker.js", 404),
        ("/assets/", 404),
    ] {
        let asked = Request::get(path).header(header::ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8");
        let answer = town.send(asked.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert!(answer.text().contains("data-page=\"other\""), "{path}: {}", answer.text());
    }
    let asked = Request::get("/api/482719305543.12345678901234567888").header(header::ACCEPT, "text/html");
    let answer = town.send(asked.body(Body::empty()).unwrap()).await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, Some("/t")));
}

#[tokio::test]
async fn the_language_is_the_one_this_device_chose() {
    let town = Town::new();
    for (cookie, language, title) in [
        ("", "id", "Darurat? Telepon 112"),
        ("lang=en", "en", "Emergency? Call 112"),
        ("a=b; lang=su", "su", "Darurat? Telepon 112"),
        ("lang=tlh", "id", "Darurat? Telepon 112"),
        ("xlang=en", "id", "Darurat? Telepon 112"),
    ] {
        for path in ["/", "/track"] {
            let answer = town
                .send(Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).unwrap())
                .await;
            let text = answer.text();
            assert!(
                text.contains(&format!("<html lang=\"{language}\"")) && text.contains(title),
                "{cookie} {path}: {text}"
            );
            assert!(text.contains(&format!("/assets/words-{language}.0.json")), "{cookie} {path}");
            assert!(
                answer.headers.get_all(header::VARY).iter().any(|vary| vary == "cookie"),
                "{cookie} {path}"
            );
        }
    }
}

#[tokio::test]
async fn what_a_browser_has_is_not_sent_again() {
    let town = Town::new();
    let first = town.get("/config.json").await;
    let etag = first.header("etag").unwrap();
    let again = town
        .send(Request::get("/config.json").header(header::IF_NONE_MATCH, etag).body(Body::empty()).unwrap())
        .await;
    assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
    assert_eq!(again.header("etag"), Some(etag));
}

#[tokio::test]
async fn compressed_twins_are_sent_to_those_who_take_them() {
    let town = Town::new();
    for (path, accepts, coding) in [
        ("/assets/app.0.js", "gzip, br", Some("br")),
        ("/assets/app.0.js", "gzip", None),
        ("/", "br", Some("br")),
        ("/config.json", "gzip", Some("gzip")),
        ("/api/aspirasi/services.json", "gzip, br", Some("br")),
    ] {
        let answer = town
            .send(Request::get(path).header(header::ACCEPT_ENCODING, accepts).body(Body::empty()).unwrap())
            .await;
        assert_eq!(answer.header("content-encoding"), coding, "{path} {accepts}");
        assert!(answer.headers.get_all(header::VARY).iter().any(|vary| vary == "accept-encoding"), "{path}");
    }
}

#[tokio::test]
async fn below_a_path_everything_moves_there_but_health() {
    let town = Town::with(Settings::default(), "/lapor/", Router::new());
    for (path, status) in [
        ("/lapor/", 200),
        ("/lapor/track", 200),
        ("/lapor/api/aspirasi/services.json", 200),
        ("/lapor/healthz", 200),
        ("/healthz", 200),
        ("/", 307),
        ("/lapor", 307),
        ("/track", 404),
        ("/api/aspirasi/services.json", 404),
    ] {
        let answer = town.get(path).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.header("content-security-policy").is_some(), "{path}");
        if status == 307 {
            assert_eq!(answer.header("location"), Some("/lapor/"));
        }
    }
    let discovery = town.get("/lapor/api/aspirasi/discovery.json").await.json();
    assert_eq!(discovery["endpoints"][0]["url"], "http://localhost/lapor/api/aspirasi");
}

#[test]
fn a_portal_that_cannot_be_served_says_why() {
    for (file, text, expected) in [
        ("config.json", "{", "config.json: line 1, column 1: not JSON"),
        ("config.json", "{\"name\": []}", "config.json: name: expected text"),
        (
            "build.json",
            "{\"base\": \"lapor\"}",
            "build.json: base: expected a path that begins and ends with /",
        ),
        ("shell.html", "{{t:no.such-word}}", "shell.html: the page asks for {{t:no.such-word}}"),
        ("assets/words-id.0.json", "[\"one\"]", "assets/words-id.0.json is not what this server expects"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        write_dist(folder.path(), "/");
        fs::write(folder.path().join(file), text).unwrap();
        let error = Pages::load(folder.path()).err().unwrap().to_string();
        assert!(error.contains(expected), "{error}");
    }
    let empty = tempfile::tempdir().unwrap();
    assert!(Pages::load(empty.path()).err().unwrap().to_string().contains("cargo x build"));
}

//! Bad input gets a clear 4xx in GeoReport's shape that names the field; afterwards the server is as before.

use crate::{
    message, report,
    town::{Answer, JSON, Town},
};
use axum::{
    body::Body,
    http::{Request, header},
};
use serde_json::{Value, json};

/// GeoReport's list, with our pointer to the field.
fn check(answer: &Answer, status: u16, field: Option<&str>, what: &str) {
    assert_eq!(answer.status.as_u16(), status, "{what}: {}", answer.text());
    assert_eq!(answer.header("content-type"), Some("application/json; charset=utf-8"), "{what}");
    let errors = answer.json();
    assert_eq!(errors[0]["code"], status, "{what}");
    assert!(!errors[0]["description"].as_str().unwrap().is_empty(), "{what}");
    if let Some(field) = field {
        let named: Vec<_> =
            errors.as_array().unwrap().iter().map(|error| &error["extensions"]["tanggap"]["field"]).collect();
        assert!(named.iter().any(|named| *named == field), "{what}: {field} is not in {named:?}");
    }
}

#[tokio::test]
async fn a_bad_report_is_refused_by_its_field() {
    let town = Town::new();
    let nested = |depth: usize| format!("{{\"v\":1,\"x\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
    let with = |pointer: &str, value: Value| {
        let mut body = report::fresh();
        *body.pointer_mut(pointer).unwrap() = value;
        body.to_string()
    };
    let surrogate = report::fresh().to_string().replace("Lampu jalan mati", "Lampu \\ud83d mati");
    for (what, body, status, field) in [
        ("nothing", String::new(), 400, None),
        ("no JSON", "{\"v\":1,".into(), 400, None),
        ("a list", "[]".into(), 400, None),
        ("3,000 deep", nested(3_000), 400, None),
        ("33 deep", nested(33), 400, None),
        ("too large", format!("{{\"v\":1,\"x\":\"{}\"}}", "a".repeat(70_000)), 413, None),
        ("much too large", "a".repeat(3_000_000), 413, None),
        ("a lone surrogate", surrogate, 400, Some("description")),
        ("a NUL in the number", with("/ticket", json!("482719305543\0")), 400, Some("ticket")),
        ("text as a number", with("/description", json!(7)), 400, Some("description")),
        ("answers as text", with("/answers", json!("off")), 400, Some("answers")),
        ("NaN", with("/place/lat", json!("NaN")), 400, Some("place.lat")),
        ("half a place", with("/place", json!({"lat": -6.6})), 400, Some("place")),
        ("no place", with("/place", Value::Null), 400, Some("place")),
        ("no description", with("/description", json!(" ")), 400, Some("description")),
        (
            "a description that shows nothing",
            with("/description", json!("\u{200b}\u{2800}\u{3164}")),
            400,
            Some("description"),
        ),
        ("too long", with("/description", json!("a".repeat(4_001))), 400, Some("description")),
        ("no answer", with("/answers", json!({})), 400, Some("answers.problem")),
        ("no such choice", with("/answers", json!({"problem": "x"})), 400, Some("answers.problem")),
        ("a wrong check digit", with("/ticket", json!("482719305544")), 400, Some("ticket")),
        ("a NIK as ticket", with("/ticket", json!("3271010101900001")), 400, Some("ticket")),
        ("no proof", with("/key_proof", json!("")), 400, Some("key_proof")),
        ("no telephone number", with("/identity/phone", json!("12")), 400, Some("identity.phone")),
        ("another uid", with("/uid", json!("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")), 400, Some("uid")),
        ("an unknown service", with("/service_code", json!("x")), 404, Some("service_code")),
    ] {
        let uid = serde_json::from_str::<Value>(&body).ok().filter(|_| what != "another uid");
        let uid = uid.and_then(|body| Some(body["uid"].as_str()?.to_owned()));
        let uid = uid.unwrap_or_else(|| "00000000-0000-4000-8000-000000000000".into());
        check(&town.put(&format!("/api/aspirasi/reports/{uid}"), body).await, status, field, what);
    }
    let good = report::fresh();
    assert_eq!(town.put(&report::path(&good), good.to_string()).await.status, 201, "the server is as before");
    assert_eq!(town.portal.store.all().await.unwrap().len(), 1, "nothing of all that was kept");
}

#[tokio::test]
async fn surrogates_hidden_by_the_golden_text_are_found() {
    let town = Town::new();
    let body = report::fresh();
    let text = body.to_string().replace("Depan apotek", "\\udfff");
    check(&town.put(&report::path(&body), text).await, 400, Some("place.address"), "in the address");
}

#[tokio::test]
async fn a_proof_that_cannot_be_struck_out_is_refused() {
    let town = Town::new();
    let sent = report::fresh();
    town.report(&sent).await;
    let proof = sent["key_proof"].as_str().unwrap();
    let escaped = format!("{}\\u{:04x}", &proof[..63], proof.as_bytes()[63]);
    for more in ["", proof] {
        let mut body = report::fresh();
        (body["key_proof"], body["definition_version"]) = (proof.into(), "0".into());
        let text = body
            .to_string()
            .replace(proof, &escaped)
            .replace("Lampu jalan mati", &format!("Lampu {more} mati"));
        check(&town.put(&report::path(&body), text).await, 400, Some("key_proof"), "a report");
        let said = message::of(&sent, "message", "x");
        let text = said.to_string().replace(proof, &escaped).replace("\"x\"", &format!("\"x {more}\""));
        check(&town.put(&message::path(&said), text).await, 400, Some("key_proof"), "a message");
    }
}

#[tokio::test]
async fn bytes_that_are_no_text_are_refused() {
    let town = Town::new();
    let body = report::fresh();
    let mut bytes = body.to_string().into_bytes();
    let at = bytes.windows(5).position(|bytes| bytes == b"Lampu").unwrap();
    bytes[at] = 0xff;
    check(&town.put(&report::path(&body), bytes).await, 400, None, "broken UTF-8");
}

#[tokio::test]
async fn what_is_not_json_or_form_is_refused_by_its_type() {
    let town = Town::new();
    let body = report::fresh();
    for (method, path, kind) in [
        ("PUT", report::path(&body), "text/plain"),
        ("PUT", report::path(&body), ""),
        ("POST", "/api/aspirasi/requests.json".to_owned(), JSON),
        ("POST", "/api/aspirasi/requests.json".to_owned(), "multipart/form-data; boundary=x"),
    ] {
        let request = Request::builder().method(method).uri(&path).header(header::CONTENT_TYPE, kind);
        let answer = town.send(request.body(body.to_string().into()).unwrap()).await;
        check(&answer, 415, None, &format!("{method} {kind}"));
    }
    let request = Request::put(report::path(&body))
        .header(header::CONTENT_TYPE, JSON)
        .header(header::CONTENT_ENCODING, "br");
    check(&town.send(request.body(Body::from("x")).unwrap()).await, 415, None, "br");
}

#[tokio::test]
async fn a_small_zip_that_grows_is_stopped() {
    let town = Town::new();
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut bomb, &vec![b' '; 20_000_000]).unwrap();
    let request = Request::put(report::path(&report::fresh()))
        .header(header::CONTENT_TYPE, JSON)
        .header(header::CONTENT_ENCODING, "gzip");
    check(&town.send(request.body(bomb.finish().unwrap().into()).unwrap()).await, 413, None, "a bomb");
}

#[tokio::test]
async fn addresses_that_lead_nowhere_say_so_in_the_same_shape() {
    let town = Town::new();
    for (method, path, status, field) in [
        ("GET", "/api", 404, None),
        ("GET", "/api/nothing", 404, None),
        ("GET", "/api/atlantis/services.json", 404, None),
        ("GET", "/api/aspirasi/services/x.json", 404, Some("service_code")),
        ("GET", "/api/aspirasi/services/street-light.xml", 404, None),
        ("GET", "/api/aspirasi/reports/x", 400, Some("uid")),
        ("GET", "/api/requests/482719305543.json", 404, Some("service_request_id")),
        ("GET", "/api/requests/48271930554%00.json", 404, Some("service_request_id")),
        ("GET", "/api/requests/%ff.json", 400, None),
        ("GET", "/api/aspirasi/tokens/x.json", 404, Some("token")),
        ("GET", "/api/aspirasi/requests.json?status=x", 400, Some("status")),
        ("GET", "/api/aspirasi/requests.json?start_date=x", 400, Some("start_date")),
        ("GET", "/api/aspirasi/requests.json?page=0", 400, Some("page")),
        ("GET", "/api/aspirasi/requests.json?page_size=%ff", 400, Some("page_size")),
        (
            "GET",
            "/api/aspirasi/requests.json?start_date=2026-01-01&end_date=2026-09-01",
            400,
            Some("end_date"),
        ),
        (
            "GET",
            "/api/aspirasi/requests.json?start_date=2026-11-25&end_date=2026-11-24",
            400,
            Some("end_date"),
        ),
        (
            "GET",
            "/api/aspirasi/requests.json?start_date=2026-11-24T10:00:00Z&end_date=2026-11-24T09:59:59Z",
            400,
            Some("end_date"),
        ),
        (
            "GET",
            "/api/aspirasi/requests.json?start_date=2026-01-01&end_date=2026-04-01",
            400,
            Some("end_date"),
        ),
        ("DELETE", "/api/aspirasi/services.json", 405, None),
        ("POST", "/api/aspirasi/reports/6f9619ff-8b86-4d01-b42d-00cf4fc964ff", 405, None),
        ("PUT", "/healthz", 405, None),
    ] {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        let answer = town.send(request).await;
        check(&answer, status, field, &format!("{method} {path}"));
        assert_eq!(status == 405, answer.header("allow").is_some(), "{method} {path}");
    }
}

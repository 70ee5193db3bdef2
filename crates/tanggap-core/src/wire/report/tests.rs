//! The body of version 1 is held by a golden file: phones in the field have sent it.

use super::*;

const GOLDEN: &str = include_str!("../../../../../tests/fixtures/report-v1.json");
const WITH_PHOTOS: &str = include_str!("../../../../../tests/fixtures/report-v1-photos.json");

fn read(bytes: &[u8]) -> Result<Report, BodyError> {
    read_report(bytes, Cleaner::new(|text| text.replace("e\u{301}", "é").into()))
}

fn golden() -> Value {
    serde_json::from_str(GOLDEN).unwrap()
}

#[test]
fn the_golden_report_reads_and_writes_back_the_same() {
    let report = read(GOLDEN.as_bytes()).unwrap();
    assert_eq!(report.answers.get("days"), ["mon", "tue"]);
    assert_eq!(report.place.as_ref().unwrap().area, "32.71.03.1003");
    let written: Value = serde_json::from_slice(&write_report(&report)).unwrap();
    assert_eq!(written, golden());
}

#[test]
fn the_golden_report_with_photos_reads_and_writes_back_the_same() {
    let report = read(WITH_PHOTOS.as_bytes()).unwrap();
    assert_eq!(report.media.iter().map(|photo| photo.size).collect::<Vec<_>>(), [241_880, 250_000]);
    let written: Value = serde_json::from_slice(&write_report(&report)).unwrap();
    assert_eq!(written, serde_json::from_str::<Value>(WITH_PHOTOS).unwrap());
}

#[test]
fn a_correction_names_what_it_corrects_and_nothing_else_is_refused_for_it() {
    let uid = Uid::parse("0b7a3d5e-4c1f-4f5e-9a53-2f6f0c8f9a11").unwrap();
    let mut report = read(GOLDEN.as_bytes()).unwrap();
    assert!(report.corrects.is_none());
    report.corrects = Some(uid.clone());
    let written = write_report(&report);
    assert!(read(&written).unwrap().corrects == Some(uid));
    for other in [json!(null), json!(7), json!("x"), json!("0B7A3D5E-4C1F-4F5E-9A53-2F6F0C8F9A11"), json!([])]
    {
        let mut body = golden();
        body["corrects"] = other.clone();
        assert!(read(body.to_string().as_bytes()).unwrap().corrects.is_none(), "{other}");
    }
}

#[test]
fn unknown_fields_are_left_alone() {
    let mut body = golden();
    body["v"] = 2.into();
    body["mood"] = json!({"deep": [1, 2]});
    assert!(read(body.to_string().as_bytes()).is_ok());
}

#[test]
fn a_bad_body_names_the_field() {
    for (pointer, bad, message) in [
        ("/v", json!(0), "v: expected 1"),
        ("/uid", json!("x"), "uid: expected a version 4 UUID in lower case"),
        ("/ticket", json!("482719305544"), "ticket: expected a ticket number with right check digits"),
        ("/ticket", json!("4827 1930 5543"), "ticket: expected a ticket number with right check digits"),
        ("/ticket", json!(482719305543u64), "ticket: expected text"),
        ("/key_proof", json!("ff"), "key_proof: expected 64 lower-case hex digits"),
        ("/service_code", json!(["x"]), "service_code: expected text"),
        ("/description", json!(7), "description: expected text"),
        ("/answers", json!("x"), "answers: expected an object of answers"),
        ("/answers", json!({"problem": {"a": 1}}), "answers.problem: expected text"),
        ("/place", json!({"lat": -6.6}), "place: expected both lat and long"),
        ("/place", json!({"lat": 100, "long": 0}), "place: expected coordinates on earth"),
        ("/place", json!("here"), "place: expected an object or null"),
        ("/media", json!([{"slot": "x"}]), "media[0].sha256: expected text"),
        ("/identity", json!({"kind": "king"}), "identity.kind: expected open, secret or anonymous"),
        ("/identity", Value::Null, "identity.kind: expected text"),
    ] {
        let mut body = golden();
        *body.pointer_mut(pointer).unwrap() = bad;
        let error = read(body.to_string().as_bytes()).err().unwrap();
        let BodyError::Field(fault) = error else { panic!("{pointer}: {error:?}") };
        assert_eq!(fault.to_string(), message);
    }
}

#[test]
fn pasted_text_is_cleaned_as_it_is_read() {
    let mut body = golden();
    body["description"] = "Lampu mati\u{b}sejak\tSenin\u{1b}\0 di cafe\u{301}\r\n".into();
    body["answers"] = json!({"po\u{0}le": ["A\u{2028}17", "\u{200b}"], "blank": "\u{3164}"});
    body["place"] = json!({"address": "Jl. Pajajaran\tNo. 5", "area": "32.71\0"});
    body["identity"] = json!({"kind": "open", "name": "Siti\r\n", "phone": "\u{202a}+62 812\u{202c}", "email": "b@x.id\u{200b}"});
    (body["service_code"], body["locale"]) = ("street-light\0".into(), "id\u{85}".into());
    let report = read(body.to_string().as_bytes()).unwrap();
    assert_eq!(report.description, "Lampu mati\nsejak Senin   di café\n");
    assert_eq!(report.answers.get("po le"), ["A\n17", ""]);
    assert!(report.answers.get("blank").is_empty());
    let place = report.place.clone().unwrap();
    assert_eq!((place.address.as_str(), place.area.as_str()), ("Jl. Pajajaran No. 5", "32.71"));
    let who = &report.identity;
    assert_eq!([&who.name, &who.phone, &who.email], ["Siti", "+62 812", "b@x.id"]);
    assert_eq!((report.service_code.as_str(), report.locale.as_str()), ("street-light", "id"));
    let again = read(&write_report(&report)).unwrap();
    assert!(again == report, "cleaning what is clean changes nothing");
}

#[test]
fn links_are_kept_and_what_is_none_is_no_fault() {
    let mut body = golden();
    body["links"] =
        json!(["https://a.example/1.jpg", "javascript:x", 7, "data:x", null, "https://b.example/"]);
    let report = read(body.to_string().as_bytes()).unwrap();
    let links =
        |report: &Report| report.links.iter().map(|link| link.as_str().to_owned()).collect::<Vec<_>>();
    assert_eq!(links(&report), ["https://a.example/1.jpg", "https://b.example/"]);
    assert_eq!(links(&read(&write_report(&report)).unwrap()), links(&report));
    for (given, count) in
        [(json!({"a": 1}), 0), (json!("https://a.example"), 1), (json!(vec!["https://a.example"; 9]), LINKS)]
    {
        body["links"] = given;
        assert_eq!(read(body.to_string().as_bytes()).unwrap().links.len(), count);
    }
}

#[test]
fn what_is_no_report_at_all_is_refused() {
    assert_eq!(read(b"").err(), Some(BodyError::NotJson));
    assert_eq!(read(b"[]").err(), Some(BodyError::NotJson));
    assert_eq!(
        read(br#"{"v": 1, "description": "\ud800"}"#).err(),
        Some(BodyError::NotJson),
        "a lone surrogate"
    );
    assert_eq!(read("[".repeat(3_000).as_bytes()).err(), Some(BodyError::TooDeep));
}

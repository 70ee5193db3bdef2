//! What a number tells, in the shapes that servers really send.

use super::*;

fn one(body: &str) -> Option<Option<Tracked>> {
    tracked(body.as_bytes(), UtcOffset::UTC)
}

#[test]
fn a_number_is_found_in_every_envelope() {
    for body in [
        r#"[{"service_request_id":"7","status":"open","requested_datetime":"2026-11-23T16:43:46Z"}]"#,
        r#"{"service_requests":[{"service_request_id":7,"status":"open","requested_datetime":"2026-11-23T16:43:46Z"}]}"#,
        r#"{"service_requests":{"request":{"service_request_id":7,"status":"OPEN","requested_datetime":"2026-11-23T16:43:46.5"}}}"#,
        r#"{"service_request_id":"7","status":"open","requested_datetime":"2026-11-23 16:43:46"}"#,
    ] {
        let found = one(body).unwrap().unwrap();
        assert_eq!((found.number.as_str(), &found.status), ("7", &Status::Received), "{body}");
        assert_eq!(found.received.unwrap().rfc3339(), "2026-11-23T16:43:46Z", "{body}");
    }
}

#[test]
fn not_found_and_no_answer_are_different_things() {
    for body in ["[]", r#"{"service_requests":[]}"#, r#"{"errors":[{"code":404}]}"#, r#"[{"status":"open"}]"#]
    {
        assert_eq!(one(body), Some(None), "{body}");
    }
    assert_eq!(one("<html>"), None);
    assert_eq!(one(r#"[{"service_request_id""#), None);
}

#[test]
fn our_own_words_say_more() {
    let body = r#"[{"service_request_id":"482719305562","status":"open","service_name":"Lampu jalan","description":"",
        "extended_attributes":{"tanggap":{"status":"in_progress","desk":"aspirasi",
        "clock":{"name":"Sederhana","days":5,"day":2,"working":true,"due":"2026-12-01"}}}}]"#;
    let found = one(body).unwrap().unwrap();
    assert_eq!(
        (found.status, found.desk.as_str(), found.description),
        (Status::InProgress, "aspirasi", None)
    );
    assert_eq!(found.clock.unwrap().day, 2);
}

#[test]
fn a_timeline_is_sorted_and_keeps_hand_overs() {
    let body = r#"[{"update_id":2,"status":"open","updated_datetime":"2026-11-24T10:00:00Z","description":"To them",
          "extended_attributes":{"tanggap":{"kind":"referral","desk":"aspirasi","to_desk":"polresta"}}},
        {"update_id":"1","status":"FIXED","updated_datetime":"2026-11-23T10:00:00Z"}, {"status":"no id"}]"#;
    let found = updates(body.as_bytes(), UtcOffset::UTC).unwrap();
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].kind, UpdateKind::Status(Status::Answered));
    assert_eq!(found[1].kind, UpdateKind::Referral { to_desk: "polresta".into() });
}

#[test]
fn what_a_reporter_has_to_know_is_read_and_absent_means_no() {
    let body = r#"[{"service_request_id":"482719305543","status":"open","requested_datetime":"2026-11-23T10:00:00Z",
        "expected_datetime":"2026-11-23T10:00:30Z","agency_responsible":{"recipient":["PUPR","DLH"]},
        "media_url":["/api/p/1.jpg","//evil/2.jpg","javascript:alert(1)","https://x.example/3.jpg","/a b.jpg"],
        "extended_attributes":{"tanggap":{"waiting_for_reporter":true,"conversation":"true","status":"answered",
        "links":["https://x.example/a","javascript:alert(1)","data:text/html,x","//evil/2",7,null],
        "clock":{"id":"simple","name":"S","days":5,"day":2,"due":"2026-12-01"}}}}]"#;
    let found = one(body).unwrap().unwrap();
    assert!(found.waiting_for_reporter && found.conversation);
    assert_eq!(found.photos, ["/api/p/1.jpg", "https://x.example/3.jpg"]);
    assert_eq!(found.links.iter().map(WebAddress::as_str).collect::<Vec<_>>(), ["https://x.example/a"]);
    assert_eq!(found.agency.as_deref(), Some("PUPR, DLH"));
    assert_eq!((found.expected, found.said), (None, None), "done at once is no promise");
    assert_eq!(found.clock.unwrap().id, "simple");
    let bare = one(
        r#"[{"service_request_id":7,"status":"open","detailed_status":"ARCHIVED","agency_responsible":"DLH"}]"#,
    );
    let bare = bare.unwrap().unwrap();
    assert!(
        !bare.waiting_for_reporter && !bare.conversation && bare.photos.is_empty() && bare.links.is_empty()
    );
    assert_eq!((bare.status, bare.said.as_deref()), (Status::Closed, Some("ARCHIVED")));
    assert_eq!(bare.agency.as_deref(), Some("DLH"));
}

#[test]
fn an_update_says_who_caused_it_and_shows_the_work() {
    let body = r#"[{"update_id":"1","status":"no_further_action","updated_datetime":"2026-11-23T10:00:00Z","media_url":"/p/1.jpg"},
        {"update_id":"2","status":"UNCHANGED","updated_datetime":"2026-11-23T11:00:00Z","description":"Soon"},
        {"update_id":"3","status":"reopened","updated_datetime":"2026-11-24T10:00:00Z",
         "extended_attributes":{"tanggap":{"kind":"status","by":"reporter"}}}]"#;
    let found = updates(body.as_bytes(), UtcOffset::UTC).unwrap();
    assert_eq!(found[0].said.as_deref(), Some("no_further_action"));
    assert_eq!(found[0].photos, ["/p/1.jpg"]);
    assert_eq!(found[1].kind, UpdateKind::Note);
    assert_eq!(found.iter().map(|update| update.by_reporter).collect::<Vec<_>>(), [false, false, true]);
}

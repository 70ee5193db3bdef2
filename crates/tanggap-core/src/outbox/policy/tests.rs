//! One table for each door: what came back, and what it means.

use super::*;
use crate::{
    outbox::{
        State,
        tests::{item, plain_item},
    },
    ports::RawAnswer,
};

const JSON: &str = "application/json; charset=utf-8";
const HTML: &str = "text/html";
const NO: &str = r#"[{"code":400,"description":"no"}]"#;

fn word(item: &Item, job: Job, status: u16, content_type: &str, body: &str) -> String {
    let answer = RawAnswer {
        status,
        content_type: content_type.into(),
        body: body.as_bytes().to_vec(),
        ..RawAnswer::default()
    };
    match judge(item, &job, &Ok(answer)) {
        Verdict::Accepted(proof) => format!("accepted {}", crate::outbox::words::number(&proof)),
        Verdict::Later(reason, _) => format!("later {}", reason.word().0),
        Verdict::Uncertain(reason) => format!("uncertain {}", reason.word().0),
        Verdict::Refused(errors) => format!("refused {}", errors.len()),
        other => format!("{other:?}").to_lowercase(),
    }
}

#[test]
fn an_idempotent_desk_is_asked_again_until_it_proves_or_refuses() {
    let item = item();
    let good = format!(
        r#"{{"uid":"{}","ticket":"482719305543","service_request_id":"482719305543","received_at":"2026-11-23T16:43:46Z","missing_media":[]}}"#,
        item.key()
    );
    let taken = r#"[{"code":422,"description":"other bytes","extensions":{"tanggap":{"field":"uid"}}}]"#;
    let other = r#"{"uid":"00000000-0000-4000-8000-000000000000","ticket":"482719305543"}"#;
    for (case, status, content_type, body, meaning) in [
        ("created", 201, JSON, good.as_str(), "accepted 482719305543"),
        ("B6 cut short", 200, JSON, &good[..40], "later no_proof"),
        ("B7 login page", 200, HTML, "<html>", "later login_page"),
        ("B7 login page with our body", 200, HTML, &good, "later login_page"),
        ("B8 redirect", 0, "", "", "later login_page"),
        ("B9 network asks for a login", 511, HTML, "", "later login_page"),
        ("B10 server error", 500, JSON, NO, "later busy"),
        ("B10 bad gateway", 502, HTML, "", "later busy"),
        ("B11 too many", 429, JSON, NO, "later too_many"),
        ("B12 time-out there", 408, HTML, "", "later busy"),
        ("B12 too early", 425, JSON, NO, "later busy"),
        ("B13 refused", 400, JSON, NO, "refused 1"),
        ("B13 refused", 422, JSON, NO, "refused 1"),
        ("a 400 without a reason is anybody's", 400, HTML, "<html>", "later unexplained"),
        ("a 400 without a reason is anybody's", 400, JSON, "{}", "later unexplained"),
        ("B14 other bytes", 422, JSON, taken, "identitytaken"),
        ("B15 in flight", 409, JSON, NO, "later in_flight"),
        ("B16 who asks", 401, JSON, NO, "later sign_in"),
        ("B17 moved", 404, HTML, "", "later moved"),
        ("B18 too large", 413, HTML, "", "later too_large"),
        ("B19 another report", 200, JSON, other, "later wrong_report"),
        ("erased", 410, JSON, NO, "erased"),
        ("a 410 from a proxy", 410, HTML, "", "later moved"),
        ("no such thing here", 204, JSON, "", "later no_proof"),
    ] {
        assert_eq!(word(&item, Job::Report, status, content_type, body), meaning, "{case}");
    }
    assert_eq!(word(&item, Job::Ask, 404, JSON, NO), "absent");
    assert_eq!(word(&item, Job::Ask, 404, HTML, ""), "later moved");
    assert_eq!(word(&item, Job::Ask, 200, JSON, &good), "accepted 482719305543");
}

#[test]
fn at_a_plain_desk_doubt_is_uncertain_and_only_a_clear_no_is_tried_again() {
    let duplicate = r#"[{"code":400,"description":"This is a duplicate."}]"#;
    for (case, status, content_type, body, meaning) in [
        ("numbered", 201, JSON, r#"[{"service_request_id":77}]"#, "accepted 77"),
        ("B20 a number that is not ours", 200, JSON, r#"[{"service_request_id":"A-9"}]"#, "accepted A-9"),
        ("B31 a token", 200, JSON, r#"[{"token":"t"}]"#, "accepted "),
        ("cut short", 200, JSON, "[{", "uncertain no_proof"),
        ("login page", 200, HTML, "<html>", "uncertain login_page"),
        ("post, redirect, get", 302, HTML, "", "uncertain login_page"),
        ("fell over", 500, JSON, NO, "uncertain busy"),
        ("B32 duplicate", 400, JSON, duplicate, "uncertain duplicate"),
        ("refused", 400, JSON, NO, "refused 1"),
        ("a 400 of a proxy", 400, HTML, "", "uncertain unexplained"),
        ("too many", 429, HTML, "", "later too_many"),
        ("too early", 425, HTML, "", "later busy"),
        ("which key", 403, JSON, NO, "later sign_in"),
        ("network asks for a login", 511, HTML, "", "later login_page"),
    ] {
        assert_eq!(word(&plain_item(), Job::Report, status, content_type, body), meaning, "{case}");
    }
}

#[test]
fn of_a_photo_a_part_counts_only_for_the_place_to_go_on() {
    let mut item = item();
    item.state = State::Received { proof: Proof::Number("1".into()), lost_there: false };
    let job = || Job::Media("slot-one".into());
    let uid = item.key().to_owned();
    let part = format!(r#"{{"uid":"{uid}","slot":"slot-one","received":70}}"#);
    let whole = format!(r#"{{"uid":"{uid}","slot":"slot-one","received":90,"complete":true}}"#);
    let other = format!(r#"{{"uid":"{uid}","slot":"slot-two","received":70}}"#);
    let receipt = format!(r#"{{"uid":"{uid}","missing_media":["slot-two"]}}"#);
    let missing = format!(r#"{{"uid":"{uid}","missing_media":["slot-one"]}}"#);
    let damaged = r#"[{"code":422,"description":"no","extensions":{"tanggap":{"field":"media.slot-one","rule":"hash"}}}]"#;
    for (case, status, body, meaning) in [
        ("a piece", 202, part.as_str(), "photopart(70)"),
        ("a piece that begins elsewhere", 409, &part, "photopart(70)"),
        ("asked", 200, &part, "photopart(70)"),
        ("asked, and all there", 200, &whole, "photothere"),
        ("the last piece", 200, &receipt, "photothere"),
        ("a receipt that misses it", 200, &missing, "later no_proof"),
        ("another photo's progress", 202, &other, "later no_proof"),
        ("in flight", 409, NO, "later in_flight"),
        ("too large", 413, NO, "toolarge"),
        ("damaged on its way", 422, damaged, "photopart(0)"),
        ("not a photo", 422, NO, "refused 1"),
        ("no such report", 404, NO, "absent"),
        ("erased", 410, NO, "erased"),
    ] {
        assert_eq!(word(&item, job(), status, JSON, body), meaning, "{case}");
    }
    assert_eq!(word(&item, job(), 202, HTML, &part), "later login_page");
}

#[test]
fn what_never_left_is_certain_and_silence_is_not() {
    for (item, fault, verdict) in [
        (item(), SendFault::NotSent, Verdict::Later(Reason::NoNetwork, None)),
        (item(), SendFault::Ambiguous, Verdict::Later(Reason::NoAnswer, None)),
        (plain_item(), SendFault::NotSent, Verdict::Later(Reason::NoNetwork, None)),
        (plain_item(), SendFault::Ambiguous, Verdict::Uncertain(Reason::NoAnswer)),
    ] {
        assert_eq!(judge(&item, &Job::Report, &Err(fault)), verdict);
    }
}

#[test]
fn every_reason_has_a_word_of_its_own() {
    for reason in [Reason::NoNetwork, Reason::SignIn, Reason::Busy(503), Reason::Unexplained(418)] {
        let (word, status) = reason.word();
        assert_eq!(Reason::from_word(word, status.unwrap_or(0)), Some(reason));
    }
}

//! What a person is told has changed, what an answer may overwrite, and how often is asked.

use super::*;
use crate::{instant::parse_day, ports::Record, status::Status};
use serde_json::{Value, json};
use time::{Date, UtcOffset};

const GOLDEN: &str = include_str!("../../../../tests/fixtures/stored-v1/followed.json");
const NOW: i64 = 1_795_538_700;

fn request(status: &str, desk: &str, waiting: bool) -> String {
    json!([{"service_request_id": "482719305543", "status": "open", "extended_attributes": {"tanggap": {
        "status": status, "desk": desk, "waiting_for_reporter": waiting,
        "clock": {"id": "simple", "name": "S", "days": 5, "day": 2, "due": "2026-11-30"}}}}])
    .to_string()
}

fn timeline(updates: &[(&str, &str)]) -> String {
    let update = |(id, note): &(&str, &str)| json!({"update_id": id, "status": "open", "description": note});
    serde_json::Value::from(updates.iter().map(update).collect::<Vec<_>>()).to_string()
}

fn take(followed: &mut Followed, request: &str, updates: &str, now_s: i64) {
    let outcome = Outcome::Answered {
        request: Some((request.as_bytes(), Some("\"a\""))),
        updates: Some((updates.as_bytes(), None)),
    };
    followed.take(outcome, now_s);
}

fn day(text: &str) -> Date {
    parse_day(text).unwrap()
}

/// Followed and looked at: in progress, two updates.
fn looked_at() -> Followed {
    let mut followed = Followed::new("482719305543", "", NOW);
    let updates = timeline(&[("1", "Seen"), ("2", "Soon")]);
    take(&mut followed, &request("in_progress", "aspirasi", false), &updates, NOW);
    followed.look(day("2026-11-27"), UtcOffset::UTC);
    followed
}

#[test]
fn what_changed_since_the_last_look_is_told_and_looking_ends_it() {
    use Direction::{Back, Forward, Sideways};
    let status = |from, to, direction| Change::Status { from, to, direction };
    let desk = || Change::Desk { from: "aspirasi".into(), to: "polresta".into() };
    let both = timeline(&[("1", "Seen"), ("2", "Soon")]);
    let working = || Status::InProgress;
    for (told, updates, today, expected) in [
        (request("in_progress", "aspirasi", false), both.clone(), "2026-11-30", vec![]),
        (
            request("answered", "aspirasi", false),
            both.clone(),
            "2026-12-01",
            vec![status(working(), Status::Answered, Forward)],
        ),
        (
            request("verified", "aspirasi", false),
            both.clone(),
            "2026-11-28",
            vec![status(working(), Status::Verified, Back)],
        ),
        (
            request("referred", "polresta", true),
            both.clone(),
            "2026-12-01",
            vec![
                Change::QuestionOpened,
                status(working(), Status::Referred, Sideways),
                Change::ClockLapsed,
                desk(),
            ],
        ),
        (
            request("Antre", "", false),
            both,
            "2026-11-28",
            vec![status(working(), Status::Other("Antre".into()), Sideways)],
        ),
        (
            request("in_progress", "aspirasi", false),
            timeline(&[("1", "Seen, and edited"), ("3", "New")]),
            "2026-11-28",
            vec![
                Change::EditedUpdate("1".into()),
                Change::NewUpdate("3".into()),
                Change::RemovedUpdate("2".into()),
            ],
        ),
    ] {
        let mut followed = looked_at();
        take(&mut followed, &told, &updates, NOW + 60);
        assert_eq!(followed.changes(day(today), UtcOffset::UTC), expected, "{told}");
        followed.look(day(today), UtcOffset::UTC);
        assert!(followed.changes(day(today), UtcOffset::UTC).is_empty());
    }
    let mut reopened = looked_at();
    take(&mut reopened, &request("closed", "aspirasi", false), "[]", NOW);
    reopened.look(day("2026-11-27"), UtcOffset::UTC);
    take(&mut reopened, &request("reopened", "aspirasi", false), "[]", NOW);
    let back = vec![status(Status::Closed, Status::Reopened, Back)];
    assert_eq!(reopened.changes(day("2026-11-27"), UtcOffset::UTC), back);
    assert!(Followed::new("1", "", 0).changes(day("2026-11-27"), UtcOffset::UTC).is_empty());
}

#[test]
fn no_answer_and_no_other_reports_answer_overwrites_what_is_known() {
    let other = request("closed", "x", false).replace("482719305543", "100000000093");
    for body in [other.as_str(), "<html>", "[]", "{", r#"{"errors":[]}"#] {
        let mut followed = looked_at();
        take(&mut followed, body, "[]", NOW + 60);
        let known = followed.known(NOW + 90, UtcOffset::UTC).unwrap();
        assert_eq!(
            (known.tracked.status, known.updates.len(), known.age_s),
            (Status::InProgress, 2, Some(90))
        );
        assert_eq!((followed.tries.failures, followed.changed_at), (1, Some(NOW)), "{body}");
    }
    let mut followed = looked_at();
    take(&mut followed, &request("closed", "aspirasi", false), "<html>", NOW + 60);
    let known = followed.known(NOW, UtcOffset::UTC).unwrap();
    assert_eq!((known.tracked.status, known.updates.len()), (Status::Closed, 2), "the old timeline stays");
    assert_eq!(known.age_s, None, "a clock that was set back knows no age");
    followed.take(Outcome::Unknown, NOW + 120);
    assert!(followed.unknown && followed.known(NOW + 120, UtcOffset::UTC).is_some());
    followed.take(Outcome::Answered { request: None, updates: None }, NOW + 180);
    assert_eq!((followed.unknown, followed.tries.failures, followed.changed_at), (false, 0, Some(NOW + 60)));
    let mut nothing = Followed::new("1", "", NOW);
    nothing.take(Outcome::Answered { request: None, updates: None }, NOW);
    assert_eq!(nothing.tries.failures, 1, "not changed, but there was nothing");
}

#[test]
fn what_is_shown_is_as_old_as_the_last_answer_about_it() {
    let age = |followed: &Followed, now_s: i64| followed.known(now_s, UtcOffset::UTC).unwrap().age_s;
    let again = |followed: Followed| read(&write_followed(&followed).text).unwrap();
    let mut followed = looked_at();
    followed.take(Outcome::Answered { request: None, updates: None }, NOW + 60);
    assert_eq!(age(&followed, NOW + 90), Some(30), "what has not changed was told again");
    for now_s in [NOW + 3_600, NOW + 7_200] {
        followed.take(Outcome::Unknown, now_s);
        followed = again(followed);
        assert_eq!(
            (age(&followed, now_s), followed.as_of()),
            (Some((now_s - NOW - 60) as u64), Some(NOW + 60))
        );
        assert_eq!((followed.tries.succeeded, followed.tries.failures), (Some(now_s), 0), "it did answer");
    }
    followed.take(Outcome::Failed { retry_after_s: None }, NOW + 7_300);
    assert_eq!(followed.as_of(), Some(NOW + 60));
    followed.take(Outcome::Answered { request: None, updates: None }, NOW + 7_400);
    assert_eq!((age(&followed, NOW + 7_400), followed.unknown), (Some(0), false), "and it is there again");
    assert_eq!(Followed::new("1", "", NOW).as_of(), None);
}

#[test]
fn what_an_app_before_kept_is_never_shown_younger_than_it_is() {
    let mut old = read(GOLDEN).unwrap();
    assert_eq!((old.told_at, old.as_of()), (None, Some(1_795_538_626)));
    old.take(Outcome::Unknown, NOW);
    assert_eq!(old.as_of(), Some(1_795_538_626));
    let unknown = GOLDEN.replace("\"failures\": 1", "\"failures\": 0, \"unknown\": true");
    let unknown = unknown.replace("\"succeeded\": 1795538626", "\"succeeded\": 1795539999");
    assert_eq!(read(&unknown).unwrap().as_of(), Some(1_795_538_626), "the last change");
}

#[test]
fn what_moves_is_asked_often_what_rests_seldom_and_what_fails_less_and_less() {
    let due = |followed: &Followed, now_s: i64| followed.due_in_s(now_s, UtcOffset::UTC);
    assert_eq!(due(&Followed::new("1", "", NOW), NOW), 0);
    let settled = |status: &str, waiting, since: i64| {
        let mut followed = looked_at();
        take(&mut followed, &request(status, "aspirasi", waiting), "[]", NOW);
        followed.changed_at = Some(NOW - since);
        followed
    };
    for (followed, least) in [
        (settled("in_progress", false, 0), schedule::LIVELY_S),
        (settled("in_progress", false, 90_000), schedule::OPEN_S),
        (settled("in_progress", true, 90_000), schedule::LIVELY_S),
        (settled("closed", false, 0), schedule::SETTLED_S),
    ] {
        let wait = due(&followed, NOW);
        assert!((least..=least * 6 / 5).contains(&wait), "{wait} for {least}");
        assert_eq!(due(&followed, NOW + 60), wait - 60);
        assert_eq!(due(&followed, NOW + 100_000_000), 0);
        assert_eq!(due(&followed, NOW - 100_000_000), 0, "a clock that was set back holds nothing");
    }
    let mut failing = looked_at();
    for wait in [60, 120, 240, 480, 960, 1_920, 3_840, 7_680, 15_360, 21_600, 21_600] {
        failing.take(Outcome::Failed { retry_after_s: None }, NOW);
        assert_eq!(due(&failing, NOW), wait);
    }
    failing.tries.failures = 0;
    failing.take(Outcome::Failed { retry_after_s: Some(1_000_000) }, NOW);
    assert_eq!(due(&failing, NOW), 3_600, "an hour is the longest that a server may ask for");
}

fn read(text: &str) -> Option<Followed> {
    match read_followed(&Record { key: "482719305543".into(), rev: 3, text: text.into() }) {
        ReadFollowed::Followed(followed) => Some(*followed),
        _ => None,
    }
}

#[test]
fn the_golden_record_is_read_and_written_back_as_it_was() {
    let followed = read(GOLDEN).unwrap();
    let written = write_followed(&followed);
    let [before, after]: [Value; 2] = [GOLDEN, &written.text].map(|text| serde_json::from_str(text).unwrap());
    assert_eq!(before, after);
    assert_eq!((written.key.as_str(), written.rev), ("482719305543", 3));
    let changes = followed.changes(day("2026-12-01"), UtcOffset::UTC);
    assert_eq!(changes.len(), 3, "{changes:?}");
}

#[test]
fn whatever_is_missing_or_odd_the_number_is_still_followed() {
    let mut whole: Value = serde_json::from_str(GOLDEN).unwrap();
    let names: Vec<String> = whole.as_object().unwrap().keys().cloned().collect();
    for name in names.iter().filter(|name| !["schema_version", "number"].contains(&name.as_str())) {
        for odd in [Value::Null, Value::from(-7), json!(["x"]), json!({"body": 7})] {
            let kept = whole[name].take();
            whole[name] = odd;
            assert!(read(&whole.to_string()).is_some(), "{name}");
            whole[name] = kept;
        }
    }
    whole["a_newer_apps"] = json!({"own": 1});
    assert_eq!(
        serde_json::from_str::<Value>(&write_followed(&read(&whole.to_string()).unwrap()).text).unwrap(),
        whole
    );
    let newer = GOLDEN.replace("\"schema_version\": 1", "\"schema_version\": 2");
    let record = |text: &str| Record { key: "482719305543".into(), rev: 1, text: text.into() };
    assert!(matches!(read_followed(&record(&newer)), ReadFollowed::Newer));
    for damaged in ["{", "{}", "[]", &GOLDEN.replacen("482719305543", "100000000093", 1)] {
        assert!(matches!(read_followed(&record(damaged)), ReadFollowed::Broken), "{damaged}");
    }
}

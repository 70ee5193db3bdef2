//! The log is for people unless it is asked for as JSON; either way one event is one line.

use crate::{
    photo,
    program::{PROGRAM, Program, put_request},
    report,
};
use serde_json::{Value, json};
use std::{io::Read, process::Command};
use tanggap_core::instant::Instant;
use time::UtcOffset;

fn log(options: &[&str], environment: &[(&str, &str)]) -> Vec<String> {
    let program = Program::start_with(options, environment);
    program.get("/");
    program.get("/api/aspirasi/services.json");
    program.ask(put_request("/api/track", "{}").replacen("PUT", "CANARY", 1).as_bytes());
    let log = program.log();
    log.lines().map(str::to_owned).collect()
}

#[test]
fn by_default_it_is_lines_for_people() {
    let lines = log(&[], &[]);
    assert!(lines.len() >= 3, "{lines:?}");
    for line in &lines {
        let (time, rest) = line.split_once(' ').unwrap();
        assert!(Instant::parse(time, UtcOffset::UTC).is_some() && time.ends_with('Z'), "{line}");
        let (level, words) = rest.trim_start().split_once(' ').unwrap();
        assert!(["INFO", "WARN", "ERROR"].contains(&level), "{line}");
        assert!(words.starts_with(|first: char| first.is_ascii_lowercase()), "{line}");
        assert!(!line.contains('\u{1b}') && !line.contains("CANARY"), "{line}");
    }
    let of_services = lines.iter().find(|line| line.contains("services.json")).unwrap();
    for part in
        ["request", "method=\"GET\"", "route=\"/api/{desk}/services.json\"", "status=200", "duration_us="]
    {
        assert!(of_services.contains(part), "{of_services}");
    }
}

#[cfg(unix)]
#[test]
fn who_takes_the_log_and_reads_nothing_keeps_nobody_waiting() {
    let mut program = Program::start_unread(&["--limits", "off"]);
    // A pipe holds 64 KB: a thousand lines are more.
    for _ in 0..1_000 {
        assert!(program.get("/").starts_with("HTTP/1.1 200"));
    }
    let body = report::fresh();
    assert!(program.put(&report::path(&body), &body.to_string()).starts_with("HTTP/1.1 201"));
    let log = program.child.stderr.take();
    assert!(program.terminate().0, "nor does it hold up the end");
    let mut told = Vec::new();
    log.unwrap().read_to_end(&mut told).unwrap();
    assert!(told.len() > 60_000, "the pipe was full but for less than a line: {}", told.len());
}

#[test]
fn by_a_switch_or_a_variable_it_is_json() {
    let variable = [("TANGGAP_LOG_FORMAT", "json")];
    for lines in [log(&["--log", "json"], &[]), log(&[], &variable)] {
        for line in &lines {
            let event: Value = serde_json::from_str(line).unwrap();
            assert!(event["level"].is_string() && event["message"].is_string(), "{line}");
        }
        assert!(
            lines.iter().any(|line| line.contains("\"route\":\"/api/{desk}/services.json\"")),
            "{lines:?}"
        );
    }
    let both = log(&["--log", "text"], &variable);
    assert!(!both[0].starts_with('{'), "what is typed counts: {both:?}");
    let wrong = Command::new(PROGRAM).arg("serve").env("TANGGAP_LOG_FORMAT", "xml").output().unwrap();
    assert!(!wrong.status.success() && String::from_utf8(wrong.stderr).unwrap().contains("text, json"));
}

#[test]
fn photos_that_find_no_room_are_one_warning_however_many_they_are() {
    let program = Program::start(&["--limits", "off", "--max-database", "1"]);
    let picture = photo::noise();
    let hash = photo::sha256(&picture);
    let mut refused = 0;
    while refused < 20 {
        let mut body = report::fresh();
        body["media"] = json!([photo::claim("some-slot", &picture)]);
        assert!(program.put(&report::path(&body), &body.to_string()).starts_with("HTTP/1.1 201"));
        let head = format!(
            "PUT {}/media/some-slot HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: image/png\r\n\
             X-Content-SHA256: {hash}\r\nContent-Length: {}\r\n\r\n",
            report::path(&body),
            picture.len()
        );
        let answer = program.ask(&[head.as_bytes(), &picture].concat());
        refused += u32::from(answer.starts_with("HTTP/1.1 507"));
    }
    let log = program.log();
    let of_photos = log.lines().filter(|line| line.contains("/media/{slot}") && !line.contains("status=201"));
    assert_eq!(of_photos.count(), 0, "{log}");
    let warnings: Vec<_> = log.lines().filter(|line| line.contains("the room of words")).collect();
    assert!(
        warnings.len() == 1 && warnings[0].contains(" WARN ") && warnings[0].contains("count=1"),
        "{log}"
    );
}

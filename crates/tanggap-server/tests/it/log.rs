//! The log is for people unless it is asked for as JSON; either way one event is one line.

use crate::program::{PROGRAM, Program, put_request};
use serde_json::Value;
use std::{fs, process::Command};
use tanggap_core::instant::Instant;
use time::UtcOffset;

fn log(options: &[&str], environment: &[(&str, &str)]) -> Vec<String> {
    let program = Program::start_with(options, environment);
    program.get("/");
    program.get("/api/aspirasi/services.json");
    program.ask(put_request("/api/track", "{}").replacen("PUT", "CANARY", 1).as_bytes());
    let log = fs::read_to_string(program.folder.path().join("log")).unwrap();
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

//! An administrator who moves, removes and mixes up files under a server that runs.

use crate::{
    openapi::check,
    program::{PROGRAM, Program, run},
    report,
    town::write_dist,
};
use serde_json::Value;
use std::{fs, path::Path, process::Command};

fn said(arguments: &[&str], data: &Path) -> (bool, String) {
    let output = run(arguments, data);
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    (output.status.success(), said)
}

fn sent(program: &Program) -> String {
    let body = report::fresh();
    program.put(&report::path(&body), &body.to_string())
}

#[cfg(unix)]
#[test]
fn a_server_whose_database_or_lock_was_taken_away_keeps_nothing_and_says_so() {
    let program = Program::start(&[]);
    let data = program.folder.path().join("data");
    assert!(sent(&program).starts_with("HTTP/1.1 201"));
    for name in ["tanggap.sqlite", "lock"] {
        fs::rename(data.join(name), data.join("away")).unwrap();
        let refused = sent(&program);
        assert!(
            refused.starts_with("HTTP/1.1 503") && refused.contains("\r\nretry-after: "),
            "{name}: {refused}"
        );
        let health = program.get("/healthz");
        assert!(health.starts_with("HTTP/1.1 503"), "{name}: {health}");
        let health: Value = serde_json::from_str(health.split_once("\r\n\r\n").unwrap().1).unwrap();
        assert_eq!(
            (&health["status"], &health["reason"]),
            (&"cannot_write".into(), &"moved".into()),
            "{name}"
        );
        check("/healthz", "get", 503, &health);
        fs::rename(data.join("away"), data.join(name)).unwrap();
        assert!(sent(&program).starts_with("HTTP/1.1 201"), "{name} is back");
    }
}

#[cfg(unix)]
#[test]
fn a_restore_sees_a_server_whose_lock_somebody_has_removed() {
    let program = Program::start(&[]);
    let data = program.folder.path().join("data");
    assert!(sent(&program).starts_with("HTTP/1.1 201"));
    let file = program.folder.path().join("backup");
    assert!(said(&["backup", file.to_str().unwrap()], &data).0);
    fs::remove_file(data.join("lock")).unwrap();
    let before = fs::read(data.join("tanggap.sqlite")).unwrap();
    let (well, told) = said(&["restore", file.to_str().unwrap()], &data);
    assert!(!well && told.contains("is in use, though nobody holds the folder's lock"), "{told}");
    assert!(fs::read(data.join("tanggap.sqlite")).unwrap() == before);
    let (_, folder) = program.terminate();
    let (well, told) = said(&["restore", file.to_str().unwrap()], &data);
    assert!(well, "{told}");
    drop(folder);
}

#[test]
fn beside_a_running_server_no_other_rules_hold() {
    let program = Program::start(&[]);
    let (folder, data) = (program.folder.path(), program.folder.path().join("data"));
    let body = report::fresh();
    assert!(program.put(&report::path(&body), &body.to_string()).starts_with("HTTP/1.1 201"));
    let ticket = body["ticket"].as_str().unwrap();
    // The same portal, but for what the police is.
    let (ours, others) = (folder.join("dist"), folder.join("others"));
    write_dist(&others, "/");
    let config = fs::read_to_string(others.join("config.json")).unwrap();
    let changed = config.replacen("\"police\"", "\"city\"", 1);
    assert_ne!(config, changed);
    fs::write(others.join("config.json"), &changed).unwrap();
    let others = others.to_str().unwrap();
    let (well, told) = said(&["publish", ticket, "--dist", others], &data);
    assert!(!well && told.contains("a server runs in this data folder"), "{told}");
    assert!(told.contains(others) && told.contains(ours.to_str().unwrap()), "both are named: {told}");
    let second = |dist: &str| {
        let mut command = Command::new(PROGRAM);
        command.args(["serve", "--port", "0", "--dist", dist, "--data"]).arg(&data);
        command.output().unwrap()
    };
    let refused = second(others);
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success() && told.contains("a server runs in this data folder"), "{told}");
    assert!(said(&["publish", ticket], &data).0, "which files were served is not overwritten");
    // The files of the server itself change under it.
    fs::write(ours.join("config.json"), &changed).unwrap();
    let (well, told) = said(&["unpublish", ticket], &data);
    assert!(!well && told.contains("have changed since the server began"), "{told}");
    let (_, folder) = program.terminate();
    assert!(said(&["unpublish", ticket], &data).0, "no server runs, so the files say what holds");
    drop(folder);
}

//! `backup` and `restore` as an operator types them: beside a server that takes reports, and after it has died.

use crate::{
    program::{PROGRAM, Program, put_request, run},
    report,
};
use serde_json::Value;
use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    process::Command,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

fn said(arguments: &[&str], data: &Path) -> (bool, String) {
    let output = run(arguments, data);
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    (output.status.success(), said)
}

fn status(answer: &str) -> &str {
    answer.get(9..12).unwrap_or_default()
}

/// Starts in a folder where it should not, and hands back what it said.
fn refused_start(folder: &Path) -> String {
    let mut command = Command::new(PROGRAM);
    command.args(["serve", "--port", "0", "--dist"]).arg(folder.join("dist"));
    let output = command.arg("--data").arg(folder.join("data")).output().unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_backup_beside_a_writing_server_has_every_report_that_was_answered_before_it() {
    let program = Program::start(&["--limits", "off"]);
    let (port, data) = (program.port, program.folder.path().join("data"));
    let file = program.folder.path().join("backup");
    let sent: Mutex<Vec<(Value, String)>> = Mutex::default();
    let (stop, mut before) = (AtomicBool::new(false), 0);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    let body = report::fresh();
                    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
                    stream
                        .write_all(put_request(&report::path(&body), &body.to_string()).as_bytes())
                        .unwrap();
                    let mut answer = String::new();
                    stream.read_to_string(&mut answer).unwrap();
                    assert_eq!(status(&answer), "201", "{answer}");
                    let receipt = answer.split_once("\r\n\r\n").unwrap().1.to_owned();
                    sent.lock().unwrap().push((body, receipt));
                }
            });
        }
        while sent.lock().unwrap().len() < 100 {
            thread::yield_now();
        }
        before = sent.lock().unwrap().len();
        let (well, told) = said(&["backup", file.to_str().unwrap()], &data);
        stop.store(true, Ordering::Relaxed);
        assert!(well && told.contains("It was read again and is whole") && told.contains("pepper"), "{told}");
    });
    let (well, told) = said(&["backup", file.to_str().unwrap()], &data);
    assert!(!well && told.contains("is there already"), "{told}");
    let (_, folder) = program.terminate();
    let (well, told) = said(&["restore", file.to_str().unwrap()], &data);
    assert!(well && told.contains("nothing was erased since the backup"), "{told}");
    let again = Program::start_in(folder, &["--limits", "off"]);
    let sent = sent.into_inner().unwrap();
    for (body, receipt) in &sent[..before] {
        let answer = again.put(&report::path(body), &body.to_string());
        assert!(status(&answer) == "200" && answer.ends_with(receipt.as_str()), "{answer}");
    }
    for (body, _) in &sent[before..] {
        let answer = again.put(&report::path(body), &body.to_string());
        assert!(["200", "201"].contains(&status(&answer)), "what came in later can be sent again: {answer}");
    }
}

#[test]
fn an_operator_is_told_what_is_gone_what_stays_erased_and_who_is_in_the_way() {
    let program = Program::start(&[]);
    let data = program.folder.path().join("data");
    let file = program.folder.path().join("backup");
    let bodies: Vec<_> = (0..4).map(|_| report::fresh()).collect();
    let send = |program: &Program, n: usize| program.put(&report::path(&bodies[n]), &bodies[n].to_string());
    let erase = |n: usize| said(&["erase", "--uid", bodies[n]["uid"].as_str().unwrap()], &data).0;
    assert_eq!([status(&send(&program, 0)), status(&send(&program, 1))], ["201", "201"]);
    assert!(said(&["backup", file.to_str().unwrap()], &data).0);
    assert_eq!([status(&send(&program, 2)), status(&send(&program, 3))], ["201", "201"]);
    assert!(erase(1) && erase(2));
    let (well, told) = said(&["restore", file.to_str().unwrap()], &data);
    assert!(!well && told.contains("is in use: first end tanggap-server serve (process "), "{told}");
    let (_, folder) = program.terminate();

    // By hand, as nobody should: the server does not start with it.
    fs::rename(data.join("tanggap.sqlite"), data.join("kept")).unwrap();
    fs::copy(&file, data.join("tanggap.sqlite")).unwrap();
    let told = refused_start(folder.path());
    assert!(told.contains("is a backup that was copied here"), "{told}");
    fs::rename(data.join("kept"), data.join("tanggap.sqlite")).unwrap();

    let log = data.join("erased.log");
    fs::rename(&log, folder.path().join("away")).unwrap();
    let (well, told) = said(&["restore", file.to_str().unwrap()], &data);
    assert!(!well && told.contains("what was erased since would come back"), "{told}");
    let away = folder.path().join("away");
    let restore = ["restore", file.to_str().unwrap(), "--erasures", away.to_str().unwrap()];
    let right = fs::read(data.join("pepper")).unwrap();
    fs::write(data.join("pepper"), "ab".repeat(32)).unwrap();
    let (well, told) = said(&restore, &data);
    assert!(!well && told.contains("not the pepper") && told.contains("--accept-lost-keys"), "{told}");
    fs::write(data.join("pepper"), right).unwrap();
    let (well, told) = said(&restore, &data);
    for part in [
        "reports: 1.\n",
        "Erased again: 2, all that the erasures log has until ",
        "tanggap-before-restore-",
        "Reports of it that the backup lacks: 1.",
        "serve --erasures-to ",
    ] {
        assert!(well && told.contains(part), "{part}: {told}");
    }
    let program = Program::start_in(folder, &[]);
    let answers: Vec<_> = (0..4).map(|n| send(&program, n)).collect();
    let answers: Vec<_> = answers.iter().map(|answer| status(answer)).collect();
    assert_eq!(answers, ["200", "410", "410", "201"]);
    let asked = program.get(&report::path(&bodies[2]));
    assert_eq!(status(&asked), "410", "{asked}");
}

#[test]
fn an_old_copy_under_the_log_of_a_killed_server_takes_no_report() {
    let mut program = Program::start(&["--limits", "off"]);
    let data = program.folder.path().join("data");
    // Closed again beside the server: whoever closes last writes the log back.
    let write_back = || {
        let database = rusqlite::Connection::open(data.join("tanggap.sqlite")).unwrap();
        database.query_row("pragma wal_checkpoint(restart)", [], |row| row.get::<_, bool>(0)).unwrap();
    };
    let send = |program: &Program, reports: usize| {
        for _ in 0..reports {
            let body = report::fresh();
            assert_eq!(status(&program.put(&report::path(&body), &body.to_string())), "201");
        }
    };
    send(&program, 30);
    write_back();
    // A copy of the bare file, as an operator makes it: an unmarked database.
    let copy = fs::read(data.join("tanggap.sqlite")).unwrap();
    send(&program, 60);
    write_back();
    send(&program, 20);
    program.child.kill().unwrap();
    program.child.wait().unwrap();
    let log = fs::read(data.join("tanggap.sqlite-wal")).unwrap();
    assert!(!log.is_empty());
    fs::write(data.join("tanggap.sqlite"), &copy).unwrap();
    let told = refused_start(program.folder.path());
    assert!(
        told.contains("is damaged, and nothing was changed") && told.contains("tanggap.sqlite-wal away"),
        "{told}"
    );
    assert!(fs::read(data.join("tanggap.sqlite")).unwrap() == copy, "nothing is taken in from the log");
    fs::rename(data.join("tanggap.sqlite-wal"), data.join("away")).unwrap();
    let folder = std::mem::replace(&mut program.folder, tempfile::tempdir().unwrap());
    let again = Program::start_in(folder, &[]);
    send(&again, 1);
}

#[test]
fn what_was_taken_back_from_the_public_or_turned_out_to_be_conduct_since_the_backup_stays_so() {
    let program = Program::start(&[]);
    let (folder, data) = (program.folder.path(), program.folder.path().join("data"));
    let file = folder.join("backup");
    let bodies: Vec<_> = (0..5).map(|_| report::fresh()).collect();
    let ticket = |place: usize| bodies[place]["ticket"].as_str().unwrap();
    for body in &bodies {
        assert_eq!(status(&program.put(&report::path(body), &body.to_string())), "201");
        assert!(said(&["publish", body["ticket"].as_str().unwrap()], &data).0);
    }
    assert!(said(&["update", ticket(3), "--to-desk", "polresta"], &data).0);
    assert!(said(&["backup", file.to_str().unwrap()], &data).0);
    for command in [
        &["unpublish", ticket(0)][..],
        &["redact", ticket(1), "--hide-position"],
        &["reclassify", ticket(3), "--kind", "police-conduct", "--to-desk", "pengawasan"],
        &["reclassify", ticket(4), "--kind", "police-conduct", "--to-desk", "pengawasan"],
        &["reclassify", ticket(4), "--kind", "complaint", "--as", "pengawasan"],
    ] {
        let (well, told) = said(command, &data);
        assert!(well, "{command:?}: {told}");
    }
    let (_, folder) = program.terminate();
    let (well, told) = said(&["restore", file.to_str().unwrap()], &data);
    assert!(well && told.contains("by the erasures log, and not in the backup: 2"), "{told}");
    assert!(told.contains("decided since the backup: 2"), "{told}");
    let program = Program::start_in(folder, &[]);
    for (place, is_public) in [(0, false), (1, false), (2, true), (3, false), (4, false)] {
        let found = program.get(&format!("/api/requests/{}.json", ticket(place)));
        assert_eq!(found.contains("\"description\""), is_public, "{place}: {found}");
    }
    assert_eq!(status(&program.get(&format!("/api/polresta/requests/{}.json", ticket(3)))), "404");
    let (well, told) = said(&["publish", ticket(4)], &data);
    assert!(!well && told.contains("never made public"), "what was about conduct stays so: {told}");
    let of_conduct = program.get(&format!("/api/requests/{}.json", ticket(3)));
    assert!(of_conduct.contains("\"desk\":\"pengawasan\""), "{of_conduct}");
    // Without the old database nobody knows all; what an earlier restore has set aside tells a part.
    let (_, folder) = program.terminate();
    fs::write(data.join("tanggap.sqlite"), "SQLite format 3\0 and then nothing").unwrap();
    let (well, told) = said(&["restore", file.to_str().unwrap()], &data);
    assert!(well && told.contains("NOT KNOWN: what was unpublished") && told.contains("then: 1"), "{told}");
    drop(folder);
}

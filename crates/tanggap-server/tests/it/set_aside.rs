//! What `restore` has set aside holds what is erased later: that is told until it is gone.

use crate::{
    program::{Program, run},
    report,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

fn said(arguments: &[&str], data: &Path) -> String {
    let output = run(arguments, data);
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    assert!(output.status.success(), "{arguments:?}: {said}");
    said
}

fn set_aside(data: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(data).unwrap().map(|file| file.unwrap().path());
    files.filter(|file| file.display().to_string().contains("tanggap-before-restore-")).collect()
}

#[test]
fn a_start_and_each_erasing_name_the_databases_from_before_a_restore() {
    let program = Program::start(&[]);
    let bodies = [report::fresh(), report::fresh()];
    for body in &bodies {
        assert!(program.put(&report::path(body), &body.to_string()).starts_with("HTTP/1.1 201"));
    }
    let [first, second] = bodies.map(|body| body["ticket"].as_str().unwrap().to_owned());
    let (data, backup) = (program.folder.path().join("data"), program.folder.path().join("backup"));
    let told = said(&["erase", "--ticket", &first], &data);
    assert!(!told.contains("before a restore"), "there is none: {told}");
    said(&["backup", backup.to_str().unwrap()], &data);
    let (_, folder) = program.terminate();
    said(&["restore", backup.to_str().unwrap()], &data);
    let old = set_aside(&data);
    assert!(!old.is_empty());
    let again = Program::start_in(folder, &[]);
    let log = || again.log();
    let erased = said(&["erase", "--ticket", &second], &data);
    let retention = said(&["retention"], &data);
    for (what, told) in [("the start", log()), ("erase", erased), ("retention", retention)] {
        assert!(told.contains("before a restore still hold"), "{what}: {told}");
        for file in &old {
            assert!(told.contains(&file.display().to_string()), "{what}: {told}");
        }
    }
    let (_, folder) = again.terminate();
    old.iter().for_each(|file| fs::remove_file(file).unwrap());
    let clean = Program::start_in(folder, &[]);
    let log = clean.log();
    assert!(!log.contains("before a restore"), "{log}");
}

#[test]
fn a_restore_that_was_cut_off_reads_them_when_it_is_done_again() {
    let program = Program::start(&[]);
    let body = report::fresh();
    assert!(program.put(&report::path(&body), &body.to_string()).starts_with("HTTP/1.1 201"));
    let ticket = body["ticket"].as_str().unwrap();
    let (data, backup) = (program.folder.path().join("data"), program.folder.path().join("backup"));
    said(&["publish", ticket], &data);
    said(&["backup", backup.to_str().unwrap()], &data);
    said(&["unpublish", ticket], &data);
    let (_, folder) = program.terminate();
    let restore = ["restore", backup.to_str().unwrap()];
    said(&restore, &data);
    let [old] = set_aside(&data).try_into().unwrap();
    // As it is between the exchange and the last step.
    let database = rusqlite::Connection::open(data.join("tanggap.sqlite")).unwrap();
    database.pragma_update(None, "application_id", 0x5447_4142).unwrap();
    drop(database);
    let refused = run(&["reports"], &data);
    assert!(!refused.status.success());
    let refused = String::from_utf8(refused.stderr).unwrap();
    assert!(refused.contains("a restore that was cut off") && refused.contains("restore FILE"), "{refused}");
    let told = said(&restore, &data);
    for part in [
        "decided since the backup: 1.".to_owned(),
        "A restore that was cut off, or a backup".to_owned(),
        format!("had set aside: {}. The backup has all reports of it.", old.display()),
    ] {
        assert!(told.contains(&part), "{part}: {told}");
    }
    let again = Program::start_in(folder, &[]);
    let shown = again.get(&format!("/api/requests/{ticket}.json"));
    assert!(!shown.contains("\"description\""), "{shown}");
}

//! A report that turns out to be about police conduct while the disk is full: that protects somebody, so it is done then as well,
//! and nothing that it leaves stops a start or a command. What finds no room at all leaves nothing.

use super::*;
use std::{fs::File, path::Path};

fn said(arguments: &[&str], data: &Path) -> (bool, String) {
    let output = run(arguments, data);
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    (output.status.success(), said)
}

fn ticket(body: &Value) -> &str {
    body["ticket"].as_str().unwrap()
}

fn becomes_conduct(body: &Value, data: &Path) -> (bool, String) {
    said(&["reclassify", ticket(body), "--kind", "police-conduct", "--to-desk", "pengawasan"], data)
}

fn is_oversights(body: &Value, data: &Path) {
    let (well, told) = said(&["show", ticket(body), "--as", "pengawasan"], data);
    assert!(well, "{told}");
    assert!(!said(&["show", ticket(body), "--as", "aspirasi"], data).0);
}

/// Without an end, or after a good one, into the same folder.
fn end(mut program: Program, is_killed: bool) -> TempDir {
    if !is_killed {
        return program.terminate().1;
    }
    program.child.kill().unwrap();
    program.child.wait().unwrap();
    std::mem::replace(&mut program.folder, tempfile::tempdir().unwrap())
}

#[test]
fn what_turns_out_to_be_conduct_on_a_full_disk_is_oversights_before_and_after_a_start() {
    for is_killed in [false, true] {
        let Some(disk) = Disk::mount(40) else { return };
        let program = Program::start_in(folder(&disk), &["--limits", "off"]);
        let (data, bodies) = (data(&program), [(); 6].map(|()| kept(&program)));
        for published in [1, 4] {
            assert!(said(&["publish", ticket(&bodies[published])], &data).0);
        }
        assert!(said(&["merge", ticket(&bodies[5]), "--into", ticket(&bodies[1])], &data).0);
        disk.fill();
        for body in &bodies[..2] {
            let (well, told) = becomes_conduct(body, &data);
            assert!(well, "{told}");
            is_oversights(body, &data);
        }
        is_oversights(&bodies[5], &data);
        let (is_done, told) = said(&["reclassify", ticket(&bodies[4]), "--kind", "complaint"], &data);
        assert!(is_done, "what hides it is done: {told}");
        let hidden = program.get(&format!("/api/requests/{}.json", ticket(&bodies[4])));
        assert!(!hidden.contains("\"description\""), "{hidden}");
        assert!(said(&["reports"], &data).0 && well(&erase(&program, &bodies[2])));
        let logged = erasures::read(&data.join("erased.log")).unwrap().unwrap().lines;
        let decided: Vec<_> = logged.iter().map(|line| line.decision).collect();
        assert_eq!(
            decided,
            [Decision::Conduct, Decision::Conduct, Decision::Conduct, Decision::Erased],
            "each once"
        );
        let kept_in = end(program, is_killed);
        disk.fill();
        let program = Program::start_in(kept_in, &["--limits", "off"]);
        bodies[..2].iter().for_each(|body| is_oversights(body, &super::data(&program)));
        assert_eq!(put(&program, &bodies[2]), "410");
        reads_and_refuses(&program, &bodies[3]);
    }
}

#[test]
fn a_log_that_knows_more_than_the_database_is_done_on_a_full_disk_by_the_first_command_and_the_start() {
    let Some(disk) = Disk::mount(400) else { return };
    let program = Program::start_in(folder(&disk), &["--limits", "off"]);
    let bodies = [(); 14].map(|()| kept(&program));
    let (_, folder) = program.terminate();
    let (data, log) = (folder.path().join("data"), folder.path().join("data/erased.log"));
    largest::enlarge(&data.join("tanggap.sqlite"), 1);
    let database = rusqlite::Connection::open(data.join("tanggap.sqlite")).unwrap();
    database.execute("update reports set body = zeroblob(100000) where id > 1", []).unwrap();
    drop(database);
    let mut told = erasures::read(&log).unwrap().unwrap();
    for (place, body) in bodies[..13].iter().enumerate() {
        let decision = if place == 0 { Decision::Erased } else { Decision::Conduct };
        let uids = vec![body["uid"].as_str().unwrap().to_owned()];
        told.lines.push(Line { id: place as u64 + 1, at: 0, uids, decision });
    }
    erasures::replace(&log, &told).unwrap();
    disk.fill();
    let (well, listed) = said(&["reports"], &data);
    assert!(well, "{listed}");
    disk.fill();
    let program = Program::start_in(folder, &["--limits", "off"]);
    assert_eq!(put(&program, &bodies[0]), "410");
    for body in &bodies[1..13] {
        let told = program.get(&format!("/api/requests/{}.json", ticket(body)));
        assert!(told.contains("\"desk\":\"pengawasan\""), "{told}");
    }
    assert_eq!(put(&program, &bodies[13]), "200");
}

#[test]
fn a_reclassifying_that_finds_no_room_at_all_leaves_nothing_that_is_done_later() {
    let Some(disk) = Disk::mount(40) else { return };
    let program = Program::start_in(folder(&disk), &["--limits", "off"]);
    let (data, body) = (data(&program), kept(&program));
    let (_, folder) = program.terminate();
    disk.fill();
    // As if somebody else had taken all of it but for what an opening takes.
    File::options().write(true).open(data.join("ballast")).unwrap().set_len(0).unwrap();
    disk.fill_but_for(48 << 10);
    let (well, told) = becomes_conduct(&body, &data);
    assert!(!well && told.contains("no room"), "{told}");
    assert_eq!(erasures::read(&data.join("erased.log")).unwrap().unwrap().lines, []);
    disk.empty();
    let program = Program::start_in(folder, &["--limits", "off"]);
    let (well, told) = said(&["show", ticket(&body), "--as", "aspirasi"], &data);
    assert!(well, "it is where it was: {told}");
    assert!(becomes_conduct(&body, &data).0);
    is_oversights(&body, &data);
    takes_again(&program);
}

#[test]
fn a_database_of_an_earlier_release_is_brought_to_this_one_on_a_full_disk() {
    let Some(disk) = Disk::mount(60) else { return };
    let program = Program::start_in(folder(&disk), &["--limits", "off"]);
    let bodies = [(); 40].map(|()| kept(&program));
    let (_, folder) = program.terminate();
    let path = folder.path().join("data/tanggap.sqlite");
    let database = rusqlite::Connection::open(&path).unwrap();
    for down in [
        include_str!("../../../migrations/0016_same_matter.down.sql"),
        include_str!("../../../migrations/0015_became_conduct.down.sql"),
    ] {
        database.execute_batch(down).unwrap();
    }
    database.pragma_update(None, "user_version", 14).unwrap();
    // Each of them is written once more by the migration.
    database.execute("update reports set body = zeroblob(100000), kind = 'police-conduct'", []).unwrap();
    drop(database);
    disk.fill();
    let program = Program::start_in(folder, &["--limits", "off"]);
    for body in &bodies {
        let told = program.get(&format!("/api/requests/{}.json", ticket(body)));
        assert!(told.contains("\"desk\":\"pengawasan\""), "{told}");
    }
}

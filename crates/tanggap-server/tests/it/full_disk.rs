//! A disk that is full to its last byte: what is there can be read and erased, what is new waits on the phones.

mod beside;
mod conduct;
mod largest;

use crate::{
    disk::Disk,
    photo,
    program::{Program, run},
    report,
    town::write_dist,
};
use serde_json::{Value, json};
use std::{
    fs,
    path::PathBuf,
    process::Output,
    time::{Duration, Instant},
};
use tanggap_server::erasures::{self, Decision, Line};
use tempfile::TempDir;

const SLOT: &str = "kQ3-vT8_xW2m";
const BALLAST: u64 = 14 << 20;
/// How long the server may take to notice that there is room again.
const PATIENCE: Duration = Duration::from_secs(20);

fn folder(disk: &Disk) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write_dist(&folder.path().join("dist"), "/");
    disk.hold_data_of(folder.path());
    folder
}

fn data(program: &Program) -> PathBuf {
    program.folder.path().join("data")
}

fn put(program: &Program, body: &Value) -> String {
    let answer = program.put(&report::path(body), &body.to_string());
    answer[9..12].to_owned()
}

fn kept(program: &Program) -> Value {
    let body = report::fresh();
    assert_eq!(put(program, &body), "201");
    body
}

fn erase(program: &Program, body: &Value) -> Output {
    run(&["erase", "--uid", body["uid"].as_str().unwrap()], &data(program))
}

fn well(output: &Output) -> bool {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    true
}

/// New reports are refused until there is room, and then taken without a restart.
fn takes_again(program: &Program) {
    let (body, begun) = (report::fresh(), Instant::now());
    loop {
        match put(program, &body).as_str() {
            "201" => break,
            "507" => assert!(begun.elapsed() < PATIENCE, "there is room, and nothing is taken"),
            other => panic!("{other}"),
        }
        std::thread::yield_now();
    }
    assert_eq!(fs::metadata(data(program).join("ballast")).unwrap().len(), BALLAST);
}

/// What holds on a full disk, whatever the server has been through.
fn reads_and_refuses(program: &Program, known: &Value) {
    let ticket = known["ticket"].as_str().unwrap();
    let health = program.get("/healthz");
    assert!(
        health.starts_with("HTTP/1.1 503") && health.contains("no_room"),
        "before anybody sends one: {health}"
    );
    for path in [format!("/api/requests/{ticket}.json"), report::path(known), "/api/stats.json".to_owned()] {
        let answer = program.get(&path);
        assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
    }
    assert_eq!(put(program, known), "200", "the receipt of a known report");
    for _ in 0..20 {
        assert_eq!(put(program, &report::fresh()), "507");
    }
    let listed = run(&["reports"], &data(program));
    assert!(well(&listed) && String::from_utf8_lossy(&listed.stdout).contains(ticket));
}

#[test]
fn on_a_full_disk_it_starts_reads_and_erases_and_goes_on_when_there_is_room() {
    let Some(disk) = Disk::mount(48) else { return };
    let program = Program::start_in(folder(&disk), &["--limits", "off"]);
    let (known, with_photo) = (kept(&program), {
        let picture = photo::noise();
        let mut body = report::fresh();
        body["media"] = json!([photo::claim(SLOT, &picture)]);
        assert_eq!(put(&program, &body), "201");
        body
    });
    let ticket = known["ticket"].as_str().unwrap();
    assert!(well(&run(&["publish", ticket], &data(&program))));
    // Full while it runs: nothing is given up for what is new.
    disk.fill();
    let mut filled = 0;
    // The log may have room of its own from before.
    while put(&program, &report::fresh()) == "201" {
        filled += 1;
        assert!(filled < 5_000);
    }
    reads_and_refuses(&program, &known);
    assert_eq!(fs::metadata(data(&program).join("ballast")).unwrap().len(), BALLAST);
    assert!(well(&run(&["unpublish", ticket], &data(&program))), "what must be hidden is hidden");
    assert!(!program.get(&format!("/api/requests/{ticket}.json")).contains("\"description\""));
    disk.fill();
    // Full at a start, after a good end and after none.
    let (ended, folder) = program.terminate();
    assert!(ended);
    disk.fill();
    let mut program = Program::start_in(folder, &["--limits", "off"]);
    reads_and_refuses(&program, &known);
    program.child.kill().unwrap();
    program.child.wait().unwrap();
    disk.fill();
    let folder = std::mem::replace(&mut program.folder, tempfile::tempdir().unwrap());
    let program = Program::start_in(folder, &["--limits", "off"]);
    disk.fill();
    reads_and_refuses(&program, &known);
    // As after an update from a release that did not write down which files it serves.
    let (_, folder) = program.terminate();
    let served = folder.path().join("data/served.json");
    fs::remove_file(&served).unwrap();
    disk.fill();
    let program = Program::start_in(folder, &["--limits", "off"]);
    assert!(served.is_file());
    disk.fill();
    reads_and_refuses(&program, &known);
    // Erased beside the server, with what is left of the ballast.
    assert!(well(&erase(&program, &with_photo)));
    assert_eq!(put(&program, &with_photo), "410");
    assert_eq!(put(&program, &known), "200");
    disk.empty();
    takes_again(&program);
}

#[test]
fn the_largest_report_is_erased_on_a_full_disk_with_and_without_a_server() {
    let Some(disk) = Disk::mount(400) else { return };
    let program = Program::start_in(folder(&disk), &["--limits", "off"]);
    let bodies = [kept(&program), kept(&program), kept(&program)];
    let database = data(&program).join("tanggap.sqlite");
    let (_, folder) = program.terminate();
    for row in [1, 2] {
        largest::enlarge(&database, row);
    }
    disk.fill();
    // Without a server.
    let erased = run(&["erase", "--uid", bodies[0]["uid"].as_str().unwrap()], &folder.path().join("data"));
    assert!(well(&erased));
    disk.fill();
    let program = Program::start_in(folder, &["--limits", "off"]);
    disk.fill();
    assert!(well(&erase(&program, &bodies[1])));
    let answers: Vec<_> = bodies.iter().map(|body| put(&program, body)).collect();
    assert_eq!(answers, ["410", "410", "200"]);
    let left = rusqlite::Connection::open(&database).unwrap();
    let count = |sql: &str| left.query_row(sql, [], |row| row.get::<_, usize>(0)).unwrap();
    assert_eq!((count("select count(*) from photos"), count("select count(*) from photo_pieces")), (0, 0));
    assert_eq!(count("select count(*) from messages where length(body) > 0"), 0);
    drop(left);
    disk.empty();
    takes_again(&program);
}

#[test]
fn with_a_little_room_left_desks_go_on_as_reporters_do() {
    let Some(disk) = Disk::mount(48) else { return };
    let program = Program::start_in(folder(&disk), &["--limits", "off"]);
    let ticket = &kept(&program)["ticket"].clone();
    disk.fill_but_for(6 << 20);
    for act in [["update", "--note=x", "--for=all"].as_slice(), &["publish"]] {
        assert!(well(&run(&[act, &[ticket.as_str().unwrap()]].concat(), &data(&program))), "{act:?}");
        kept(&program);
    }
}

#[test]
fn a_second_log_on_a_full_disk_stops_erasing_and_says_so() {
    let Some(disk) = Disk::mount(1) else { return };
    let folder = tempfile::tempdir().unwrap();
    write_dist(&folder.path().join("dist"), "/");
    let log = disk.path().join("erased.log");
    let program = Program::start_in(folder, &["--erasures-to", log.to_str().unwrap()]);
    let body = kept(&program);
    // Lines up to the end of the page that has room on the disk.
    let mut told = erasures::read(&log).unwrap().unwrap();
    while fs::metadata(&log).unwrap().len() < 4_096 - 60 {
        let id = told.lines.len() as u64 + 1;
        told.lines.push(Line { id, at: 0, uids: vec![format!("uid-{id}")], decision: Decision::Erased });
        erasures::replace(&log, &told).unwrap();
    }
    disk.fill();
    let refused = erase(&program, &body);
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success() && said.contains("nothing is erased"), "{said}");
    assert!(said.contains(log.to_str().unwrap()), "{said}");
    assert_eq!(put(&program, &body), "200", "it is not erased");
    assert_eq!(erasures::read(&log).unwrap().unwrap(), told, "no half line stays");
    disk.empty();
    assert!(well(&erase(&program, &body)));
    assert_eq!(put(&program, &body), "410");
    assert_eq!(erasures::read(&log).unwrap().unwrap().lines.len(), told.lines.len() + 1);
}

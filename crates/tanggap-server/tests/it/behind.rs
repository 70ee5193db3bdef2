//! A database that is behind its erasures log: put back as an image of its disk, with its whole folder, from a backup, beside a
//! log that is stale or lost, beside a second one that knows more. Whatever happened: a uid that any log knows when the server
//! starts is not readable afterwards, and nothing else is erased.
//!
//! `TANGGAP_ERASURES_STEPS=5000` for more, `TANGGAP_SEED=7` for another course.

mod world;

use crate::{
    chance::{Chance, SEED, number},
    program::{Program, run},
    report,
};
use serde_json::Value;
use std::{fs, path::Path};
use tanggap_server::store::DATABASE;
use world::World;

const STEPS: u64 = 60;

#[tokio::test]
async fn whatever_is_put_back_or_lost_no_log_knows_a_uid_that_is_readable_after_a_start() {
    let (steps, seed) = (number("TANGGAP_ERASURES_STEPS", STEPS), number(SEED, 1));
    let mut world = World::new(Chance::new(seed));
    for step in 0..steps {
        let done = world.step().await;
        world.start(&format!("step {step} of seed {seed}: {done}")).await;
    }
}

fn send(program: &Program, body: &Value) {
    let answer = program.put(&report::path(body), &body.to_string());
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
}

fn status(program: &Program, body: &Value) -> String {
    program.get(&report::path(body))[9..12].to_owned()
}

fn well(arguments: &[&str], data: &Path) -> String {
    let output = run(arguments, data);
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    assert!(output.status.success(), "{said}");
    said
}

fn erase(body: &Value, data: &Path) -> String {
    well(&["erase", "--uid", body["uid"].as_str().unwrap()], data)
}

#[test]
fn an_image_that_is_put_back_is_made_right_at_the_start_or_by_the_first_command_and_that_is_said() {
    let elsewhere = tempfile::tempdir().unwrap();
    let (twin, image) = (elsewhere.path().join("erased.log"), elsewhere.path().join("image"));
    let options = ["--erasures-to", twin.to_str().unwrap()];
    let program = Program::start(&options);
    let data = program.folder.path().join("data");
    let bodies = [report::fresh(), report::fresh(), report::fresh()];
    bodies.iter().for_each(|body| send(&program, body));
    let (_, folder) = program.terminate();
    fs::copy(data.join(DATABASE), &image).unwrap();
    erase(&bodies[0], &data);
    erase(&bodies[1], &data);
    // Behind both logs.
    fs::copy(&image, data.join(DATABASE)).unwrap();
    let program = Program::start_in(folder, &options);
    let said = program.log();
    assert!(said.contains("put back to an earlier moment") && said.contains("reports=2"), "{said}");
    assert_eq!(bodies.each_ref().map(|body| status(&program, body)), ["410", "410", "200"]);
    let (_, folder) = program.terminate();
    // Behind the second one only; a command is the first to open it.
    fs::copy(&image, data.join(DATABASE)).unwrap();
    fs::remove_file(data.join("erased.log")).unwrap();
    let said = well(&["reports"], &data);
    assert!(said.contains("(reports: 2)") && said.matches(" erased").count() >= 2, "{said}");
    assert_eq!(fs::read(data.join("erased.log")).unwrap(), fs::read(&twin).unwrap(), "it is filled again");
    // Neither was known when the folder was left: the second log is named again.
    fs::copy(&image, data.join(DATABASE)).unwrap();
    fs::remove_file(data.join("erased.log")).unwrap();
    fs::remove_file(data.join("erasures-to")).unwrap();
    let program = Program::start_in(folder, &options);
    assert_eq!(bodies.each_ref().map(|body| status(&program, body)), ["410", "410", "200"]);
}

#[test]
fn a_backup_that_is_restored_beside_a_stale_log_is_made_right_by_the_newer_one() {
    let elsewhere = tempfile::tempdir().unwrap();
    let path = |name: &str| elsewhere.path().join(name);
    let text = |name: &str| path(name).to_str().unwrap().to_owned();
    let program = Program::start(&["--erasures-to", &text("twin")]);
    let data = program.folder.path().join("data");
    let bodies = [report::fresh(), report::fresh(), report::fresh()];
    bodies.iter().for_each(|body| send(&program, body));
    erase(&bodies[0], &data);
    well(&["backup", &text("backup")], &data);
    fs::copy(path("twin"), path("stale")).unwrap();
    erase(&bodies[1], &data);
    let (_, folder) = program.terminate();
    // The second log is there: a stale one that is named takes nothing from it.
    let said = well(&["restore", &text("backup"), "--erasures", &text("stale")], &data);
    assert!(
        said.contains("Erased again: 1, all that the erasures log has until ") && said.contains("its line 2"),
        "{said}"
    );
    // The disk is lost and nobody has the newer one at hand.
    let pepper = fs::read(data.join("pepper")).unwrap();
    fs::remove_dir_all(&data).unwrap();
    let said = well(&["restore", &text("backup"), "--erasures", &text("stale"), "--accept-lost-keys"], &data);
    assert!(said.contains("nothing was erased since the backup. The log ends with line 1, of "), "{said}");
    fs::write(data.join("pepper"), pepper).unwrap();
    let program = Program::start_in(folder, &["--erasures-to", &text("twin")]);
    assert_eq!(bodies.each_ref().map(|body| status(&program, body)), ["410", "410", "200"]);
    erase(&bodies[2], &data);
    assert_eq!(fs::read(data.join("erased.log")).unwrap(), fs::read(path("twin")).unwrap());
}

#[test]
fn a_second_log_that_is_remembered_and_away_is_told_at_the_start() {
    let elsewhere = tempfile::tempdir().unwrap();
    let twin = elsewhere.path().join("erased.log");
    let program = Program::start(&["--erasures-to", twin.to_str().unwrap()]);
    let (_, folder) = program.terminate();
    fs::remove_file(&twin).unwrap();
    let program = Program::start_in(folder, &[]);
    let said = program.log();
    assert!(said.contains("nothing can be erased") && said.contains("is missing"), "{said}");
}

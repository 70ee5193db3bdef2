//! What was erased is told outside the database, by whoever erases, before it is erased.

use crate::{
    disk::Disk,
    program::{Program, run},
    report,
    town::write_dist,
};
use std::{fs, path::Path};
use tanggap_server::erasures;

fn logged(path: &Path) -> Vec<String> {
    erasures::read(path).unwrap().unwrap().lines.into_iter().flat_map(|line| line.uids).collect()
}

#[test]
fn every_command_that_erases_writes_to_the_log_that_the_server_was_given() {
    let elsewhere = tempfile::tempdir().unwrap();
    let other = elsewhere.path().join("erased.log");
    let program = Program::start(&[]);
    assert!(program.log().contains("--erasures-to"), "the server warns while there is none");
    let bodies: Vec<_> = (0..4).map(|_| report::fresh()).collect();
    for body in &bodies {
        assert!(program.put(&report::path(body), &body.to_string()).starts_with("HTTP/1.1 201"));
    }
    let uid = |n: usize| bodies[n]["uid"].as_str().unwrap().to_owned();
    let erase = |n: usize, data: &Path| run(&["erase", "--uid", &uid(n)], data);
    let data = program.folder.path().join("data");
    assert!(erase(0, &data).status.success());
    let (_, folder) = program.terminate();

    let program = Program::start_in(folder, &["--erasures-to", other.to_str().unwrap()]);
    assert!(!program.log().contains("--erasures-to"), "{}", program.log());
    assert_eq!(logged(&other), [uid(0)]);
    assert!(erase(1, &data).status.success());
    assert_eq!(logged(&other), [uid(0), uid(1)]);
    let (_, folder) = program.terminate();

    // Remembered, though neither this server nor the command is told again.
    let program = Program::start_in(folder, &[]);
    assert!(!program.log().contains("--erasures-to"));
    fs::rename(&other, elsewhere.path().join("away")).unwrap();
    let refused = erase(2, &data);
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(
        !refused.status.success() && told.contains("is missing") && told.contains("nothing is erased"),
        "{told}"
    );
    let known = program.get(&report::path(&bodies[2]));
    assert!(known.starts_with("HTTP/1.1 200"), "{known}");
    let (_, folder) = program.terminate();

    // A disk that is gone keeps nobody from reporting.
    let program = Program::start_in(folder, &["--erasures-to", other.to_str().unwrap()]);
    let log = program.log();
    assert!(log.contains("nothing can be erased") && log.contains("erased reports may be readable"), "{log}");
    fs::rename(elsewhere.path().join("away"), &other).unwrap();
    assert!(erase(2, &data).status.success());
    assert_eq!(logged(&other), [uid(0), uid(1), uid(2)]);
    assert_eq!(logged(&data.join(erasures::LOG)), logged(&other));
    let gone = program.get(&report::path(&bodies[2]));
    assert!(gone.starts_with("HTTP/1.1 410"), "{gone}");
}

#[test]
fn a_place_that_may_not_be_written_stops_the_start_and_the_line_of_the_unit_file_is_named() {
    let Some(disk) = Disk::mount(1) else { return };
    disk.forbid_to_write();
    let (folder, log) = (tempfile::tempdir().unwrap(), disk.path().join("erased.log"));
    write_dist(&folder.path().join("dist"), "/");
    let dist = folder.path().join("dist");
    let options =
        ["serve", "--port", "0", "--dist", dist.to_str().unwrap(), "--erasures-to", log.to_str().unwrap()];
    let refused = run(&options, &folder.path().join("data"));
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success() && told.contains(log.to_str().unwrap()), "{told}");
    assert!(told.contains(&format!("ReadWritePaths={}", disk.path().display())), "{told}");
}

//! Commands whose words find nobody, or that are told things which look like something else.

use crate::{
    program::{PROGRAM, Program, run},
    report,
    town::write_dist,
};
use serde_json::json;
use std::{
    fs::{self, File},
    path::Path,
    process::{Command, Output},
};

fn into_full(arguments: &[&str], data: &Path) -> Output {
    let full = File::options().write(true).open("/dev/full").unwrap();
    Command::new(PROGRAM).args(arguments).arg("--data").arg(data).stdout(full).output().unwrap()
}

#[test]
fn what_is_done_and_cannot_be_said_is_done_all_the_same_and_the_command_ends_well() {
    let program = Program::start(&[]);
    let body = report::fresh();
    assert!(program.put(&report::path(&body), &body.to_string()).starts_with("HTTP/1.1 201"));
    let (data, ticket) = (program.folder.path().join("data"), body["ticket"].as_str().unwrap());
    let backup = program.folder.path().join("backup.sqlite");
    for deed in [
        &["reply", ticket, "--text", "Once"][..],
        &["backup", backup.to_str().unwrap()],
        &["publish", ticket],
        &["redact", ticket, "--description", "A lamp"],
        &["retention"],
    ] {
        let done = into_full(deed, &data);
        let told = String::from_utf8(done.stderr).unwrap();
        assert!(
            done.status.success() && told.contains("it is done, but that could not be written"),
            "{told}"
        );
    }
    assert!(backup.exists());
    let said = String::from_utf8(run(&["messages", ticket], &data).stdout).unwrap();
    assert_eq!(said.matches("Once").count(), 1);
    let list = into_full(&["reports"], &data);
    assert!(!list.status.success(), "a list that nobody gets is not had");
    assert!(into_full(&["erase", "--ticket", ticket], &data).status.success());
    let (_, folder) = program.terminate();
    assert!(into_full(&["restore", backup.to_str().unwrap()], &data).status.success());
    drop(folder);
}

#[test]
fn a_limit_on_open_files_that_no_server_can_start_with_is_told_as_such() {
    let folder = tempfile::tempdir().unwrap();
    write_dist(&folder.path().join("dist"), "/");
    let dist = folder.path().join("dist");
    let start = format!("ulimit -n 30 && exec {PROGRAM} serve --port 0 --dist {}", dist.display());
    let data = folder.path().join("data");
    let refused =
        Command::new("sh").args(["-c", &format!("{start} --data {}", data.display())]).output().unwrap();
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(
        !refused.status.success() && told.contains("open only 30 files") && told.contains("LimitNOFILE"),
        "{told}"
    );
}

#[test]
fn a_pipe_or_a_folder_under_a_known_name_is_told_by_its_name_and_keeps_nobody_waiting() {
    let program = Program::start(&[]);
    let dist = program.folder.path().join("dist");
    let (_, folder) = program.terminate();
    let data = folder.path().join("data");
    let serve = ["serve", "--port", "0", "--dist", dist.to_str().unwrap()];
    for name in ["served.json", "serving", "pepper", "erased.log", "erasures-to", "ballast"] {
        let (path, kept) = (data.join(name), data.join("kept"));
        drop(fs::rename(&path, &kept));
        for make in ["mkfifo", "mkdir"] {
            assert!(Command::new(make).arg(&path).status().unwrap().success());
            let told = String::from_utf8(run(&serve, &data).stderr).unwrap();
            assert!(told.lines().last().unwrap().contains(path.to_str().unwrap()), "{told}");
            run(&["reports"], &data);
            if make == "mkdir" { fs::remove_dir(&path).unwrap() } else { fs::remove_file(&path).unwrap() }
        }
        drop(fs::rename(&kept, &path));
    }
}

#[test]
fn no_code_of_an_answer_looks_like_a_line_of_the_office() {
    let program = Program::start(&[]);
    let mut body = report::fresh();
    // Of another version, whatever was asked is kept.
    body["definition_version"] = "0".into();
    body["answers"] = json!({"problem": "off", "public": "yes", "x\npublic\n    yes\u{1b}[2K": "y"});
    let answer = program.put(&report::path(&body), &body.to_string());
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    let data = program.folder.path().join("data");
    let shown = String::from_utf8(run(&["show", body["ticket"].as_str().unwrap()], &data).stdout).unwrap();
    let lines: Vec<_> = shown.lines().collect();
    let public: Vec<_> = (0..lines.len()).filter(|n| lines[*n] == "public").collect();
    assert_eq!(public.len(), 1, "{shown}");
    assert_eq!(lines[public[0] + 1], "    no", "{shown}");
    assert!(shown.contains("    public: yes") && !shown.contains('\u{1b}'), "{shown}");
}

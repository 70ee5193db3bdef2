//! The folder of the data: nobody else enters it.

use crate::{
    program::{PROGRAM, Program, run},
    report,
};
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    process::{Command, Output},
};

fn said(output: Output) -> String {
    [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat()
}

#[test]
fn the_data_folder_is_made_for_its_owner_and_neither_server_nor_command_uses_one_that_others_enter() {
    let program = Program::start(&["--tls"]);
    let data = program.folder.path().join("data");
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&data), 0o700);
    for file in fs::read_dir(&data).unwrap().map(Result::unwrap) {
        assert_eq!(mode(&file.path()), 0o600, "{:?}", file.file_name());
    }
    let (_, folder) = program.terminate();
    let data = folder.path().join("data");
    fs::set_permissions(&data, fs::Permissions::from_mode(0o755)).unwrap();
    let mend = format!("(mode 755): chmod 700 {}", data.display());
    let started = Command::new(PROGRAM)
        .args(["serve", "--port", "0", "--dist"])
        .arg(folder.path().join("dist"))
        .arg("--data")
        .arg(&data)
        .output();
    for output in [started.unwrap(), run(&["reports"], &data)] {
        assert!(!output.status.success());
        let told = said(output);
        assert!(told.contains(&mend), "{told}");
    }
    fs::set_permissions(&data, fs::Permissions::from_mode(0o700)).unwrap();
    for file in ["pepper", "tanggap.sqlite"] {
        fs::set_permissions(data.join(file), fs::Permissions::from_mode(0o644)).unwrap();
    }
    let again = Program::start_in(folder, &[]);
    let body = report::fresh();
    assert!(again.put(&report::path(&body), &body.to_string()).starts_with("HTTP/1.1 201"));
    for file in fs::read_dir(again.folder.path().join("data")).unwrap().map(Result::unwrap) {
        assert_eq!(
            mode(&file.path()),
            0o600,
            "{:?} was copied in, or made beside what was",
            file.file_name()
        );
    }
}

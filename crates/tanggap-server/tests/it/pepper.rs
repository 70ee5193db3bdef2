//! The secret that keys are kept under: without the right one the server does not start.

use crate::{
    program::{PROGRAM, Program, run},
    report,
};
use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

fn start(folder: &Path, pepper: Option<&str>) -> Output {
    let mut command = Command::new(PROGRAM);
    command.args(["serve", "--port", "0", "--dist"]).arg(folder.join("dist"));
    command.arg("--data").arg(folder.join("data"));
    if let Some(pepper) = pepper {
        command.env("TANGGAP_PEPPER", pepper);
    }
    command.output().unwrap()
}

#[test]
fn a_pepper_that_is_missing_or_does_not_fit_stops_the_start_and_says_what_to_do() {
    let program = Program::start(&[]);
    let body = report::fresh();
    assert!(program.put(&report::path(&body), &body.to_string()).starts_with("HTTP/1.1 201"));
    let (_, folder) = program.terminate();
    let data = folder.path().join("data");
    let right = fs::read_to_string(data.join("pepper")).unwrap();
    let other = "ab".repeat(32);
    for (file, variable, told) in [
        (None, None, "pepper is missing"),
        (None, Some(other.as_str()), "TANGGAP_PEPPER: this is not the pepper"),
        (Some(&right), Some(&other), "TANGGAP_PEPPER: this is not the pepper"),
        (Some(&right), Some("abc"), "TANGGAP_PEPPER: expected 64 hex digits"),
        (Some(&other), None, "/pepper: this is not the pepper"),
        (Some(&right[..10].to_owned()), None, "/pepper: expected 64 hex digits"),
    ] {
        drop(fs::remove_file(data.join("pepper")));
        if let Some(file) = file {
            fs::write(data.join("pepper"), file).unwrap();
        }
        let output = start(folder.path(), variable);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.contains(told), "{said}");
        assert!(!said.contains(&right) && !said.contains(&other), "a message shows no secret");
    }
    fs::remove_file(data.join("pepper")).unwrap();
    let key = tanggap_core::ticket::KeyProof::parse(body["key_proof"].as_str().unwrap()).unwrap();
    let track = |program: &Program| {
        let asked = format!(r#"{{"ticket":{},"key_proof":"{}"}}"#, body["ticket"], key.hex());
        program.ask(crate::program::put_request("/api/track", &asked).replacen("PUT", "POST", 1).as_bytes())
    };
    let program = Program::start_with_in(folder, &[], &[("TANGGAP_PEPPER", &right)]);
    assert!(track(&program).starts_with("HTTP/1.1 200"), "{}", track(&program));
    let in_use = String::from_utf8(run(&["new-pepper"], &data).stderr).unwrap();
    assert!(in_use.contains("first end tanggap-server serve"), "{in_use}");
    let (_, folder) = program.terminate();
    assert!(run(&["new-pepper"], &data).status.success());
    let program = Program::start_in(folder, &[]);
    assert!(track(&program).starts_with("HTTP/1.1 403"), "{}", track(&program));
    let next = report::fresh();
    assert!(program.put(&report::path(&next), &next.to_string()).starts_with("HTTP/1.1 201"));
}

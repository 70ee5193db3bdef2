//! What only a whole process shows: that receipts survive its sudden death, and that commands work beside it.

use crate::{
    program::{Program, put_request, run},
    report,
};
use serde_json::Value;
use std::{
    io::{Read, Write},
    net::TcpStream,
    process::Command,
    sync::Mutex,
    thread,
};

/// The body of an answer of `PUT`, if that came whole and says that the report was kept.
fn receipt(answer: &str) -> Option<Value> {
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let kept = head.starts_with("HTTP/1.1 201") || head.starts_with("HTTP/1.1 200");
    serde_json::from_str(body).ok().filter(|_| kept)
}

#[test]
fn every_receipt_survives_a_server_that_is_killed() {
    let mut program = Program::start(&[]);
    let sent: Mutex<Vec<(Value, Value)>> = Mutex::default();
    let port = program.port;
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                loop {
                    let body = report::fresh();
                    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else { return };
                    let mut answer = String::new();
                    let request = put_request(&report::path(&body), &body.to_string());
                    let whole = stream
                        .write_all(request.as_bytes())
                        .and_then(|()| stream.read_to_string(&mut answer));
                    match receipt(&answer).filter(|_| whole.is_ok()) {
                        Some(receipt) => sent.lock().unwrap().push((body, receipt)),
                        None => return,
                    }
                }
            });
        }
        while sent.lock().unwrap().len() < 200 {
            thread::yield_now();
        }
        program.child.kill().unwrap();
    });
    program.child.wait().unwrap();
    let folder = std::mem::replace(&mut program.folder, tempfile::tempdir().unwrap());
    let again = Program::start_in(folder, &[]);
    let sent = sent.into_inner().unwrap();
    for (body, first) in &sent {
        let answer = again.put(&report::path(body), &body.to_string());
        assert!(
            answer.starts_with("HTTP/1.1 200") && answer.contains("idempotency-replayed: true"),
            "{answer}"
        );
        assert_eq!(receipt(&answer).as_ref(), Some(first));
    }
}

#[test]
fn asked_to_end_it_ends_well_and_leaves_one_file() {
    let program = Program::start(&[]);
    let body = report::fresh();
    assert!(program.put(&report::path(&body), &body.to_string()).starts_with("HTTP/1.1 201"));
    let (well, folder) = program.terminate();
    assert!(well);
    assert!(folder.path().join("data/tanggap.sqlite").is_file());
    assert!(!folder.path().join("data/tanggap.sqlite-wal").exists(), "the log was taken into the database");
}

#[cfg(unix)]
#[test]
fn a_demo_has_reports_and_leaves_nothing() {
    let program = Program::start(&["--demo"]);
    let place = |words: &str| program.said.iter().position(|line| line.starts_with(words)).unwrap();
    let (commands, reports) = (place("Desk work") + 1, place("Invented reports") + 1);
    let data = program.said[commands].rsplit(' ').next().unwrap().to_owned();
    assert!(run(&["reports"], data.as_ref()).stdout.len() > 500);
    let to_try: Vec<_> = program.said[reports].split("  ").map(|part| part.trim().replace(' ', "")).collect();
    let (ticket, key) = (&to_try[1], tanggap_core::ticket::Key::parse(&to_try[2]).unwrap());
    let body = format!(r#"{{"ticket":"{ticket}","key_proof":"{}"}}"#, key.proof().hex());
    let track = put_request("/api/track", &body).replacen("PUT", "POST", 1);
    assert!(program.ask(track.as_bytes()).starts_with("HTTP/1.1 200"), "the key that was said opens it");
    assert!(program.get("/api/aspirasi/requests.json").contains("Contoh"));
    assert!(!program.folder.path().join("data").exists());
    assert!(program.terminate().0);
    assert!(!std::path::Path::new(&data).exists());
}

#[cfg(unix)]
#[test]
fn the_commands_that_a_demo_prints_work_as_printed() {
    let program = Program::start(&["--demo"]);
    let printed: Vec<_> = program
        .said
        .iter()
        .skip_while(|line| !line.starts_with("Desk work"))
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .collect();
    let told = printed.iter().map(|line| {
        // From anywhere, in a shell, exactly so.
        let output = Command::new("sh").current_dir("/").args(["-c", line]).output().unwrap();
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        assert!(output.status.success(), "{line}: {said}");
        said
    });
    let told: Vec<_> = told.collect();
    let words = |line: usize, word: &str| printed[line].contains(word);
    assert!(printed.len() == 3 && words(0, " reports ") && words(1, " update ") && words(2, " messages "));
    assert!(told[0].contains("street-light") && told[1].contains("is updated"), "{told:?}");
    let ticket = printed[1].split('\'').nth(1).unwrap().replace(' ', "");
    let updates = program.get(&format!("/api/requests/{ticket}/updates.json"));
    assert!(updates.contains("Tim datang besok."), "{updates}");
}

#[cfg(unix)]
#[test]
fn the_demos_numbers_are_the_last_that_the_start_prints() {
    let program = Program::start_with(&["--demo"], &[("TANGGAP_LOG", "info")]);
    let last = program.said.last().unwrap();
    assert!(last.starts_with("  ") && last.contains("about the police"), "{last}");
    let log = program.log();
    assert!(program.get("/healthz").starts_with("HTTP/1.1 200"));
    program.get("/");
    let later = program.log();
    let after = later.strip_prefix(log.as_str()).unwrap();
    let asked = |line: &&str| line.contains("page") || line.contains("services.json");
    assert!(
        after.lines().count() == 2 && after.lines().filter(asked).count() == 2,
        "only what people ask for follows: {after}"
    );
}

#[test]
fn who_sends_too_much_still_hears_why() {
    let program = Program::start(&[]);
    let body = report::fresh();
    let answer = program.put(&report::path(&body), &"a".repeat(1_000_000));
    assert!(answer.starts_with("HTTP/1.1 413") && answer.contains("\"code\":413"), "{answer}");
    let header =
        format!("GET / HTTP/1.1\r\nHost: x\r\nX-Long: {}\r\nConnection: close\r\n\r\n", "a".repeat(15_000));
    assert!(program.ask(header.as_bytes()).starts_with("HTTP/1.1 200"));
    assert!(program.ask(b"nonsense\r\n\r\n").starts_with("HTTP/1.1 400"));
    assert!(program.get("/healthz").contains("\"status\":\"ok\""));
}

#[test]
fn with_tls_the_same_certificate_is_kept() {
    let mut program = Program::start(&["--tls"]);
    assert!(program.said[0].contains("https://"));
    let certificate =
        |program: &Program| std::fs::read(program.folder.path().join("data/tls-certificate.pem")).unwrap();
    let first = certificate(&program);
    program.child.kill().unwrap();
    program.child.wait().unwrap();
    let folder = std::mem::replace(&mut program.folder, tempfile::tempdir().unwrap());
    assert_eq!(certificate(&Program::start_in(folder, &["--tls"])), first);
}

#[cfg(target_os = "linux")]
#[test]
fn a_log_that_nobody_can_keep_ends_neither_the_server_nor_its_refusal_to_start() {
    let folder = tempfile::tempdir().unwrap();
    crate::town::write_dist(&folder.path().join("dist"), "/");
    let start = |format: &str, dist: &str| {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let mut command = std::process::Command::new(crate::program::PROGRAM);
        command.args(["serve", "--port", "0", "--log", format, "--dist"]).arg(folder.path().join(dist));
        command.arg("--data").arg(folder.path().join("data")).stdout(std::process::Stdio::piped());
        command.stderr(full).spawn().unwrap()
    };
    for format in ["text", "json"] {
        let mut child = start(format, "dist");
        let mut said = String::new();
        let stdout = child.stdout.take().unwrap();
        std::io::BufRead::read_line(&mut std::io::BufReader::new(stdout), &mut said).unwrap();
        assert!(said.starts_with("Serving "), "{said}");
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(start(format, "nowhere").wait().unwrap().code(), Some(1));
    }
}

#[test]
fn a_demo_takes_no_data_folder_that_it_would_not_use() {
    let folder = tempfile::tempdir().unwrap();
    let refused = crate::program::run(&["serve", "--demo", "--port", "0"], &folder.path().join("data"));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success() && said.contains("--demo") && said.contains("--data"), "{said}");
    assert!(!folder.path().join("data").exists());
}

//! What people write is nowhere but in their report: not in the log, not in columns, and the key nowhere.

use crate::{
    message,
    program::{Program, put_request},
    report,
    town::Town,
};
use std::fs;

#[test]
fn the_log_has_routes_and_no_people() {
    for (format, told) in [("text", "status=422"), ("json", "\"status\":422")] {
        let log = log_of_a_day(format);
        assert!(log.contains("/api/{desk}/reports/{uid}") && log.contains(told), "{log}");
    }
}

fn log_of_a_day(format: &str) -> String {
    // As talkative as it gets: a city will turn this on when something is wrong.
    let program = Program::start_with(&["--log", format], &[("TANGGAP_LOG", "trace")]);
    let Canaries(canaries) = a_day(&program);
    let log = program.log();
    for canary in canaries {
        assert!(!log.contains(&canary), "{canary} is in the log:\n{log}");
    }
    log
}

/// What must be nowhere but in a report: words, names, numbers, keys, addresses.
pub struct Canaries(pub Vec<String>);

/// Everything that people do with one report, and some nonsense.
pub fn a_day(program: &Program) -> Canaries {
    let mut body = report::fresh();
    body["identity"]["name"] = "Canary Name".into();
    body["description"] = "Canary description".into();
    let (uid, ticket) = (body["uid"].as_str().unwrap(), body["ticket"].as_str().unwrap());
    let (path, mut sessions) = (report::path(&body), Vec::new());
    assert!(program.put(&path, &body.to_string()).starts_with("HTTP/1.1 201"));
    assert!(program.put(&path, "Canary other bytes").starts_with("HTTP/1.1 422"));
    program.get(&format!("/api/requests/{ticket}.json?canary=canary"));
    program.get(&format!("/api/aspirasi/requests/{ticket}/updates.json"));
    program.get("/t?canary");
    let proof = body["key_proof"].as_str().unwrap();
    for (proof, status) in [(proof, 200), (&"0".repeat(64), 403)] {
        let track = format!(r#"{{"ticket":"{ticket}","key_proof":"{proof}"}}"#);
        let answer = program.ask(put_request("/api/track", &track).replacen("PUT", "POST", 1).as_bytes());
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{answer}");
        let session = answer.split("session\":\"").nth(1).unwrap_or("0").get(..64).unwrap_or("0").to_owned();
        let look = format!(
            "GET /api/tickets/{ticket}.json HTTP/1.1\r\nHost: x\r\nX-Report-Session: {session}\r\nConnection: close\r\n\r\n"
        );
        assert!(program.ask(look.as_bytes()).contains("Canary description") == (status == 200));
        sessions.push(session);
    }
    let message = message::of(&body, "message", "Canary message");
    assert!(program.put(&message::path(&message), &message.to_string()).starts_with("HTTP/1.1 201"));
    assert!(program.put(&message::path(&message), "Canary other bytes").starts_with("HTTP/1.1 422"));
    let odd = put_request("/api/aspirasi/reports/canary", "{");
    let headers = "Host: x\r\nUser-Agent: Canary/1.0\r\nX-Forwarded-For: 203.0.113.9\r\nCookie: lang=canary";
    assert!(program.ask(odd.replace("Host: x", headers).as_bytes()).starts_with("HTTP/1.1 400"));
    let own = [uid, ticket, proof, message["uid"].as_str().unwrap(), &sessions[0]];
    let canaries = own.into_iter().chain(["anary", "203.0.113.9", "127.0.0.1", "6281212345678"]);
    Canaries(canaries.map(str::to_owned).collect())
}

#[tokio::test]
async fn the_key_proof_is_in_no_file() {
    let town = Town::new();
    let body = report::fresh();
    town.report(&body).await;
    let sent = message::send(&town, &message::of(&body, "message", "x")).await;
    assert_eq!(sent.status, 201, "{}", sent.text());
    let proof = body["key_proof"].as_str().unwrap().as_bytes();
    let name = b"Lampu jalan mati";
    let (mut proofs, mut names) = (0, 0);
    for entry in fs::read_dir(town.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
    {
        let bytes = fs::read(entry).unwrap();
        proofs += bytes.windows(proof.len()).filter(|bytes| *bytes == proof).count();
        names += bytes.windows(name.len()).filter(|bytes| bytes == name).count();
    }
    assert!(names > 0, "the report itself is there");
    assert_eq!(proofs, 0);
    let escaped =
        body.to_string().replace(body["key_proof"].as_str().unwrap(), &format!("\\u0061{}", "0".repeat(63)));
    let escaped = escaped.replace(body["uid"].as_str().unwrap(), "6f9619ff-8b86-4d01-b42d-00cf4fc964ff");
    let answer = town.put("/api/aspirasi/reports/6f9619ff-8b86-4d01-b42d-00cf4fc964ff", escaped).await;
    assert_eq!(answer.json()[0]["extensions"]["tanggap"]["field"], "key_proof");
}

#[cfg(unix)]
#[tokio::test]
async fn what_is_kept_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let town = Town::new();
    town.report(&report::fresh()).await;
    for file in ["pepper", "tanggap.sqlite", "tanggap.sqlite-wal", "tanggap.sqlite-shm"] {
        let mode = fs::metadata(town.folder.path().join(file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
}

//! What people write is nowhere but in their report: not in the log, not in columns, and the key nowhere.

use crate::{
    report,
    town::{JSON, Town},
};
use axum::{
    body::Body,
    http::{Request, header},
};
use std::{
    fs, io,
    sync::{Arc, Mutex},
};
use tracing::subscriber;
use tracing_subscriber::fmt::MakeWriter;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn the_log_has_routes_and_no_people() {
    let log = Log::default();
    let lines = tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone())
        .finish();
    let _guard = subscriber::set_default(lines);
    let town = Town::new();
    let mut body = report::fresh();
    body["identity"]["name"] = "Canary Name".into();
    body["description"] = "Canary description".into();
    let (uid, ticket) = (body["uid"].as_str().unwrap().to_owned(), town.report(&body).await);
    town.put(&report::path(&body), "Canary other bytes").await;
    town.get(&format!("/api/requests/{ticket}.json?canary=canary")).await;
    town.get(&format!("/api/aspirasi/requests/{ticket}/updates.json")).await;
    town.get("/t?canary").await;
    let odd = Request::put("/api/aspirasi/reports/canary").header(header::CONTENT_TYPE, JSON);
    town.send(
        odd.header(header::USER_AGENT, "Canary/1.0")
            .header("x-forwarded-for", "203.0.113.9")
            .body(Body::from("{"))
            .unwrap(),
    )
    .await;
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for canary in ["anary", &uid, &ticket, "203.0.113.9", "127.0.0.1", "6281212345678"] {
        assert!(!log.contains(canary), "{canary} is in the log:\n{log}");
    }
    assert!(log.contains("/api/{desk}/reports/{uid}") && log.contains("\"status\":422"), "{log}");
}

#[tokio::test]
async fn the_key_proof_is_in_no_file() {
    let town = Town::new();
    let body = report::fresh();
    town.report(&body).await;
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
#[test]
fn secrets_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let town = Town::new();
    let mode = fs::metadata(town.folder.path().join("pepper")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

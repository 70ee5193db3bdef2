//! Reports from before a number and a key were looked up together: their keys open them as before, and are from then on
//! looked up as all others are.

use crate::{
    message::{self, session},
    report,
    town::Town,
};
use hmac::{Hmac, Mac};
use rusqlite::Connection;
use serde_json::{Value, json};
use sha2::Sha256;
use std::{fs, path::Path};
use tanggap_server::store::DATABASE;

const HOME: [u8; 4] = [127, 0, 0, 1];

fn database(town: &Town) -> Connection {
    Connection::open(town.folder.path().join(DATABASE)).unwrap()
}

/// What was kept of a key before: a salt, and the HMAC of that and the key's proof under the pepper of this folder.
pub fn sealed(data: &Path, proof: &str) -> ([u8; 16], [u8; 32]) {
    let hex = fs::read_to_string(data.join("pepper")).unwrap();
    let byte = |place: usize| u8::from_str_radix(&hex[2 * place..2 * place + 2], 16).unwrap();
    let pepper: Vec<u8> = (0..32).map(byte).collect();
    let salt = [7; 16];
    let mut mac = Hmac::<Sha256>::new_from_slice(&pepper).unwrap();
    mac.update(&salt);
    mac.update(proof.as_bytes());
    (salt, mac.finalize().into_bytes().into())
}

/// Makes a report one from before.
pub fn seal(town: &Town, body: &Value) {
    let (salt, mac) = sealed(town.folder.path(), body["key_proof"].as_str().unwrap());
    let (database, uid) = (database(town), body["uid"].as_str().unwrap());
    let forget = "delete from openings where report_id = (select id from reports where uid = ?1)";
    assert!(database.execute(forget, [uid]).unwrap() > 0);
    let seal = "update reports set key_salt = ?2, key_mac = ?3 where uid = ?1";
    assert_eq!(database.execute(seal, (uid, salt, mac)).unwrap(), 1);
}

/// How many reports still have salt and MAC, and how many openings there are.
fn kept(town: &Town) -> (usize, usize) {
    let count = "select (select count(*) from reports where key_salt is not null or key_mac is not null),
        (select count(*) from openings)";
    database(town).query_row(count, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
}

#[tokio::test]
async fn a_key_from_before_opens_its_report_and_is_then_looked_up_as_all_are() {
    let town = Town::new();
    let (first, mut claim, gone) = (report::fresh(), report::fresh(), report::fresh());
    claim["ticket"] = first["ticket"].clone();
    let (ticket, allotted, erased) =
        (town.report(&first).await, town.report(&claim).await, town.report(&gone).await);
    for body in [&first, &claim, &gone] {
        seal(&town, body);
    }
    town.erase(&erased).await;
    assert_eq!(kept(&town), (3, 0));
    let wrong = "0".repeat(64);
    for number in [&ticket, &allotted, &erased] {
        assert_eq!(message::post_track(&town, "/api", number, &wrong, HOME).await.status, 403);
    }
    assert_eq!(kept(&town), (3, 0), "a wrong key changes nothing");
    for (body, own, left) in [(&first, &ticket, (2, 1)), (&claim, &allotted, (1, 3))] {
        for _ in 0..2 {
            let key = session(&town, body).await;
            assert_eq!(message::ticket(&town, own, &key).await["ticket"], **own);
            assert_eq!(kept(&town), left);
        }
        assert_eq!(message::send(&town, &message::of(body, "message", "x")).await.status, 201);
    }
    let sent = message::send(&town, &message::of(&gone, "message", "x")).await;
    assert_eq!(sent.status, 410, "whoever has the key hears that it was erased");
    assert_eq!(kept(&town), (0, 4), "the last of them ends the old way");
    assert_eq!(message::send(&town, &message::of(&gone, "message", "x")).await.status, 410);
    let mut stranger = message::of(&gone, "message", "x");
    stranger["key_proof"] = wrong.into();
    assert_eq!(message::send(&town, &stranger).await.status, 422, "and nobody else does");
    for (body, own) in [(&first, &ticket), (&claim, &allotted)] {
        let key = session(&town, body).await;
        assert_eq!(message::ticket(&town, &ticket, &key).await["ticket"], **own);
        let shown = town.get(&format!("/api/requests/{own}.json")).await.json();
        assert_eq!(shown[0]["extended_attributes"]["tanggap"]["conversation"], true);
    }
}

#[tokio::test]
async fn the_same_number_and_key_under_another_uid_open_what_came_first() {
    let town = Town::new();
    let first = report::fresh();
    let ticket = town.report(&first).await;
    let mut again = report::fresh();
    (again["ticket"], again["key_proof"]) = (first["ticket"].clone(), first["key_proof"].clone());
    let allotted = town.report(&again).await;
    assert_ne!(allotted, ticket);
    let key = session(&town, &first).await;
    assert_eq!(message::ticket(&town, &ticket, &key).await["ticket"], *ticket);
    let proof = first["key_proof"].as_str().unwrap();
    let opened = message::post_track(&town, "/api", &allotted, proof, HOME).await;
    let own = opened.json()["session"].as_str().unwrap().to_owned();
    assert_eq!(message::ticket(&town, &allotted, &own).await["ticket"], json!(allotted));
}

//! S6: every route of the private part, for nobody, for others, for the one whose it is, and for them too late.

use crate::{
    message::{self, fault, look, post_track, session},
    photo, report,
    town::{NOW, Town},
};
use serde_json::json;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use tanggap_server::sessions::{LASTS_S, Sessions};

const HOME: [u8; 4] = [127, 0, 0, 1];

#[tokio::test]
async fn every_private_route_opens_to_its_own_session_only() {
    let steady_ms = Arc::new(AtomicU64::new(0));
    let clock = Arc::clone(&steady_ms);
    let sessions = Sessions::with_clock(Box::new(move || clock.load(Ordering::Relaxed)));
    let (town, picture) = (Town::with_sessions(|| NOW, sessions), photo::noise());
    let (mut body, stranger) = (report::fresh(), report::fresh());
    body["media"] = json!([photo::claim("some-slot", &picture)]);
    let (ticket, others) = (town.report(&body).await, town.report(&stranger).await);
    photo::send_rest(&town, &format!("{}/media/some-slot", report::path(&body)), &picture, 0).await;
    let expired = session(&town, &body).await;
    steady_ms.store(u64::from(LASTS_S) * 1_000, Ordering::Relaxed);
    let (own, other) = (session(&town, &body).await, session(&town, &stranger).await);
    let shown = message::ticket(&town, &ticket, &own).await;
    let picture = shown["report"]["photos"][0].as_str().unwrap().trim_start_matches("http://localhost/api");
    for base in ["/api", "/api/aspirasi"] {
        for path in [format!("{base}/tickets/{ticket}.json"), format!("{base}{picture}")] {
            for (who, session, status) in [
                ("nobody", "", 401),
                ("a made-up session", &"0".repeat(64), 401),
                ("another report's session", &other, 401),
                ("the right one", &own, 200),
                ("the right one, spelled otherwise", &own.to_uppercase(), 401),
                ("an expired one", &expired, 401),
            ] {
                let answer = look(&town, &path, session).await;
                assert_eq!(answer.status, status, "{path} for {who}");
                if status == 401 {
                    let nobody = town.get(&path).await;
                    assert_eq!(
                        (fault(&answer).2.as_str(), answer.body),
                        ("session", nobody.body),
                        "{path} for {who}"
                    );
                }
            }
            for elsewhere in [path.replace(&ticket, &others), path.replace("/api/", "/api/polresta/")] {
                if !elsewhere.contains("polresta/aspirasi") {
                    assert_eq!(look(&town, &elsewhere, &own).await.status, 401, "{elsewhere}");
                }
            }
        }
    }
    let foreign = picture.replace(&ticket, &others);
    assert_eq!(
        look(&town, &format!("/api{foreign}"), &other).await.status,
        404,
        "its session, another's photo"
    );
    assert_eq!(look(&town, &format!("/api/atlantis/tickets/{ticket}.json"), &own).await.status, 404);
    // Messages know no session: who has the key writes, whoever's session is shown.
    for (proof, status) in [(&stranger["key_proof"], 422), (&body["key_proof"], 201)] {
        let mut message = message::of(&body, "message", "x");
        message["key_proof"] = proof.clone();
        for base in ["/api", "/api/aspirasi"] {
            let path = message::path(&message).replacen("/api", base, 1);
            let answer = town.put(&path, message.to_string()).await;
            assert_eq!(answer.status == 422, status == 422, "{}", answer.text());
        }
        let asked = town.get(&message::path(&message).replace(&ticket, &others)).await;
        assert_eq!(asked.status, 404, "a message under another number is none");
    }
}

#[tokio::test]
async fn whatever_is_wrong_with_a_key_the_answer_is_the_same() {
    let town = Town::new();
    let (body, gone) = (report::fresh(), report::fresh());
    let (ticket, erased) = (town.report(&body).await, town.report(&gone).await);
    town.erase(&erased).await;
    let form = "service_code=street-light&address_string=x&description=y&attribute[problem]=off";
    let form = town.post("/api/aspirasi/requests.json", form).await.json();
    let without_key = form[0]["service_request_id"].as_str().unwrap();
    let found = town.get(&format!("/api/requests/{without_key}.json")).await.json();
    assert_eq!(found[0]["extended_attributes"]["tanggap"]["conversation"], false);
    let (own, theirs) = (body["key_proof"].as_str().unwrap(), gone["key_proof"].as_str().unwrap());
    let mut answers = Vec::new();
    for (base, ticket, proof) in [
        ("/api", "482719305543", own),
        ("/api", &ticket, theirs),
        ("/api", &erased, theirs),
        ("/api", without_key, own),
        ("/api/polresta", &ticket, own),
    ] {
        let answer = post_track(&town, base, ticket, proof, HOME).await;
        assert_eq!(fault(&answer), (403, "key_proof".into(), "no_match".into()), "{base} {ticket}");
        answers.push((answer.headers, answer.body));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(post_track(&town, "/api/aspirasi", &ticket, own, HOME).await.status, 200);
    for (ticket, proof, status, field) in [
        ("4827 1930 5543", own, 400, "ticket"),
        ("3271010101900001", own, 400, "ticket"),
        (ticket.as_str(), "12345678901234567890", 400, "key_proof"),
    ] {
        let answer = post_track(&town, "/api", ticket, proof, HOME).await;
        assert_eq!((answer.status.as_u16(), fault(&answer).1.as_str()), (status, field));
    }
}

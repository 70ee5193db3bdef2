//! What was redacted before or after a report became public is read by nobody but its office and its reporter.

use crate::{
    message::{self, session},
    photo,
    program::{Program, run},
    report,
    town::{NOW, Town},
};
use serde_json::{Value, json};
use tanggap_server::{
    office::{By, Deed, Note},
    store::{Picture, Redaction},
};

async fn shown(town: &Town, ticket: &str) -> Value {
    town.get(&format!("/api/requests/{ticket}.json")).await.json()[0].clone()
}

async fn redact(town: &Town, ticket: &str, redaction: Redaction) {
    let deed = Deed::Redact { redaction, anew: true };
    town.act(ticket, By::ItsDesk, deed, NOW).await.unwrap();
}

#[tokio::test]
async fn words_position_and_photos_are_taken_out_of_what_is_public_and_come_back() {
    let (town, picture) = (Town::new(), photo::noise());
    let mut body = report::fresh();
    body["media"] = json!([photo::claim("slot-one", &picture), photo::claim("slot-two", &picture)]);
    body["place"]["address"] = "Jl. Canary 5".into();
    let (path, ticket) = (report::path(&body), town.report(&body).await);
    for slot in ["slot-one", "slot-two"] {
        assert_eq!(photo::send_rest(&town, &format!("{path}/media/{slot}"), &picture, 0).await.status, 201);
    }
    town.publish(&ticket).await;
    let before = shown(&town, &ticket).await;
    let photos = |shown: &Value| shown["extended_attributes"]["tanggap"]["photos"].clone();
    let hidden = photos(&before)[0].as_str().unwrap().trim_start_matches("http://localhost").to_owned();
    assert_eq!(town.get(&hidden).await.status, 200);
    let redaction = Redaction {
        description: Some("A lamp is out.".into()),
        address: Some("Jl. C.".into()),
        hides_point: true,
        hidden_photos: vec![1],
        keeps_links: None,
    };
    redact(&town, &ticket, redaction).await;
    let after = shown(&town, &ticket).await;
    assert_eq!(
        (&after["description"], after.get("lat"), after.get("long")),
        (&json!("A lamp is out."), None, None)
    );
    assert!(after["address"].as_str().unwrap().starts_with("Jl. C."), "{after}");
    assert_eq!(
        (photos(&after)[0].clone(), photos(&after)[1].clone()),
        (photos(&before)[1].clone(), Value::Null)
    );
    assert_eq!(town.get(&hidden).await.status, 404, "nor by the address that it had");
    for path in ["/api/aspirasi/requests.json".into(), format!("/api/aspirasi/requests/{ticket}.json")] {
        let answer = town.get(&path).await.text();
        assert!(!answer.contains("Canary") && !answer.contains("Lampu jalan mati"), "{answer}");
    }
    let own = message::ticket(&town, &ticket, &session(&town, &body).await).await["report"].clone();
    assert_eq!((&own["address"], own["photos"].as_array().unwrap().len()), (&json!("Jl. Canary 5"), 2));
    redact(&town, &ticket, Redaction::default()).await;
    assert_eq!(shown(&town, &ticket).await, before, "undone");
    town.act(&ticket, By::ItsDesk, Deed::Unpublish { notes: false }, NOW).await.unwrap();
    let taken_back = shown(&town, &ticket).await;
    assert_eq!((taken_back.get("description"), photos(&taken_back)), (None, json!([])));
    assert_eq!(town.get(&hidden).await.status, 404);
    assert_eq!(town.get("/api/aspirasi/requests.json").await.json(), json!([]));
}

#[tokio::test]
async fn a_note_for_the_reporter_is_read_with_the_key_alone() {
    let town = Town::new();
    let body = report::fresh();
    let ticket = town.report(&body).await;
    let picture = Picture { sha256: [0; 32], size: 1, jpeg: vec![7] };
    let note = Note { text: Some("canary note".into()), photo: Some(picture), for_all: false };
    let status = tanggap_core::status::Status::parse("in_progress");
    town.act(&ticket, By::ItsDesk, Deed::Update { status, note }, NOW).await.unwrap();
    let alone = Note { text: Some("canary alone".into()), ..Note::default() };
    town.act(&ticket, By::ItsDesk, Deed::Update { status: None, note: alone }, NOW).await.unwrap();
    town.note(&ticket, "for everyone", NOW).await;
    town.publish(&ticket).await;
    let public = town.get(&format!("/api/requests/{ticket}/updates.json")).await;
    assert!(!public.text().contains("canary") && !public.text().contains("media_url"), "{}", public.text());
    let statuses: Vec<_> =
        public.json().as_array().unwrap().iter().map(|entry| entry["status"].clone()).collect();
    assert_eq!(statuses, ["received", "in_progress", "in_progress"], "that it moved is for all");
    assert_eq!(shown(&town, &ticket).await["status_notes"], "for everyone");
    let key = session(&town, &body).await;
    let updates = message::ticket(&town, &ticket, &key).await["updates"].clone();
    assert_eq!(updates.as_array().unwrap().len(), 4);
    assert_eq!(updates[1]["description"], "canary note");
    assert_eq!(updates[1]["extended_attributes"]["tanggap"]["for"], "reporter");
    let picture = updates[1]["media_url"].as_str().unwrap().trim_start_matches("http://localhost").to_owned();
    assert_eq!(town.get(&picture).await.status, 401, "with the key alone");
    assert_eq!(message::look(&town, &picture, &key).await.body[..], [7]);
    let id = picture.rsplit('/').next().unwrap();
    assert_eq!(town.get(&format!("/api/aspirasi/media/{id}")).await.status, 404);
}

#[tokio::test]
async fn addresses_beside_the_words_go_with_whatever_is_taken_out_unless_the_redaction_keeps_them() {
    let town = Town::new();
    let form = "service_code=street-light&description=Canary&lat=-6.6&long=106.8&address_string=Jl.+Canary\
                &attribute[problem]=off&media_url=https%3A%2F%2Fa.example%2Fface.jpg";
    let posted = town.post("/api/aspirasi/requests.json", form).await;
    assert_eq!(posted.status, 200, "{}", posted.text());
    let ticket = posted.json()[0]["service_request_id"].as_str().unwrap().to_owned();
    town.publish(&ticket).await;
    let nothing = Redaction::default;
    let address = || Redaction { address: Some("Jl. C.".into()), ..nothing() };
    for (what, redaction, are_shown) in [
        ("nothing", nothing(), true),
        ("the words", Redaction { description: Some("x".into()), ..nothing() }, false),
        ("the place", address(), false),
        ("the position", Redaction { hides_point: true, ..nothing() }, false),
        ("they alone", Redaction { keeps_links: Some(false), ..nothing() }, false),
        ("the place, and they stay", Redaction { keeps_links: Some(true), ..address() }, true),
        ("nothing again", nothing(), true),
    ] {
        redact(&town, &ticket, redaction).await;
        let shown = shown(&town, &ticket).await.to_string();
        assert_eq!(shown.contains("a.example"), are_shown, "{what}: {shown}");
    }
}

#[test]
fn at_the_command_line_the_office_reads_the_addresses_and_says_whether_they_stay() {
    let program = Program::start(&[]);
    let data = program.folder.path().join("data");
    let form = "service_code=street-light&description=x&attribute[problem]=off&address_string=Jl.+5\
                &media_url=https%3A%2F%2Fa.example%2Fface.jpg";
    let head = "POST /api/aspirasi/requests.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
                Content-Type: application/x-www-form-urlencoded";
    let posted = program.ask(format!("{head}\r\nContent-Length: {}\r\n\r\n{form}", form.len()).as_bytes());
    let ticket = posted.split("\"service_request_id\":\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(run(&["publish", ticket], &data).status.success());
    let show = String::from_utf8(run(&["show", ticket], &data).stdout).unwrap();
    assert!(show.contains("link\n    https://a.example/face.jpg\n"), "{show}");
    for (options, works, is_shown) in [
        (&["--hide-links"][..], true, false),
        (&["--address", "Jl.", "--keep-links"], true, true),
        (&["--undo", "--address", "Jl."], true, false),
        (&["--undo"], true, true),
        (&["--address", "Jl."], true, false),
        (&["--keep-links"], true, true),
        (&["--hide-links"], true, false),
        (&["--hide-links", "--keep-links"], false, false),
        (&["--undo", "--address", "Jl.", "--keep-links"], true, true),
    ] {
        let output = run(&[&["redact", ticket], options].concat(), &data);
        assert_eq!(
            output.status.success(),
            works,
            "{options:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let public = program.get(&format!("/api/requests/{ticket}.json"));
        assert_eq!(public.contains("a.example"), is_shown, "{options:?}: {public}");
    }
}

#[tokio::test]
async fn what_was_taken_out_stays_out_until_somebody_says_otherwise() {
    let (town, picture) = (Town::new(), photo::noise());
    let (mut body, nothing) = (report::fresh(), Redaction::default);
    body["media"] = json!([photo::claim("slot-one", &picture), photo::claim("slot-two", &picture)]);
    (body["description"], body["place"]["address"]) = ("canary words".into(), "canary street".into());
    let (path, ticket) = (report::path(&body), town.report(&body).await);
    for slot in ["slot-one", "slot-two"] {
        assert_eq!(photo::send_rest(&town, &format!("{path}/media/{slot}"), &picture, 0).await.status, 201);
    }
    town.publish(&ticket).await;
    let parts = || {
        [
            Redaction { description: Some("other words".into()), ..nothing() },
            Redaction { hides_point: true, ..nothing() },
            Redaction { hidden_photos: vec![1], ..nothing() },
            Redaction { address: Some("Jl.".into()), ..nothing() },
            Redaction { hidden_photos: vec![2], ..nothing() },
        ]
    };
    // Each part first, and then the others: none of them brings the others back.
    for first in 0..parts().len() {
        let mut redactions = parts().to_vec();
        redactions.rotate_left(first);
        for (count, redaction) in redactions.into_iter().enumerate() {
            let deed = Deed::Redact { redaction, anew: count == 0 };
            town.act(&ticket, By::ItsDesk, deed, NOW).await.unwrap();
        }
        let shown = shown(&town, &ticket).await;
        assert_eq!((&shown["description"], shown.get("lat")), (&json!("other words"), None), "{first}");
        assert!(
            !shown.to_string().contains("canary") && !shown.to_string().contains(".jpg"),
            "{first}: {shown}"
        );
    }
    let words = Redaction { description: Some("again others".into()), ..nothing() };
    town.act(&ticket, By::ItsDesk, Deed::Redact { redaction: words, anew: true }, NOW).await.unwrap();
    let anew = shown(&town, &ticket).await;
    assert_eq!((&anew["description"], &anew["lat"]), (&json!("again others"), &body["place"]["lat"]));
    assert_eq!(anew["extended_attributes"]["tanggap"]["photos"].as_array().unwrap().len(), 2);
    let no_photo = Redaction { hidden_photos: vec![3], ..nothing() };
    assert!(
        town.act(&ticket, By::ItsDesk, Deed::Redact { redaction: no_photo, anew: true }, NOW).await.is_err()
    );
    assert_eq!(shown(&town, &ticket).await, anew, "and nothing else of it is done");
}

#[test]
fn the_command_says_in_words_what_is_taken_out_now() {
    let program = Program::start(&[]);
    let data = program.folder.path().join("data");
    let body = report::fresh();
    assert!(program.put(&report::path(&body), &body.to_string()).starts_with("HTTP/1.1 201"));
    let ticket = body["ticket"].as_str().unwrap();
    let said = |arguments: &[&str]| {
        let output = run(&[arguments, &[ticket]].concat(), &data);
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    assert!(said(&["redact", "--description", "A lamp."]).contains("the public reads\n    A lamp.\n"));
    let both = said(&["redact", "--hide-position"]);
    for told in ["the public reads\n    A lamp.\n", "left out of what is public\n    the position, links\n"] {
        assert!(both.contains(told), "{both}");
        assert!(said(&["show"]).contains(told), "{}", said(&["show"]));
    }
    assert!(!said(&["show"]).contains('{'), "{}", said(&["show"]));
    assert!(said(&["redact", "--undo"]).contains("is shown as it came"));
}

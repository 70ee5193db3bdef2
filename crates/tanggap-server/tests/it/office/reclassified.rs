//! A report that a police desk received turns out to be about police conduct. At that desk's addresses it is from then on
//! as unknown as a number that nobody has; but its reporter, whose phone knows only that desk, keeps everything.

use super::kinds;
use crate::{
    message::{self, fault, look, post_track, session},
    photo,
    town::{Answer, NOW, Town},
};
use serde_json::{Value, json};
use tanggap_core::service::ServiceKind;
use tanggap_server::{
    office::{By, Deed},
    random,
};

const HOME: [u8; 4] = [127, 0, 0, 1];
const POLICE: &str = "/api/polresta";
/// A number that nobody has.
const NOBODYS: &str = "482719305543";

/// With two photos, of which one is here; it is oversight's now.
async fn reclassified(town: &Town) -> (String, Value, [Vec<u8>; 2]) {
    let pictures = [photo::noise(), photo::noise()];
    let (path, mut body) = kinds::report("polresta", "patrol", "canary");
    body["media"] = json!([photo::claim("slot-one", &pictures[0]), photo::claim("slot-two", &pictures[1])]);
    assert_eq!(town.put(&path, body.to_string()).await.status, 201);
    photo::send_rest(town, &format!("{path}/media/slot-one"), &pictures[0], 0).await;
    let ticket = body["ticket"].as_str().unwrap();
    town.publish(ticket).await;
    town.note(ticket, "canary note", NOW).await;
    let to_desk = Some("pengawasan".into());
    let conduct = Deed::Reclassify { kind: ServiceKind::PoliceConduct, publishable: false, to_desk };
    town.act(ticket, By::ItsDesk, conduct, NOW).await.unwrap();
    (path, body, pictures)
}

/// What an answer says, but for the number that was asked for.
fn heard(answer: &Answer, ticket: &str) -> (u16, String) {
    (answer.status.as_u16(), answer.text().replace(ticket, NOBODYS))
}

#[tokio::test]
async fn without_its_key_it_is_unknown_at_the_police_also_once_it_was_erased() {
    let town = kinds::town();
    let (_, body, _) = reclassified(&town).await;
    let (ticket, uid) = (body["ticket"].as_str().unwrap(), body["uid"].as_str().unwrap());
    let strange = random::uid().unwrap().unwrap();
    for erased in [false, true] {
        if erased {
            town.erase(ticket).await;
            assert_eq!(town.get(&format!("/api/requests/{ticket}.json")).await.status, 410, "elsewhere");
            assert_eq!(town.get(&format!("/api/pengawasan/requests/{ticket}.json")).await.status, 410);
        }
        for path in [
            "requests/TICKET.json".to_owned(),
            "requests/TICKET/updates.json".into(),
            "tickets/TICKET.json".into(),
            format!("tickets/TICKET/messages/{}", strange.as_str()),
            format!("tickets/TICKET/messages/{}/media/slot-one", strange.as_str()),
            "tickets/TICKET/photos/x.jpg".into(),
            "requests.json?service_request_id=TICKET".into(),
        ] {
            let of = |number: &str| format!("{POLICE}/{}", path.replace("TICKET", number));
            let (own, nobodys) = (town.get(&of(ticket)).await, town.get(&of(NOBODYS)).await);
            assert_eq!(heard(&own, ticket), heard(&nobodys, ticket), "{path}, erased: {erased}");
        }
        let wrong = random::unknown_key().unwrap();
        let mut message = message::of(&body, "message", "x");
        message["key_proof"] = wrong.hex().into();
        for number in [ticket, NOBODYS] {
            let tried = post_track(&town, POLICE, number, wrong.hex(), HOME).await;
            assert_eq!(fault(&tried), (403, "key_proof".into(), "no_match".into()));
            message["ticket"] = number.into();
            let path = message::path(&message).replacen("/api", POLICE, 1);
            let told = town.put(&path, message.to_string()).await;
            assert_eq!(fault(&told), (422, "key_proof".into(), "no_match".into()));
        }
        let token = |uid: &str| format!("{POLICE}/tokens/{uid}.json");
        let (own, nobodys) = (town.get(&token(uid)).await, town.get(&token(strange.as_str())).await);
        assert_eq!((own.status, own.body), (nobodys.status, nobodys.body), "erased: {erased}");
    }
}

#[tokio::test]
async fn its_reporters_phone_goes_on_at_the_desk_that_it_sent_it_to() {
    let town = kinds::town();
    let (path, body, pictures) = reclassified(&town).await;
    let (ticket, proof) = (body["ticket"].as_str().unwrap(), body["key_proof"].as_str().unwrap());
    // What the phone asks after an answer got lost, and what it sends again.
    for answer in [town.get(&path).await, town.put(&path, body.to_string()).await] {
        assert_eq!(answer.status, 200, "{}", answer.text());
        let receipt = answer.json();
        assert_eq!(
            (&receipt["service_request_id"], &receipt["missing_media"]),
            (&json!(ticket), &json!(["slot-two"]))
        );
        assert!(!answer.text().contains("canary") && !answer.text().contains("conduct"));
    }
    let slot = format!("{path}/media/slot-two");
    assert_eq!(photo::send_rest(&town, &slot, &pictures[1], 0).await.status, 201, "a photo that was late");
    assert_eq!(town.get(&slot).await.json()["complete"], true);
    let question = town.say(ticket, "question", "Where was it?", NOW).await;
    let mut answer = message::of(&body, "answer", "canary: at the gate");
    let picture = photo::noise();
    answer["in_reply_to"] = question.into();
    answer["media"] = json!([photo::claim("slot-three", &picture)]);
    let told = message::path(&answer).replacen("/api", POLICE, 1);
    assert_eq!(town.put(&told, answer.to_string()).await.status, 201, "an answer to oversight's question");
    assert_eq!(town.get(&told).await.status, 200);
    assert_eq!(photo::send_rest(&town, &format!("{told}/media/slot-three"), &picture, 0).await.status, 201);
    for base in [POLICE, "/api", "/api/pengawasan"] {
        let opened = post_track(&town, base, ticket, proof, HOME).await;
        assert_eq!(opened.status, 200, "{base}: {}", opened.text());
        let key = opened.json()["session"].as_str().unwrap().to_owned();
        let own = look(&town, &format!("{base}/tickets/{ticket}.json"), &key).await;
        assert_eq!(own.status, 200, "{base}: a session that is given is one: {}", own.text());
        let own = own.json();
        assert_eq!(own["report"]["description"], "canary", "{base}");
        assert_eq!(
            own["messages"][1]["desk"], "pengawasan",
            "{base}: it went to the desk that has the report"
        );
        assert_eq!(own["updates"][1]["description"], "canary note", "{base}");
        for shown in
            [&own["report"]["photos"][0], &own["report"]["photos"][1], &own["messages"][1]["photos"][0]]
        {
            let address = shown.as_str().unwrap().trim_start_matches("http://localhost");
            assert_eq!(look(&town, address, &key).await.status, 200, "{base}: {address}");
            assert_eq!(town.get(address).await.status, 401);
        }
    }
    let elsewhere = session(&town, &body).await;
    let path = format!("/api/aspirasi/tickets/{ticket}.json");
    assert_eq!(look(&town, &path, &elsewhere).await.status, 401, "that desk never had it");
    // Whoever has it is told that it was erased.
    town.erase(ticket).await;
    for answer in [town.get(&report_path(&body)).await, town.put(&report_path(&body), body.to_string()).await]
    {
        assert_eq!(answer.status, 410, "{}", answer.text());
    }
}

fn report_path(body: &Value) -> String {
    format!("{POLICE}/reports/{}", body["uid"].as_str().unwrap())
}

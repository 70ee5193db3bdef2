//! What was said while a report was about police conduct, or might have been, stays with who heard it when the report goes on
//! to another desk.

use super::kinds::{self, command};
use crate::{message, photo, town::NOW};
use serde_json::json;
use tanggap_core::{office::Refusal, service::ServiceKind};
use tanggap_server::{
    api::message_text,
    office::{self, ActError, By, Deed, Note},
    store::DATABASE,
};

#[tokio::test]
async fn the_police_reads_nothing_of_what_was_said_to_oversight() {
    for (code, kind) in [("conduct", Some(ServiceKind::PoliceConduct)), ("unstated", None)] {
        let town = kinds::town();
        let (path, body) = kinds::report("pengawasan", code, "canary");
        assert_eq!(town.put(&path, body.to_string()).await.status, 201);
        let ticket = body["ticket"].as_str().unwrap();
        town.say(ticket, "question", "Who was it?", NOW).await;
        let (mut said, picture) = (message::of(&body, "message", "It was officer X"), photo::noise());
        said["media"] = json!([photo::claim("slot-four", &picture)]);
        assert_eq!(message::send(&town, &said).await.status, 201);
        let slot = format!("{}/media/slot-four", message::path(&said));
        assert_eq!(photo::send_rest(&town, &slot, &picture, 0).await.status, 201);
        let note = Note { text: Some("He is known here".into()), ..Note::default() };
        town.act(ticket, By::ItsDesk, Deed::Update { status: None, note }, NOW).await.unwrap();
        let oversight = By::Desk("pengawasan".into());
        let deed = Deed::Reclassify {
            kind: ServiceKind::PoliceService,
            publishable: false,
            to_desk: Some("polresta".into()),
        };
        town.act(ticket, oversight.clone(), deed, NOW).await.unwrap();
        town.say(ticket, "question", "At which gate?", NOW).await;
        let (store, config) = (&town.portal.store, &town.portal.config);
        for (by, heard) in
            [(By::ItsDesk, 1), (By::Desk("polresta".into()), 1), (oversight, 3), (By::Administrator, 3)]
        {
            let told = format!("{kind:?} by {by:?}");
            let latest = office::conversation(store, config, ticket, &by, 0).await.unwrap();
            assert_eq!((latest.messages.len(), latest.withheld), (heard, 3 - heard), "{told}");
            assert_eq!(message_text(latest.messages.last().unwrap()).unwrap(), "At which gate?", "{told}");
            let seen = office::see(store, config, ticket, &by).await.unwrap();
            assert_eq!(seen.latest.messages.len(), heard, "{told}");
            let notes = seen.timeline.updates.iter().filter(|update| update.note.is_some()).count();
            assert_eq!(notes, usize::from(heard > 1), "{told}");
        }
        let by_oversight =
            office::conversation(store, config, ticket, &By::Desk("pengawasan".into()), 0).await.unwrap();
        let name = &by_oversight.messages[1].photos[0];
        for (by, sees) in [(By::ItsDesk, false), (By::Desk("pengawasan".into()), true)] {
            let seen = office::picture(store, config, ticket, &by, name).await;
            let is_hidden = matches!(seen, Err(ActError::Refused(Refusal::NoPhoto)));
            assert_eq!((seen.is_ok(), is_hidden), (sees, !sees), "{by:?}");
        }
        command(&town, &["messages", ticket]).await.unwrap();
        // Its reporter has all of it.
        let session = message::session(&town, &body).await;
        let own = message::look(&town, &format!("/api/tickets/{ticket}.json"), &session).await.json();
        assert_eq!(own["messages"].as_array().unwrap().len(), 3, "{own}");
    }
}

#[tokio::test]
async fn an_answer_to_what_was_asked_in_confidence_is_in_confidence_whenever_it_comes() {
    let town = kinds::town();
    let (path, body) = kinds::report("pengawasan", "conduct", "canary");
    assert_eq!(town.put(&path, body.to_string()).await.status, 201);
    let ticket = body["ticket"].as_str().unwrap();
    let question = town.say(ticket, "question", "Who was it?", NOW).await;
    let oversight = By::Desk("pengawasan".into());
    let to_desk = Some("polresta".into());
    let deed = Deed::Reclassify { kind: ServiceKind::PoliceService, publishable: false, to_desk };
    town.act(ticket, oversight.clone(), deed, NOW).await.unwrap();
    let picture = photo::noise();
    let mut answer = message::of(&body, "answer", "It was officer X, I fear him");
    answer["in_reply_to"] = question.into();
    answer["media"] = json!([photo::claim("slot-five", &picture)]);
    assert_eq!(message::send(&town, &answer).await.status, 201);
    let slot = format!("{}/media/slot-five", message::path(&answer));
    assert_eq!(photo::send_rest(&town, &slot, &picture, 0).await.status, 201);
    let heard = async |by: &By| {
        let (store, config) = (&town.portal.store, &town.portal.config);
        let latest = office::conversation(store, config, ticket, by, 0).await.unwrap();
        assert_eq!(latest.messages.len() + latest.withheld, 2, "{by:?}");
        latest.messages
    };
    assert_eq!(heard(&By::Desk("polresta".into())).await.len(), 0);
    assert_eq!(heard(&By::ItsDesk).await.len(), 0);
    let name = heard(&oversight).await[1].photos[0].clone();
    let (store, config) = (&town.portal.store, &town.portal.config);
    let seen = office::picture(store, config, ticket, &By::ItsDesk, &name).await;
    assert!(matches!(seen, Err(ActError::Refused(Refusal::NoPhoto))));
    // As an earlier release has kept it.
    let database = rusqlite::Connection::open(town.folder.path().join(DATABASE)).unwrap();
    let unmark = "update messages set in_confidence = 0, desk = 'polresta' where kind = 'answer'";
    assert_eq!(database.execute(unmark, []).unwrap(), 1);
    assert_eq!(heard(&By::ItsDesk).await.len(), 0);
    let seen = office::picture(store, config, ticket, &By::ItsDesk, &name).await;
    assert!(matches!(seen, Err(ActError::Refused(Refusal::NoPhoto))));
    let mark = "update messages set in_confidence = 1, desk = 'pengawasan' where kind = 'answer'";
    assert_eq!(database.execute(mark, []).unwrap(), 1);
    town.refer(ticket, "aspirasi", None, NOW).await;
    assert_eq!(heard(&By::Desk("aspirasi".into())).await.len(), 0, "it was not said to this one either");
    // The report stays where it is, and what answers nothing is said to whoever has it.
    let other = message::of(&body, "message", "Hello");
    assert_eq!(message::send(&town, &other).await.status, 201);
    let latest = office::conversation(store, config, ticket, &By::Desk("aspirasi".into()), 0).await.unwrap();
    assert_eq!((latest.messages.len(), latest.withheld), (1, 2));
}

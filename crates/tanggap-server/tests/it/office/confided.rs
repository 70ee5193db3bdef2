//! What was said while a report was about police conduct, or might have been, stays with who heard it when the report goes on
//! to another desk.

use super::kinds::{self, command};
use crate::{message, photo, town::NOW};
use serde_json::json;
use tanggap_core::{office::Refusal, service::ServiceKind};
use tanggap_server::{
    api::message_text,
    office::{self, ActError, By, Deed, Note},
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

//! What happens to an invented report after it was sent: the desk moves it, office and reporter talk. In the order in
//! which the file tells it.

use crate::{
    api::{Opened, open_with_key},
    app_state::AppState,
    limits::Client,
    office::{self, By, Deed, Note},
    random,
    store::{Named, Told},
    text::CLEANER,
};
use serde_json::{Value, json};
use std::error::Error;
use tanggap_core::{
    instant::rfc3339,
    json::{Fault, Node},
    status::Status,
    ticket::{Key, Ticket},
    wire,
};

const HOUR: i64 = 3_600;

/// An invented report, with its key: nobody else's is ever known here.
pub struct Reporter {
    pub ticket: Ticket,
    pub key: Key,
}

/// The events of a report that began at `begun`.
pub async fn events(
    portal: &AppState,
    reporter: &Reporter,
    history: &[Node<'_>],
    begun: i64,
) -> Result<(), Box<dyn Error>> {
    // The last question, for the answer to it.
    let mut question = String::new();
    for event in history {
        let after_hours = event.get("after_hours").optional_number()?.unwrap_or_default();
        let at = begun + (after_hours * HOUR as f64) as i64;
        let ticket = reporter.ticket.digits().to_owned();
        if let Some(kind) = event.get("reporter").optional_text()? {
            tell(portal, reporter, &kind, &event.get("text").lenient_text(), &question, at).await?;
        } else if let Some(text) = event.get("reply").optional_text()? {
            act(portal, ticket, Deed::Reply(text), at).await?;
        } else if let Some(text) = event.get("ask").optional_text()? {
            question = act(portal, ticket, Deed::Ask(text), at).await?.unwrap_or_default();
        } else {
            let text = event.get("note").optional_text()?;
            let note = Note { text, photo: None, for_all: event.get("for").lenient_text() == "all" };
            let deed = match event.get("to_desk").optional_text()? {
                Some(to) => Deed::Refer { to, note },
                None => Deed::Update { status: Some(status(&event.get("status"))?), note },
            };
            act(portal, ticket, deed, at).await?;
        }
    }
    Ok(())
}

fn status(node: &Node) -> Result<Status, Fault> {
    Status::parse(&node.text()?).ok_or_else(|| node.fault("a status"))
}

/// As the desk that has the report then.
pub async fn act(
    portal: &AppState,
    ticket: String,
    deed: Deed,
    at: i64,
) -> Result<Option<String>, office::ActError> {
    office::act(&portal.store, &portal.config, Named::Ticket(ticket), By::ItsDesk, deed, at).await
}

/// As the reporter's device would have sent it.
async fn tell(
    portal: &AppState,
    reporter: &Reporter,
    kind: &str,
    text: &str,
    question: &str,
    at: i64,
) -> Result<(), Box<dyn Error>> {
    let proof = reporter.key.proof();
    let body: Value = json!({
        "v": 1,
        "uid": random::uid()?.ok_or("a made uid is none")?.as_str(),
        "ticket": reporter.ticket.digits(),
        "key_proof": proof.hex(),
        "kind": kind,
        "in_reply_to": if kind == "answer" { question } else { "" },
        "text": text,
        "media": [],
        "locale": portal.language(None),
        "client_time": rfc3339(at),
    });
    let body = body.to_string().into_bytes();
    let message = wire::read_message(&body, CLEANER).map_err(|error| error.to_string())?;
    let opened = open_with_key(portal, Client::Unnamed, None, &reporter.ticket, &proof).await;
    let Opened::Report(report, _) = opened.map_err(|error| error.to_string())? else {
        return Err("the key does not open its own report".into());
    };
    match office::tell(portal, Client::Unnamed, report, message, body, at).await? {
        Told::Created(_) => Ok(()),
        _ => Err(format!("{kind} is not taken here").into()),
    }
}

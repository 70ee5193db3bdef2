//! What a reporter says is kept once and moves the report; what the office says is added.

use super::{Kept, report};
use tanggap_core::{message::MessageKind, office::Refusal, status::Status};
use tanggap_server::store::{Acted, ByNumber, Change, Named, NewMessage, NewReport, Told};

fn message(uid: &str, kind: MessageKind) -> NewMessage {
    NewMessage {
        ticket: "1".into(),
        uid: uid.into(),
        asked_ticket: "1".into(),
        kind,
        in_reply_to: None,
        at: 30,
        fingerprint: [7; 32],
        body: b"words".to_vec(),
        media: Vec::new(),
    }
}

async fn kept() -> Kept {
    let kept = Kept::new();
    kept.keep(NewReport { opens: vec![[1; 32]], ..report("1") }).await;
    kept
}

#[tokio::test]
async fn a_message_is_kept_once_if_it_is_admitted() {
    let kept = kept().await;
    let refused =
        kept.store.tell(message("a", MessageKind::Message), |_| Err(Refusal::NotNow)).await.unwrap();
    assert!(matches!(refused, Told::NotNow));
    let Told::Created(receipt) =
        kept.store.tell(message("a", MessageKind::Message), |_| Ok(())).await.unwrap()
    else {
        panic!("it is new");
    };
    assert_eq!((receipt.uid.as_str(), receipt.ticket.as_str(), receipt.received_at), ("a", "1", 30));
    let never = |_: &tanggap_core::office::Standing| -> Result<(), Refusal> { panic!("nothing to decide") };
    let Told::Known(known) = kept.store.tell(message("a", MessageKind::Message), never).await.unwrap() else {
        panic!("it is known");
    };
    assert!(known.receipt == receipt && known.fingerprint == [7; 32]);
    let latest = kept.store.messages("1".into(), 0).await.unwrap();
    assert_eq!((latest.messages.len(), latest.earlier), (1, 0));
    assert!(!latest.messages[0].from_office && latest.messages[0].body == b"words");
}

#[tokio::test]
async fn an_answer_needs_its_question_and_taking_back_hides_the_report() {
    let kept = kept().await;
    let answer =
        |to: &str| NewMessage { in_reply_to: Some(to.into()), ..message("answer", MessageKind::Answer) };
    assert!(matches!(kept.store.tell(answer("none"), |_| Ok(())).await.unwrap(), Told::NoQuestion));
    let ask = |_: &_, _: Option<&_>| Ok(Change::Say { kind: "question", text: "Which?".into() });
    let Acted::Done { message: Some(question) } =
        kept.store.act(Named::Uid("1".into()), None, 20, ask).await.unwrap()
    else {
        panic!("words have an id");
    };
    kept.change("1", Change::Publish).await;
    let record = async || match kept.store.by_number("1".into()).await.unwrap() {
        ByNumber::Report(record) => record,
        _ => panic!("gone"),
    };
    assert!(record().await.is_asked);
    assert!(matches!(kept.store.tell(answer(&question), |_| Ok(())).await.unwrap(), Told::Created(_)));
    assert!(!record().await.is_asked && record().await.published_body.is_some());
    let told = kept.store.tell(message("back", MessageKind::Withdraw), |_| Ok(())).await.unwrap();
    assert!(matches!(told, Told::Created(_)));
    let record = record().await;
    assert_eq!((record.status.as_str(), record.published_body), (Status::Withdrawn.word(), None));
    let skipped = kept.store.messages("1".into(), 2).await.unwrap();
    assert_eq!((skipped.messages.len(), skipped.earlier), (1, 0), "the question, but for the last two");
}

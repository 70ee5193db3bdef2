//! The contract of a [`Store`].

use super::{
    breach::{Breach, holds},
    factory::StoreFactory,
};
use crate::ports::{Batch, Change, Contents, Record, Store, StoreFault};

/// What the checks are about; each can be run alone.
pub const STORE_SUBJECTS: [&str; 7] =
    ["kept", "expectations", "race", "bytes", "answers", "removals", "drafts"];

/// Runs every check, each in a place of its own whose name begins with `prefix`.
pub async fn store_contract<F: StoreFactory>(factory: &F, prefix: &str) -> Result<(), Breach> {
    for subject in STORE_SUBJECTS {
        store_contract_on(factory, prefix, subject).await?;
    }
    Ok(())
}

/// Runs the checks about one of the [`STORE_SUBJECTS`].
pub async fn store_contract_on<F: StoreFactory>(
    factory: &F,
    prefix: &str,
    subject: &str,
) -> Result<(), Breach> {
    let name = [prefix, subject].concat();
    let (a, b) = (&factory.open(&name).await, &factory.open(&name).await);
    match subject {
        "kept" => kept(a, b).await,
        "expectations" => expectations(a).await,
        "race" => race(a, b).await,
        "bytes" => bytes(a).await,
        "answers" => answers(a).await,
        "removals" => removals(a).await,
        "drafts" => drafts(a, b).await,
        _ => Err(Breach("the contract has such a subject")),
    }
}

async fn kept<S: Store>(a: &S, b: &S) -> Result<(), Breach> {
    holds("a new store is empty", a.read_all().await == Ok(Contents::default()))?;
    let odd = Record { key: "odd".into(), rev: 7, text: "{not json \u{0} \u{1f6a8}".into() };
    let batch =
        Batch::of(vec![put("one", 1), Change::PutItem(odd.clone()), Change::PutBytes("one".into(), vec![1])]);
    holds("a batch is committed", a.commit(&batch).await.is_ok())?;
    for store in [a, b] {
        let items = items(store).await;
        holds("every connection reads what was committed", items.len() == 2)?;
        holds("a text comes back as it was given, JSON or not", items.contains(&odd))?;
    }
    holds("reading changes nothing", a.read_all().await == b.read_all().await)
}

async fn expectations<S: Store>(store: &S) -> Result<(), Breach> {
    let commit = async |expect: &[(&str, u64)], changes: Vec<Change>| {
        let expect = expect.iter().map(|(key, rev)| ((*key).to_owned(), *rev)).collect();
        store.commit(&Batch { expect, ..Batch::of(changes) }).await
    };
    holds("0 expects that there is none", commit(&[("a", 0)], vec![put("a", 1)]).await.is_ok())?;
    for (expect, sentence) in [
        (vec![("a", 0)], "0 is refused where there is one"),
        (vec![("a", 2)], "another version is refused"),
        (vec![("b", 1)], "a version is refused where there is none"),
        (vec![("a", 1), ("b", 1)], "one expectation that fails is enough"),
    ] {
        let changes = vec![put("a", 9), put("c", 1), Change::PutBytes("c".into(), vec![1])];
        holds(sentence, commit(&expect, changes).await == Err(StoreFault::Conflict))?;
    }
    let left = items(store).await;
    holds("a refused batch leaves nothing behind", left.len() == 1 && left.iter().all(|item| item.rev == 1))?;
    holds("nor any bytes", store.bytes("c").await == Ok(None))?;
    holds("the right version is accepted", commit(&[("a", 1), ("b", 0)], vec![put("a", 2)]).await.is_ok())?;
    holds("an item is replaced", items(store).await.iter().map(|item| item.rev).eq([2]))
}

/// Two tabs that read the same version: only the first may write the next.
async fn race<S: Store>(a: &S, b: &S) -> Result<(), Breach> {
    let batch =
        |expected, rev| Batch { expect: vec![("a".into(), expected)], ..Batch::of(vec![put("a", rev)]) };
    holds("the first version is written", a.commit(&batch(0, 1)).await.is_ok())?;
    holds("another tab writes on", b.commit(&batch(1, 2)).await.is_ok())?;
    let late = a.commit(&batch(1, 2)).await;
    holds("whoever comes second is told so", late == Err(StoreFault::Conflict))
}

async fn bytes<S: Store>(store: &S) -> Result<(), Breach> {
    let large: Vec<u8> = (0..300_000u32).map(|byte| (byte % 251) as u8).collect();
    for (key, bytes) in [("empty", Vec::new()), ("odd", vec![0, 255, 10, 13]), ("uid/large", large)] {
        let changes = vec![Change::PutBytes(key.into(), bytes.clone())];
        holds("bytes are committed", store.commit(&Batch::of(changes)).await.is_ok())?;
        holds("bytes come back as they were", store.bytes(key).await == Ok(Some(bytes)))?;
    }
    holds("bytes that never were are none, not empty", store.bytes("none").await == Ok(None))?;
    let late = Batch { expect_no_bytes: vec!["empty".into()], ..Batch::of(vec![put("a", 1)]) };
    holds("bytes that are there are not gone", store.commit(&late).await == Err(StoreFault::Conflict))?;
    let in_time = Batch { expect_no_bytes: vec!["none".into()], ..Batch::of(Vec::new()) };
    holds("bytes that are gone are gone", store.commit(&in_time).await.is_ok())?;
    holds("bytes are not items", items(store).await.is_empty())
}

async fn answers<S: Store>(store: &S) -> Result<(), Breach> {
    let record = |key: &str| Record { key: key.into(), rev: 0, text: "{}".into() };
    for key in ["z", "a", "m"] {
        let changes = vec![Change::PutAnswer(record(key))];
        holds("an answer is kept", store.commit(&Batch::of(changes)).await.is_ok())?;
    }
    let keys = async || {
        let contents = store.read_all().await.unwrap_or_default();
        contents.answers.into_iter().map(|answer| answer.key).collect::<Vec<_>>()
    };
    holds("answers are read in the order they came", keys().await == ["z", "a", "m"])?;
    let changes = vec![Change::RemoveAnswer("a".into()), put("item", 1)];
    holds("an answer goes with its item's change", store.commit(&Batch::of(changes)).await.is_ok())?;
    holds("and only that one", keys().await == ["z", "m"])
}

async fn removals<S: Store>(store: &S) -> Result<(), Breach> {
    let nothing = vec![
        Change::RemoveItem("x".into()),
        Change::RemoveBytes("x".into()),
        Change::RemoveAnswer("x".into()),
    ];
    let batch = Batch::of(nothing);
    holds("removing what is not there is no failure", store.commit(&batch).await.is_ok())?;
    let changes = vec![put("a", 1), put("b", 1), Change::PutBytes("a".into(), vec![1])];
    holds("items are put", store.commit(&Batch::of(changes)).await.is_ok())?;
    let changes = vec![Change::RemoveItem("a".into()), Change::RemoveBytes("a".into())];
    holds(
        "an item is removed",
        store.commit(&Batch { expect: vec![("a".into(), 1)], ..Batch::of(changes) }).await.is_ok(),
    )?;
    holds("its bytes too", store.bytes("a").await == Ok(None))?;
    holds("nothing else is", items(store).await.iter().map(|item| item.key.as_str()).eq(["b"]))
}

/// A draft becomes an item in one step, and two tabs that write one draft lose nothing of each other's.
async fn drafts<S: Store>(a: &S, b: &S) -> Result<(), Breach> {
    let draft = |rev: u64| Record { key: "a".into(), rev, text: "{\u{1f6a8}".into() };
    let batch = |expected, rev| Batch {
        expect_drafts: vec![("a".into(), expected)],
        ..Batch::of(vec![Change::PutDraft(draft(rev))])
    };
    holds("a new draft is put", a.commit(&batch(0, 1)).await.is_ok())?;
    holds("another tab writes it on", b.commit(&batch(1, 2)).await.is_ok())?;
    holds(
        "a version that was overtaken is refused",
        a.commit(&batch(1, 2)).await == Err(StoreFault::Conflict),
    )?;
    holds("a draft comes back as it was given", a.drafts().await == Ok(vec![draft(2)]))?;
    holds("a draft is no item", items(a).await.is_empty())?;
    let send = |expected| Batch {
        expect: vec![("a".into(), expected)],
        ..Batch::of(vec![put("a", 1), Change::RemoveDraft("a".into())])
    };
    holds("a refused step keeps the draft", a.commit(&send(1)).await == Err(StoreFault::Conflict))?;
    holds("all of it", b.drafts().await.is_ok_and(|drafts| drafts.len() == 1))?;
    holds("a draft becomes an item", a.commit(&send(0)).await.is_ok())?;
    holds("and is a draft no more", b.drafts().await == Ok(Vec::new()) && items(b).await.len() == 1)?;
    holds("what was sent cannot be written on", b.commit(&batch(2, 3)).await == Err(StoreFault::Conflict))?;
    let gone = Batch::of(vec![Change::RemoveDraft("a".into())]);
    holds("removing a draft that is not there is no failure", a.commit(&gone).await.is_ok())
}

fn put(key: &str, rev: u64) -> Change {
    Change::PutItem(Record { key: key.into(), rev, text: "{}".into() })
}

async fn items<S: Store>(store: &S) -> Vec<Record> {
    store.read_all().await.unwrap_or_default().items
}

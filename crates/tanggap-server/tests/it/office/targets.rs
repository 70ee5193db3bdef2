//! What is merged waits for another report's answer: so nothing is merged into what is over, and where that other one ends
//! without an answer, what was merged into it is open again.

use super::kinds::{self, command};
use crate::{
    message,
    town::{NOW, Town},
};
use rusqlite::Connection;
use serde_json::Value;
use tanggap_core::{office::Refusal, status::Status};
use tanggap_server::{
    office::{ActError, By, Deed, Note},
    store::DATABASE,
};

/// A report of the city's desk, as its device has it.
async fn sent(town: &Town) -> Value {
    let (path, body) = kinds::report("aspirasi", "lamp", "canary");
    assert_eq!(town.put(&path, body.to_string()).await.status, 201);
    body
}

fn number(body: &Value) -> &str {
    body["ticket"].as_str().unwrap()
}

async fn merged(town: &Town, report: &Value, into: &Value) -> Result<Option<String>, ActError> {
    town.act(number(report), By::ItsDesk, Deed::Merge { into: number(into).into() }, NOW).await
}

async fn stands(town: &Town, report: &Value) -> String {
    let shown = town.get(&format!("/api/requests/{}.json", number(report))).await.json();
    shown[0]["extended_attributes"]["tanggap"]["status"].as_str().unwrap().to_owned()
}

/// One way in which a report ends, by its name.
async fn end(town: &Town, report: &Value, how: &str) {
    match how {
        "withdrawn" => {
            assert_eq!(message::send(town, &message::of(report, "withdraw", "")).await.status, 201);
        }
        "erased" => town.erase(number(report)).await,
        status => {
            let status = Some(Status::parse(status).unwrap());
            let deed = Deed::Update { status, note: Note::default() };
            town.act(number(report), By::ItsDesk, deed, NOW).await.unwrap();
        }
    }
}

#[tokio::test]
async fn nothing_is_merged_into_what_is_over() {
    let town = kinds::town();
    let report = sent(&town).await;
    for how in ["withdrawn", "closed", "rejected", "duplicate", "erased"] {
        let over = sent(&town).await;
        end(&town, &over, how).await;
        let refused = merged(&town, &report, &over).await;
        assert!(matches!(refused, Err(ActError::Refused(Refusal::IntoOver))), "{how}: {refused:?}");
        let told = command(&town, &["merge", number(&report), "--into", number(&over)]).await.unwrap_err();
        assert!(told.contains("is over") && told.contains("open"), "{how}: {told}");
        assert_eq!(stands(&town, &report).await, "received", "{how}");
    }
    let answered = sent(&town).await;
    end(&town, &answered, "answered").await;
    merged(&town, &report, &answered).await.unwrap();
}

#[tokio::test]
async fn where_its_target_ends_without_an_answer_a_merged_report_is_open_again_and_its_reporter_reads_so() {
    for (how, reopens) in [
        ("withdrawn", true),
        ("erased", true),
        ("rejected", true),
        ("duplicate", true),
        ("closed", false),
        ("answered", false),
    ] {
        let town = kinds::town();
        let [report, into] = [sent(&town).await, sent(&town).await];
        merged(&town, &report, &into).await.unwrap();
        end(&town, &into, how).await;
        let expected = if reopens { "reopened" } else { "duplicate" };
        assert_eq!(stands(&town, &report).await, expected, "{how}");
        let told = town.get(&format!("/api/requests/{}/updates.json", number(&report))).await.text();
        assert_eq!(told.contains("reopened"), reopens, "{how}: {told}");
        let withdraws = message::send(&town, &message::of(&report, "withdraw", "")).await;
        assert_eq!(withdraws.status == 201, reopens, "{how}: its reporter may act again");
    }
}

#[tokio::test]
async fn what_is_closed_with_an_answer_and_then_erased_reopens_nothing() {
    let town = kinds::town();
    let [report, into] = [sent(&town).await, sent(&town).await];
    merged(&town, &report, &into).await.unwrap();
    end(&town, &into, "closed").await;
    town.erase(number(&into)).await;
    assert_eq!(stands(&town, &report).await, "duplicate");
}

#[tokio::test]
async fn in_a_chain_each_waits_for_the_next_that_is_there() {
    let town = kinds::town();
    let [first, middle, last] = [sent(&town).await, sent(&town).await, sent(&town).await];
    merged(&town, &first, &middle).await.unwrap();
    merged(&town, &middle, &last).await.unwrap();
    town.erase(number(&middle)).await;
    assert_eq!(stands(&town, &first).await, "duplicate", "the last one goes on in its place");
    end(&town, &last, "withdrawn").await;
    assert_eq!(stands(&town, &first).await, "reopened");

    let [first, middle, last] = [sent(&town).await, sent(&town).await, sent(&town).await];
    merged(&town, &first, &middle).await.unwrap();
    merged(&town, &middle, &last).await.unwrap();
    end(&town, &last, "rejected").await;
    assert_eq!([stands(&town, &first).await, stands(&town, &middle).await], ["duplicate", "reopened"]);
}

#[tokio::test]
async fn a_start_opens_again_what_an_earlier_release_has_left_merged_into_nothing() {
    let town = kinds::town();
    let mut reports = Vec::new();
    for sql in [
        "update reports set status = 'withdrawn' where ticket = ?1",
        "update reports set status = 'rejected' where ticket = ?1",
        "update reports set erased_at = 1, body = x'' where ticket = ?1",
        "update reports set status = 'closed' where ticket = ?1",
    ] {
        let [report, into] = [sent(&town).await, sent(&town).await];
        merged(&town, &report, &into).await.unwrap();
        let database = Connection::open(town.folder.path().join(DATABASE)).unwrap();
        assert_eq!(database.execute(sql, [number(&into)]).unwrap(), 1);
        reports.push(report);
    }
    let town = kinds::restarted(town, None).await;
    for (report, expected) in reports.iter().zip(["reopened", "reopened", "reopened", "duplicate"]) {
        assert_eq!(stands(&town, report).await, expected);
    }
}

#[tokio::test]
async fn a_merge_names_the_number_that_nobody_has() {
    let (town, nobodys) = (kinds::town(), "482719305543");
    let report = sent(&town).await;
    let told = command(&town, &["merge", number(&report), "--into", nobodys]).await.unwrap_err();
    assert_eq!(told, "no report has the number 4827 1930 5543");
    let told = command(&town, &["merge", nobodys, "--into", number(&report)]).await.unwrap_err();
    assert_eq!(told, "no report has the number 4827 1930 5543");
}

//! A report arrives once, however often it is sent.

use crate::{
    message, report,
    town::{JSON, Town},
};
use axum::{
    body::{Body, Bytes},
    http::{Request, StatusCode, header},
};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

#[tokio::test]
async fn the_same_bytes_get_the_same_receipt_for_ever() {
    let town = Town::new();
    let body = report::fresh();
    let path = report::path(&body);
    assert_eq!(town.get(&path).await.status, StatusCode::NOT_FOUND);
    let first = town.put(&path, body.to_string()).await;
    assert_eq!(first.status, StatusCode::CREATED);
    assert_eq!(first.header("idempotency-replayed"), None);
    let receipt = first.json();
    assert_eq!(receipt["uid"], body["uid"]);
    assert_eq!((&receipt["ticket"], &receipt["service_request_id"]), (&body["ticket"], &body["ticket"]));
    assert_eq!(receipt["received_at"], "2026-11-24T03:00:00Z");
    for _ in 0..3 {
        let again = town.put(&path, body.to_string()).await;
        assert_eq!((again.status, again.body), (StatusCode::OK, first.body.clone()));
        assert_eq!(again.headers["idempotency-replayed"], "true");
    }
    let asked = town.get(&path).await;
    assert_eq!((asked.status, asked.body), (StatusCode::OK, first.body));
    assert_eq!(town.portal.store.all().await.unwrap().len(), 1);
}

#[tokio::test]
async fn other_bytes_under_the_same_uid_are_refused_and_change_nothing() {
    let town = Town::new();
    let body = report::fresh();
    let path = report::path(&body);
    town.report(&body).await;
    let mut changed = body.clone();
    changed["description"] = "Something else".into();
    for other in [changed.to_string(), format!("{body} "), "not even JSON".to_owned()] {
        let answer = town.put(&path, other).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
        assert_eq!(answer.json()[0]["extensions"]["tanggap"]["field"], "uid");
    }
    let elsewhere = path.replace("aspirasi", "polresta");
    assert_eq!(town.put(&elsewhere, body.to_string()).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(town.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
    assert_eq!(town.put(&path, body.to_string()).await.status, StatusCode::OK);
}

/// The same bytes from fifty sides at the same moment.
async fn fifty_at_once(town: &Town, path: &str, text: &str) -> Vec<(StatusCode, Bytes)> {
    let sending: Vec<_> = (0..50)
        .map(|_| {
            let (app, path, text) = (town.app.clone(), path.to_owned(), text.to_owned());
            tokio::spawn(async move {
                let request =
                    Request::put(path).header(header::CONTENT_TYPE, JSON).body(Body::from(text)).unwrap();
                let response = app.answer(request, [127, 0, 0, 1].into(), false).await;
                let status = response.status();
                (status, axum::body::to_bytes(response.into_body(), 10_000).await.unwrap())
            })
        })
        .collect();
    let mut answers = Vec::new();
    for task in sending {
        answers.push(task.await.unwrap());
    }
    answers
}

#[tokio::test]
async fn fifty_at_once_are_one_report_with_fifty_equal_receipts() {
    let town = Town::new();
    let body = report::fresh();
    let (path, text) = (report::path(&body), body.to_string());
    let answers = fifty_at_once(&town, &path, &text).await;
    assert_eq!(answers.iter().filter(|(status, _)| *status == StatusCode::CREATED).count(), 1);
    assert_eq!(answers.iter().filter(|(status, _)| *status == StatusCode::OK).count(), 49);
    assert!(answers.iter().all(|(_, receipt)| *receipt == answers[0].1));
    assert_eq!(town.portal.store.all().await.unwrap().len(), 1);
}

#[tokio::test]
async fn fifty_messages_at_once_are_one_and_act_once() {
    let town = Town::new();
    let body = report::fresh();
    let ticket = town.report(&body).await;
    let withdraw = message::of(&body, "withdraw", "Settled");
    let answers = fifty_at_once(&town, &message::path(&withdraw), &withdraw.to_string()).await;
    assert_eq!(answers.iter().filter(|(status, _)| *status == StatusCode::CREATED).count(), 1);
    assert!(answers.iter().all(|(status, receipt)| status.is_success() && *receipt == answers[0].1));
    let updates = town.get(&format!("/api/requests/{ticket}/updates.json")).await.json();
    assert_eq!(updates.as_array().unwrap().len(), 2, "received, and withdrawn once");
}

#[tokio::test]
async fn a_compressed_report_is_the_same_report() {
    let town = Town::new();
    let body = report::fresh();
    let mut zipped = GzEncoder::new(Vec::new(), Compression::fast());
    zipped.write_all(body.to_string().as_bytes()).unwrap();
    let request = Request::put(report::path(&body))
        .header(header::CONTENT_TYPE, JSON)
        .header(header::CONTENT_ENCODING, "gzip");
    let first = town.send(request.body(zipped.finish().unwrap().into()).unwrap()).await;
    assert_eq!(first.status, StatusCode::CREATED);
    assert_eq!(town.put(&report::path(&body), body.to_string()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_report_on_older_questions_is_not_lost() {
    let town = Town::new();
    let mut body = report::fresh();
    body["answers"] = serde_json::json!({"problem": "a-choice-that-is-gone"});
    assert_eq!(town.put(&report::path(&body), body.to_string()).await.status, StatusCode::BAD_REQUEST);
    body["definition_version"] = "0".into();
    assert_eq!(town.put(&report::path(&body), body.to_string()).await.status, StatusCode::CREATED);
}

//! Whoever watches over the server is told what it can't do, in words that are described.

use crate::{openapi::check, report, town::Town};

#[tokio::test]
async fn a_server_that_can_no_longer_write_says_so_and_one_that_can_again_as_well() {
    let town = Town::new();
    let well = town.get("/healthz").await;
    assert_eq!((well.status.as_u16(), &well.json()["status"]), (200, &"ok".into()));
    town.portal.store.bound(1).await.unwrap();
    let refused = loop {
        let mut body = report::fresh();
        body["description"] = "x".repeat(4_000).into();
        let answer = town.put(&report::path(&body), body.to_string()).await;
        if answer.status != 201 {
            break answer;
        }
    };
    assert_eq!(refused.status, 507);
    town.portal.store.bound(1 << 30).await.unwrap();
    assert_eq!(town.get("/healthz").await.status, 200, "it tries by itself, without a report");
    town.portal.store.bound(1).await.unwrap();
    let mut large = report::fresh();
    large["description"] = "x".repeat(4_000).into();
    while town.put(&report::path(&large), large.to_string()).await.status == 201 {
        large["uid"] = report::fresh()["uid"].clone();
        large["ticket"] = report::fresh()["ticket"].clone();
    }
    let full = town.get("/healthz").await;
    assert_eq!((full.status.as_u16(), &full.json()["status"]), (503, &"cannot_write".into()));
    assert_eq!(full.json()["reason"], "no_room");
    check("/healthz", "get", 503, &full.json());
    let receipt = town.get(&report::path(&report::fresh())).await;
    assert_eq!(receipt.status, 404, "what only reads goes on");
}

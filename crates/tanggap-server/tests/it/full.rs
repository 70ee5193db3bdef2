//! F3: a disk without room. What does not fit is refused whole and can be sent again; what was there stays.

use crate::{
    photo::{self, PIECE},
    report,
    town::Town,
};
use serde_json::json;
use std::fs;
use tanggap_server::store::DATABASE;

const SLOT: &str = "kQ3-vT8_xW2m";

#[tokio::test]
async fn a_full_disk_refuses_whole_reports_and_photos_and_passes() {
    let (town, picture) = (Town::new(), photo::noise());
    let mut body = report::fresh();
    body["media"] = json!([photo::claim(SLOT, &picture)]);
    let ticket = town.report(&body).await;
    let (path, slot) = (report::path(&body), format!("{}/media/{SLOT}", report::path(&body)));
    assert_eq!(photo::send(&town, &slot, &picture, 0..PIECE).await.status, 202);
    let size = fs::metadata(town.folder.path().join(DATABASE)).unwrap().len();
    town.portal.store.bound(size + (100 << 10)).await.unwrap();
    let mut kept = vec![body.clone()];
    let refused = loop {
        let mut body = report::fresh();
        body["description"] = "x".repeat(4_000).into();
        let answer = town.put(&report::path(&body), body.to_string()).await;
        if answer.status != 201 {
            assert_eq!(answer.status, 507, "{}", answer.text());
            assert!(answer.header("retry-after").is_some() && answer.json()[0]["code"] == 507);
            break body;
        }
        kept.push(body);
        assert!(kept.len() < 1_000, "there is room without end");
    };
    let piece = photo::send(&town, &slot, &picture, PIECE..2 * PIECE).await;
    assert_eq!((piece.status.as_u16(), piece.header("retry-after").is_some()), (507, true));
    assert_eq!(town.get(&slot).await.json()["received"], PIECE, "what was answered stays");
    assert_eq!(town.get(&report::path(&refused)).await.status, 404, "nothing of it is there");
    assert_eq!(town.portal.store.all().await.unwrap().len(), kept.len());
    for body in &kept {
        assert_eq!(
            town.put(&report::path(body), body.to_string()).await.status,
            200,
            "receipts cost no room"
        );
    }
    assert_eq!(town.get(&format!("/api/requests/{ticket}.json")).await.status, 200);
    town.portal.store.bound(1 << 30).await.unwrap();
    assert_eq!(town.put(&report::path(&refused), refused.to_string()).await.status, 201);
    assert_eq!(photo::send_rest(&town, &slot, &picture, PIECE).await.status, 201);
    assert_eq!(town.get(&path).await.json()["missing_media"], json!([]));
}

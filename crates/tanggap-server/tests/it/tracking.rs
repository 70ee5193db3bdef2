//! Where a report stands: by its number for everyone, with what it says only once it is published.

use crate::{
    report,
    town::{NOW, Town},
};
use serde_json::{Value, json};

const DAY: i64 = 24 * 3_600;

async fn track(town: &Town, ticket: &str) -> Value {
    let answer = town.get(&format!("/api/requests/{ticket}.json")).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.json().as_array().unwrap().len(), 1, "GeoReport: an array of one");
    answer.json()[0].clone()
}

#[tokio::test]
async fn a_number_tells_where_a_report_stands_and_nothing_more() {
    let town = Town::new();
    let ticket = town.report(&report::fresh()).await;
    let found = track(&town, &ticket).await;
    assert_eq!(found["service_request_id"], ticket);
    assert_eq!((&found["status"], &found["service_name"]), (&json!("open"), &json!("Lampu jalan")));
    assert_eq!(found["requested_datetime"], "2026-11-24T03:00:00Z");
    let own = &found["extended_attributes"]["tanggap"];
    assert_eq!(
        (&own["ticket"], &own["status"], &own["desk"]),
        (&json!(ticket), &json!("received"), &json!("aspirasi"))
    );
    assert_eq!(own["published"], false);
    assert_eq!(own["clock"]["day"], 0);
    assert_eq!(found["expected_datetime"], format!("{}T16:59:59Z", own["clock"]["due"].as_str().unwrap()));
    for private in ["description", "lat", "long", "address", "address_id", "media_url", "status_notes"] {
        assert!(found.get(private).is_none(), "{private}");
    }
    let english = town.get(&format!("/api/aspirasi/requests/{ticket}.json?locale=en")).await.json();
    assert_eq!(english[0]["service_name"], "Street light");
    assert_eq!(
        town.get(&format!("/api/polresta/requests/{ticket}.json")).await.status,
        404,
        "not that desk's"
    );
}

#[tokio::test]
async fn what_desks_do_shows_in_the_timeline_under_one_number() {
    let town = Town::new();
    let ticket = town.report(&report::fresh()).await;
    town.status(&ticket, "verified", None, NOW + 60).await;
    town.refer(&ticket, "polresta", Some("To the police"), NOW + DAY).await;
    town.note(&ticket, "We have it", NOW + 2 * DAY).await;
    town.status(&ticket, "closed", Some("Done"), NOW + 3 * DAY).await;
    for desk in ["", "/aspirasi", "/polresta"] {
        let updates = town.get(&format!("/api{desk}/requests/{ticket}/updates.json")).await.json();
        let told: Vec<_> = updates
            .as_array()
            .unwrap()
            .iter()
            .map(|update| {
                let own = &update["extended_attributes"]["tanggap"];
                [&update["status"], &own["kind"], &own["desk"], &own["to_desk"], &update["description"]]
                    .map(|text| text.as_str().unwrap_or("-").to_owned())
            })
            .collect();
        assert_eq!(
            told,
            [
                ["received", "status", "aspirasi", "-", ""],
                ["verified", "status", "aspirasi", "-", ""],
                ["referred", "referral", "aspirasi", "polresta", "To the police"],
                ["referred", "note", "polresta", "-", "We have it"],
                ["closed", "status", "polresta", "-", "Done"],
            ],
            "{desk}"
        );
    }
    let found = track(&town, &ticket).await;
    assert_eq!((&found["status"], &found["status_notes"]), (&json!("closed"), &json!("Done")));
    assert_eq!(found["updated_datetime"], "2026-11-27T03:00:00Z");
    assert_eq!(found["extended_attributes"]["tanggap"]["clock"]["day"], 3, "a closed report's clock stands");
}

#[tokio::test]
async fn a_published_report_says_what_and_where_and_never_who() {
    let town = Town::new();
    let ticket = town.report(&report::fresh()).await;
    town.publish(&ticket).await;
    let found = track(&town, &ticket).await;
    assert_eq!(found["description"], "Lampu jalan mati\ndi depan pasar");
    assert_eq!((found["lat"].as_f64(), &found["address_id"]), (Some(-6.5951), &json!("32.71.03.1003")));
    assert!(found["address"].as_str().unwrap().starts_with("Depan apotek, "));
    let listed = town.get("/api/aspirasi/requests.json").await;
    assert_eq!(listed.json()[0], found);
    for canary in ["Ani", "6281212345678", "secret"] {
        assert!(!listed.text().contains(canary), "{canary}");
    }
}

#[tokio::test]
async fn a_report_that_is_never_public_shows_its_hour_only() {
    let town = Town::new();
    let (path, body) = report::about_police();
    let receipt = town.put(&path, body.to_string()).await;
    assert_eq!(receipt.status, 201, "{}", receipt.text());
    let ticket = receipt.json()["ticket"].as_str().unwrap().to_owned();
    town.status(&ticket, "verified", None, NOW + 1_801).await;
    assert_eq!(track(&town, &ticket).await["updated_datetime"], "2026-11-24T03:00:00Z");
}

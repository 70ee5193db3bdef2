//! The area of a place is a code of the city's config. What is none is kept for the office, and is never public: whoever sends
//! a report may write into that field whatever they like, and nothing takes it out of what is published.

use crate::{report, town::Town};
use serde_json::{Value, json};
use tanggap_server::{
    office::{By, Deed, see},
    store::Redaction,
};

const CANARY: &str = "Bripka Canary, Jl. Mawar 5, 0812-3456-7890";
const KNOWN: &str = "32.71.03.1003";

/// All that anybody reads of a report without its key.
async fn read_by_all(town: &Town, ticket: &str) -> String {
    let mut read = String::new();
    for path in [
        format!("/api/requests/{ticket}.json"),
        format!("/api/aspirasi/requests/{ticket}.json"),
        format!("/api/aspirasi/requests.json?service_request_id={ticket}"),
        "/api/aspirasi/requests.json".into(),
        format!("/api/requests/{ticket}/updates.json"),
        "/api/aspirasi/stats.json".into(),
    ] {
        let answer = town.get(&path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        read.push_str(&answer.text());
    }
    read
}

/// By both ways in.
async fn sent(town: &Town, area: &str) -> [String; 2] {
    let mut body = report::fresh();
    body["place"] = json!({"lat": -6.5951, "long": 106.8054, "address": "Jl. 1", "area": area});
    let form = format!(
        "service_code=street-light&attribute[problem]=off&description=x&lat=-6.6&long=106.8&address_id={area}"
    );
    let posted = town.post("/api/aspirasi/requests.json", &form).await;
    assert_eq!(posted.status, 200, "{}", posted.text());
    let posted = posted.json()[0]["service_request_id"].as_str().unwrap().to_owned();
    [town.report(&body).await, posted]
}

#[tokio::test]
async fn an_area_that_the_city_has_not_is_kept_for_the_office_and_never_public() {
    let town = Town::new();
    for ticket in sent(&town, CANARY).await {
        town.publish(&ticket).await;
        let public = read_by_all(&town, &ticket).await;
        assert!(public.contains(&ticket) && !public.contains("Canary"), "{public}");
        // Nothing of a redaction brings it back.
        let redaction = Redaction { description: Some("x".into()), ..Redaction::default() };
        town.act(&ticket, By::ItsDesk, Deed::Redact { redaction, anew: true }, 0).await.unwrap();
        assert!(!read_by_all(&town, &ticket).await.contains("Canary"));
        let (store, config) = (&town.portal.store, &town.portal.config);
        let kept = see(store, config, &ticket, &By::ItsDesk).await.unwrap();
        assert!(String::from_utf8(kept.body).unwrap().contains("Canary"), "what was sent is kept");
    }
}

#[tokio::test]
async fn an_area_that_the_city_has_is_public_with_its_report() {
    let town = Town::new();
    for ticket in sent(&town, KNOWN).await {
        town.publish(&ticket).await;
        let shown: Value = town.get(&format!("/api/requests/{ticket}.json")).await.json();
        assert_eq!(shown[0]["address_id"], KNOWN);
    }
}

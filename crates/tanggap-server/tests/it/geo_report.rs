//! Plain GeoReport, as clients speak it that know nothing of Tanggap.

use crate::town::{NOW, Town};
use serde_json::json;

const FORM: &str = "jurisdiction_id=bogor&api_key=x&service_code=street-light&lat=-6.6&long=106.8&description=Lampu+mati\
    &attribute%5Bproblem%5D=off&first_name=Ani&email=ani%40example.org";

async fn post(town: &Town, form: &str) -> String {
    let answer = town.post("/api/aspirasi/requests.json", form).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()[0]["service_request_id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn discovery_names_the_endpoint_and_its_extensions() {
    let found = Town::new().get("/api/aspirasi/discovery.json").await.json();
    assert_eq!(found["endpoints"][0]["specification"], "http://wiki.open311.org/GeoReport_v2");
    let own = &found["extensions"]["tanggap"];
    assert_eq!(
        (&own["version"], &own["reports"], &own["limits"]["report_bytes"]),
        (&json!(1), &json!(true), &json!(65_536))
    );
    assert_eq!(own["locales"], json!(["id", "su", "en"]));
}

#[tokio::test]
async fn a_form_becomes_a_report_with_a_number() {
    let town = Town::new();
    let ticket = post(&town, FORM).await;
    assert_eq!(town.get(&format!("/api/aspirasi/requests/{ticket}.json")).await.json()[0]["status"], "open");
    assert_ne!(post(&town, FORM).await, ticket, "plain GeoReport has no once-only");
}

#[tokio::test]
async fn a_form_is_held_against_the_service_as_every_report() {
    let town = Town::new();
    for (form, status, field) in [
        ("", 400, "service_code"),
        ("service_code=x&description=y", 404, "service_code"),
        ("service_code=street-light&lat=-6.6&long=106.8&description=x", 400, "attribute[problem]"),
        ("service_code=street-light&lat=-6.6&description=x&attribute[problem]=off", 400, "lat"),
        ("service_code=street-light&lat=1e9&long=0&description=x&attribute[problem]=off", 400, "lat"),
        ("service_code=street-light&lat=NaN&long=106.8&description=x&attribute[problem]=off", 400, "lat"),
        ("service_code=street-light&lat=-6,5,9&long=106,8&description=x&attribute[problem]=off", 400, "lat"),
        ("service_code=street-light&lat=+&long=106.8&description=x&attribute[problem]=off", 400, "lat"),
        (
            "service_code=street-light&address_string=x&description=%00%e2%80%8b&attribute[problem]=off",
            400,
            "description",
        ),
        (
            "service_code=street-light&address_string=x&description=%ff&attribute[problem]=off",
            400,
            "description",
        ),
        (
            "service_code=street-light&address_string=x&description=y&attribute[problem]=off&first_name=Ani",
            400,
            "phone",
        ),
        (
            "service_code=street-light&address_string=x&description=x&attribute[problem]=off&email=a@x.id",
            400,
            "first_name",
        ),
        (
            "service_code=street-light&address_string=x&description=x&attribute[problem]=off&first_name=A&email=a",
            400,
            "email",
        ),
        ("service_code=street-light&description=x&attribute[problem]=off", 400, "address_string"),
    ] {
        let answer = town.post("/api/aspirasi/requests.json", form).await;
        assert_eq!(answer.status, status, "{form}: {}", answer.text());
        assert_eq!(answer.json()[0]["extensions"]["tanggap"]["field"], field, "{form}");
    }
}

#[tokio::test]
async fn several_values_and_no_name_are_taken() {
    let town = Town::new();
    let form = "service_code=waste-collection&address_string=TPS&description=x&attribute[where]=tps&attribute[days]=4\
        &attribute[kinds][]=household&attribute[kinds][]=garden";
    let ticket = post(&town, form).await;
    town.publish(&ticket).await;
    let found = town.get(&format!("/api/aspirasi/requests/{ticket}.json")).await.json();
    assert_eq!((&found[0]["address"], &found[0]["description"]), (&json!("TPS"), &json!("x")));
}

#[tokio::test]
async fn an_address_beside_the_words_is_shown_as_a_link_once_published() {
    let town = Town::new();
    let form = format!(
        "{FORM}&media_url=https%3A%2F%2FA.example%2Ffoto+1.jpg&media_url=&media_url[]=http://b.example/%00"
    );
    let ticket = post(&town, &form).await;
    let path = format!("/api/aspirasi/requests/{ticket}.json");
    assert!(!town.get(&path).await.text().contains("a.example"), "hidden as the words are");
    town.publish(&ticket).await;
    let shown = &town.get(&path).await.json()[0];
    let links = &shown["extended_attributes"]["tanggap"]["links"];
    assert_eq!(*links, json!(["https://a.example/foto%201.jpg", "http://b.example/"]));
    assert!(shown["media_url"].is_null(), "clients show that as a picture");
    assert_eq!(town.get("/api/aspirasi/requests.json").await.json()[0], *shown);
    for bad in [
        "data:image/png;base64,AAAA",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://a.example/x",
        "//a.example/x.jpg",
        "foto.jpg",
        "https://user:word@a.example/x.jpg",
        "https://",
        &format!("https://a.example/{}", "x".repeat(2_000)),
    ] {
        let answer = town.post("/api/aspirasi/requests.json", &format!("{FORM}&media_url={bad}")).await;
        assert_eq!(crate::message::fault(&answer), (400, "media_url".into(), "link".into()), "{bad}");
    }
    let many = format!("{FORM}{}", "&media_url=https://a.example/".repeat(9));
    let answer = town.post("/api/aspirasi/requests.json", &many).await;
    assert_eq!(crate::message::fault(&answer), (400, "media_url".into(), "max".into()));
}

#[tokio::test]
async fn what_other_clients_send_along_is_taken() {
    let town = Town::new();
    for more in [
        "&device_id=abc&account_id=7&deviceid=x&email_alerts_requested=TRUE&unknown=%00&=&&x",
        "&service_code=noise&description=again&lat=1",
        "&address_id=%23NOTPINPOINTED%23",
    ] {
        let ticket = post(&town, &format!("{FORM}{more}")).await;
        town.publish(&ticket).await;
        let shown = &town.get(&format!("/api/aspirasi/requests/{ticket}.json")).await.json()[0];
        assert_eq!((&shown["description"], &shown["lat"]), (&json!("Lampu mati"), &json!(-6.6)), "{more}");
    }
    let alone = "service_code=street-light&description=x&attribute[problem]=off&address_id=999";
    let answer = town.post("/api/aspirasi/requests.json", alone).await;
    assert_eq!(crate::message::fault(&answer), (400, "address_id".into(), "choice".into()));
    let known = alone.replace("999", "32.71.03.1003");
    assert_eq!(town.post("/api/aspirasi/requests.json", &known).await.status, 200);
    let huge = format!("{FORM}{}", "&a=b".repeat(20_000));
    assert_eq!(town.post("/api/aspirasi/requests.json", &huge).await.status, 413);
    let many = format!("{FORM}{}", "&a=b".repeat(15_000));
    assert_eq!(town.post("/api/aspirasi/requests.json", &many).await.status, 200);
}

#[tokio::test]
async fn only_published_reports_are_listed_and_filters_narrow_them() {
    let town = Town::new();
    let hidden = post(&town, FORM).await;
    // Of one second: the larger number comes first.
    let mut numbers = [post(&town, FORM).await, post(&town, FORM).await];
    numbers.sort();
    let [one, two] = numbers;
    for ticket in [&one, &two] {
        town.publish(ticket).await;
    }
    town.status(&two, "closed", None, NOW + 60).await;
    for (query, expected) in [
        ("", vec![&two, &one]),
        ("?status=open", vec![&one]),
        ("?status=closed", vec![&two]),
        ("?status=open,closed", vec![&two, &one]),
        ("?service_code=street-light,noise", vec![&two, &one]),
        ("?service_code=noise", vec![]),
        ("?page_size=1", vec![&two]),
        ("?page_size=1&page=2", vec![&one]),
        ("?page=9", vec![]),
        ("?start_date=2026-11-24T00:00:00Z", vec![&two, &one]),
        ("?end_date=2026-11-23T00:00:00Z", vec![]),
        // Received on the 24th at 10:00 in the city, which is 03:00 UTC.
        ("?start_date=2026-11-24&end_date=2026-11-24", vec![&two, &one]),
        ("?start_date=2026-11-25&end_date=2026-11-25", vec![]),
        ("?start_date=2026-11-23&end_date=2026-11-23", vec![]),
        ("?start_date=2026-08-27&end_date=2026-11-24", vec![&two, &one]),
        ("?end_date=2026-11-24", vec![&two, &one]),
        ("?start_date=2026-11-24T03:00:00Z&end_date=2026-11-24T03:00:00Z", vec![&two, &one]),
        ("?start_date=2026-11-24T10:00:00+07:00&end_date=2026-11-24T10:00:00%2B07:00", vec![&two, &one]),
        ("?start_date=2026-11-24T03:00:01Z&end_date=2026-11-24", vec![]),
        ("?start_date=2026-11-24&end_date=2026-11-24T02:59:59Z", vec![]),
    ] {
        let found = town.get(&format!("/api/aspirasi/requests.json{query}")).await.json();
        let found: Vec<_> = found
            .as_array()
            .unwrap()
            .iter()
            .map(|found| found["service_request_id"].as_str().unwrap())
            .collect();
        assert_eq!(found, expected, "{query}");
    }
    let named = format!("/api/aspirasi/requests.json?service_request_id={one},{hidden}&status=closed");
    let named = town.get(&named).await.json();
    assert_eq!(named.as_array().unwrap().len(), 1, "ids override all other filters, and hidden stays hidden");
    assert_eq!(town.get("/api/polresta/requests.json").await.json(), json!([]));
}

#[tokio::test]
async fn a_token_is_the_uid_of_a_report() {
    let town = Town::new();
    let body = crate::report::fresh();
    let ticket = town.report(&body).await;
    let uid = body["uid"].as_str().unwrap();
    let found = town.get(&format!("/api/aspirasi/tokens/{uid}.json")).await.json();
    assert_eq!(found, json!([{"service_request_id": ticket, "token": uid}]));
}

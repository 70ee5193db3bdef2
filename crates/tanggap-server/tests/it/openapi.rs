//! The API's description says what the code does: the same routes and methods, and answers of the described shape.

use crate::{
    correction, message, photo, report,
    town::{NOW, Town},
};
use serde_json::{Value, json};
use std::{collections::BTreeSet, sync::LazyLock};
use tanggap_server::{api::ROUTES, store::Forwarding};

const DESCRIPTION: &str = include_str!("../../../../docs/api/openapi.json");

fn description() -> &'static Value {
    static READ: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(DESCRIPTION).unwrap());
    &READ
}

#[test]
fn the_description_has_every_route_and_method_and_no_other() {
    let description = description();
    let described: BTreeSet<(String, String)> = description["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| {
            let methods = item.as_object().unwrap().keys().filter(|key| *key != "parameters");
            methods.map(|method| (path.clone(), method.clone())).collect::<Vec<_>>()
        })
        .collect();
    let routed = ROUTES.iter().flat_map(|route| {
        route.methods.iter().map(|method| (route.template.to_owned(), (*method).to_owned()))
    });
    assert_eq!(described, routed.collect());
}

#[tokio::test]
async fn answers_have_the_described_shape() {
    let town = Town::new();
    let mut body = report::fresh();
    body["media"] = json!([photo::claim("kQ3-vT8_xW2m", b"x")]);
    let ticket = town.report(&body).await;
    town.refer(&ticket, "polresta", Some("x"), NOW).await;
    town.publish(&ticket).await;
    let uid = body["uid"].as_str().unwrap();
    for (template, path, status) in [
        ("/healthz", "/healthz".to_owned(), 200),
        ("/api/{desk}/discovery.json", "/api/aspirasi/discovery.json".into(), 200),
        ("/api/{desk}/services.json", "/api/aspirasi/services.json".into(), 200),
        ("/api/{desk}/services/{service_code}.json", "/api/aspirasi/services/street-light.json".into(), 200),
        ("/api/{desk}/services/{service_code}.json", "/api/aspirasi/services/x.json".into(), 404),
        ("/api/{desk}/reports/{uid}", format!("/api/aspirasi/reports/{uid}"), 200),
        (
            "/api/{desk}/reports/{uid}",
            "/api/aspirasi/reports/6f9619ff-8b86-4d01-b42d-00cf4fc964ff".into(),
            404,
        ),
        ("/api/{desk}/requests.json", "/api/aspirasi/requests.json".into(), 200),
        ("/api/{desk}/requests.json", "/api/aspirasi/requests.json?page=x".into(), 400),
        ("/api/{desk}/requests/{ticket}.json", format!("/api/aspirasi/requests/{ticket}.json"), 200),
        (
            "/api/{desk}/requests/{ticket}/updates.json",
            format!("/api/polresta/requests/{ticket}/updates.json"),
            200,
        ),
        ("/api/{desk}/tokens/{token}.json", format!("/api/aspirasi/tokens/{uid}.json"), 200),
        ("/api/requests/{ticket}.json", format!("/api/requests/{ticket}.json"), 200),
        ("/api/requests/{ticket}/updates.json", format!("/api/requests/{ticket}/updates.json"), 200),
    ] {
        let answer = town.get(&path).await;
        assert_eq!(answer.status, status, "{path}");
        check(template, "get", status, &answer.json());
        // Whoever gets a tag may come with it again, and hears that nothing has changed.
        let operation = &description()["paths"][template]["get"];
        let tagged = operation["responses"][status.to_string()]["headers"]["ETag"].is_object();
        assert_eq!(answer.header("etag").is_some(), tagged, "{path}: an ETag");
        let asks = operation["parameters"].to_string().contains("/if_none_match");
        if status == 200 {
            assert_eq!((operation["responses"]["304"].is_object(), asks), (tagged, tagged), "{path}");
        }
    }
    let (photo, slot) = (photo::noise(), format!("{}/media/kQ3-vT8_xW2m", report::path(&body)));
    let template = "/api/{desk}/reports/{uid}/media/{slot}";
    check(template, "put", 202, &photo::send(&town, &slot, &photo, 0..photo::PIECE).await.json());
    check(template, "put", 409, &photo::send(&town, &slot, &photo, 0..photo::PIECE).await.json());
    check(template, "get", 200, &town.get(&slot).await.json());
    check(template, "put", 201, &photo::send_rest(&town, &slot, &photo, photo::PIECE).await.json());
    let put = town.put(&report::path(&body), body.to_string()).await;
    check("/api/{desk}/reports/{uid}", "put", 200, &put.json());
    let refused = town.put(&report::path(&report::fresh()), "{}").await;
    check("/api/{desk}/reports/{uid}", "put", 400, &refused.json());
    let correction = correction::of(&body);
    let not_refused = correction::put(&town, &correction).await;
    check("/api/{desk}/reports/{uid}", "put", 409, &not_refused.json());
    correction::forwarded(&town, &body, Forwarding::Refused).await;
    check("/api/{desk}/reports/{uid}", "put", 201, &correction::put(&town, &correction).await.json());
    let former = town.get(&report::path(&body)).await;
    check("/api/{desk}/reports/{uid}", "get", 200, &former.json());
    let form = "service_code=street-light&address_string=x&description=y&attribute[problem]=off";
    check(
        "/api/{desk}/requests.json",
        "post",
        200,
        &town.post("/api/aspirasi/requests.json", form).await.json(),
    );
}

#[tokio::test]
async fn answers_of_the_conversation_have_the_described_shape() {
    let (town, photo) = (Town::new(), photo::noise());
    let mut body = report::fresh();
    body["media"] = json!([photo::claim("some-slot", &photo)]);
    let ticket = town.report(&body).await;
    photo::send_rest(&town, &format!("{}/media/some-slot", report::path(&body)), &photo, 0).await;
    town.say(&ticket, "question", "Where?", NOW).await;
    for base in ["/api", "/api/{desk}"] {
        let real = base.replace("{desk}", "aspirasi");
        let mut sent = message::of(&body, "reopen", "Here");
        sent["media"] = json!([photo::claim("other-slot", &photo)]);
        let path = message::path(&sent).replacen("/api", &real, 1);
        let template = format!("{base}/tickets/{{ticket}}/messages/{{uid}}");
        check(&template, "put", 422, &town.put(&path, sent.to_string()).await.json());
        check(&template, "put", 400, &town.put(&path, "{}").await.json());
        check(&template, "get", 404, &town.get(&path).await.json());
        town.status(&ticket, "answered", None, NOW).await;
        check(&template, "put", 201, &town.put(&path, sent.to_string()).await.json());
        check(&template, "put", 200, &town.put(&path, sent.to_string()).await.json());
        check(&template, "get", 200, &town.get(&path).await.json());
        let (template, slot) = (format!("{template}/media/{{slot}}"), format!("{path}/media/other-slot"));
        check(&template, "put", 202, &photo::send(&town, &slot, &photo, 0..photo::PIECE).await.json());
        check(&template, "get", 200, &town.get(&slot).await.json());
        check(&template, "put", 201, &photo::send_rest(&town, &slot, &photo, photo::PIECE).await.json());
        let proof = body["key_proof"].as_str().unwrap();
        for (proof, status) in [(proof, 200), (&"0".repeat(64), 403), ("", 400)] {
            let answer = message::post_track(&town, &real, &ticket, proof, [127, 0, 0, 1]).await;
            assert_eq!(answer.status, status);
            check(&format!("{base}/track"), "post", status, &answer.json());
        }
        let session = message::session(&town, &body).await;
        let path = format!("{real}/tickets/{ticket}.json");
        let template = format!("{base}/tickets/{{ticket}}.json");
        check(&template, "get", 200, &message::look(&town, &path, &session).await.json());
        check(&template, "get", 401, &town.get(&path).await.json());
        check(
            &format!("{base}/stats.json"),
            "get",
            200,
            &town.get(&format!("{real}/stats.json")).await.json(),
        );
        let updates = town.get(&format!("{real}/requests/{ticket}/updates.json")).await.json();
        check(&format!("{base}/requests/{{ticket}}/updates.json"), "get", 200, &updates);
    }
}

#[test]
fn the_golden_message_has_the_described_shape() {
    let path = "/api/{desk}/tickets/{ticket}/messages/{uid}";
    let schema = &description()["paths"][path]["put"]["requestBody"]["content"]["application/json"]["schema"];
    let golden = include_str!("../../../../tests/fixtures/message-v1.json");
    hold(schema, &serde_json::from_str(golden).unwrap(), "body");
}

#[test]
fn the_golden_report_has_the_described_shape() {
    let schema = &description()["paths"]["/api/{desk}/reports/{uid}"]["put"]["requestBody"]["content"]["application/json"]
        ["schema"];
    hold(schema, &report::fresh(), "body");
    let with_photos = include_str!("../../../../tests/fixtures/report-v1-photos.json");
    hold(schema, &serde_json::from_str(with_photos).unwrap(), "body");
}

pub fn check(template: &str, method: &str, status: u16, answer: &Value) {
    let description = description();
    let response = &description["paths"][template][method]["responses"][status.to_string()];
    let response = resolve(description, response);
    let schema = &response["content"]["application/json"]["schema"];
    assert!(schema.is_object(), "{method} {template} {status} is not described");
    hold(schema, answer, &format!("{method} {template} {status}"));
}

fn resolve<'a>(description: &'a Value, value: &'a Value) -> &'a Value {
    let Some(reference) = value["$ref"].as_str() else { return value };
    resolve(
        description,
        description.pointer(reference.trim_start_matches('#')).unwrap_or_else(|| panic!("{reference}")),
    )
}

/// The part of JSON Schema that the description uses; an undescribed property is a fault too.
fn hold(schema: &Value, value: &Value, at: &str) {
    let description = description();
    let schema = resolve(description, schema);
    let types: Vec<&str> = match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        other => other.as_str().into_iter().collect(),
    };
    let given = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let fits =
        types.is_empty() || types.contains(&given) || (given == "integer" && types.contains(&"number"));
    assert!(fits, "{at}: {given} is not {types:?}");
    if let Some(words) = schema["enum"].as_array() {
        assert!(words.contains(value), "{at}: {value} is not one of {words:?}");
    }
    for item in value.as_array().into_iter().flatten() {
        hold(&schema["items"], item, &format!("{at}[]"));
    }
    let Some(members) = value.as_object() else { return };
    for name in schema["required"].as_array().into_iter().flatten() {
        assert!(members.contains_key(name.as_str().unwrap()), "{at}: {name} is missing");
    }
    let free = schema["additionalProperties"].is_object() || schema["additionalProperties"] == json!(true);
    for (name, member) in members {
        let described = &schema["properties"][name];
        assert!(described.is_object() || free, "{at}.{name} is not described");
        hold(described, member, &format!("{at}.{name}"));
    }
}

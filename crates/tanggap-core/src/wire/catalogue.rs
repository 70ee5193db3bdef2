//! `GET services`: what a desk takes.

use super::envelope::{extension, parse, unwrapped};
use crate::{
    json::Node,
    service::{IdentityKind, PlaceRule, Service, ServiceClock, ServiceKind, keywords},
};
use serde_json::{Value, json};

/// Reads a desk's services; entries without a code are dropped. `None` when it is no list of services.
pub fn services(desk: &str, bytes: &[u8]) -> Option<Vec<Service>> {
    let value = parse(bytes)?;
    let entries = unwrapped(&Node::root(&value), &["services"]);
    Some(entries.iter().filter_map(|entry| service(desk, entry)).collect())
}

fn service(desk: &str, node: &Node) -> Option<Service> {
    let code = node.get("service_code").optional_text().ok().flatten()?;
    let name = node.get("service_name").optional_text().ok().flatten();
    let own = extension(node);
    let known = |name: &str| own.get(name).lenient_text();
    let mut identity: Vec<_> = own
        .get("identity")
        .list_or_one()
        .iter()
        .filter_map(|kind| IdentityKind::parse(&kind.lenient_text()))
        .collect();
    if identity.is_empty() {
        // Plain GeoReport takes reports with and without a name; what it publishes is its own affair.
        identity = vec![IdentityKind::Open, IdentityKind::Anonymous];
    }
    let clock = own.get("clock");
    let days = clock.get("days").optional_number().ok().flatten();
    Some(Service {
        desk: desk.to_owned(),
        name: name.unwrap_or_else(|| code.clone()),
        code,
        description: node.get("description").lenient_text(),
        group: node.get("group").lenient_text(),
        keywords: keywords(&node.get("keywords").lenient_text()),
        kind: ServiceKind::parse(&known("kind")).unwrap_or(ServiceKind::Complaint),
        icon: known("icon"),
        // GeoReport itself demands a location.
        place: PlaceRule::parse(&known("place")).unwrap_or(PlaceRule::Required),
        identity,
        clock: days.map(|days| ServiceClock {
            name: clock.get("name").lenient_text(),
            days: days as u16,
            working: clock.get("working").flag().unwrap_or(true),
        }),
        has_questions: node.get("metadata").flag().unwrap_or(false),
    })
}

/// Writes a service as `GET services` has it.
pub fn service_json(service: &Service, version: &str) -> Value {
    let clock = service.clock.as_ref();
    let clock = clock.map(|clock| json!({"name": clock.name, "days": clock.days, "working": clock.working}));
    json!({
        "service_code": service.code,
        "service_name": service.name,
        "description": service.description,
        "metadata": service.has_questions,
        "type": "realtime",
        "keywords": service.keywords.join(","),
        "group": service.group,
        "extended_attributes": {"tanggap": {
            "kind": service.kind.word(),
            "icon": service.icon,
            "place": service.place.word(),
            "identity": service.identity.iter().map(|kind| kind.word()).collect::<Vec<_>>(),
            "clock": clock,
            "version": version,
        }},
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_of_sloppy_servers_are_read() {
        for body in [
            r#"[{"service_code": 1, "service_name": "Lamp", "metadata": "true"}]"#,
            r#"{"services": [{"service_code": "1", "service_name": "Lamp", "metadata": true}, {"service_name": "no code"}]}"#,
            r#"{"services": {"service_code": "1", "service_name": "Lamp", "metadata": 1}}"#,
        ] {
            let found = services("city", body.as_bytes()).unwrap();
            assert_eq!(found.len(), 1, "{body}");
            assert_eq!((found[0].code.as_str(), found[0].has_questions), ("1", true), "{body}");
            assert_eq!(found[0].place, PlaceRule::Required);
        }
        assert_eq!(services("city", b"{\"services\": []}"), Some(vec![]));
        assert_eq!(services("city", b"<html>"), None);
    }

    #[test]
    fn what_is_written_reads_back() {
        let body = r#"[{"service_code": "x", "service_name": "X", "description": "D", "metadata": true, "group": "G",
            "keywords": "a, B", "extended_attributes": {"tanggap": {"kind": "aspiration", "icon": "bulb", "place": "none",
            "identity": ["secret"], "clock": {"name": "N", "days": 5, "working": false}}}}]"#;
        let read = services("city", body.as_bytes()).unwrap();
        let written = serde_json::to_vec(&[service_json(&read[0], "1")]).unwrap();
        assert_eq!(services("city", &written).unwrap(), read);
        assert_eq!(read[0].keywords, ["a", "b"]);
    }
}

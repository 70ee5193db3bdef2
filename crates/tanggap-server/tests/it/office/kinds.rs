//! A city with a service of every kind at every desk, and what a test knows of a report whatever the server says.

use crate::{
    report,
    town::{Town, private_folder, write_dist},
};
use serde_json::{Value, json};
use std::{fs, path::Path};
use tanggap_core::service::ServiceKind;
use tanggap_server::city::Source;

pub const DESKS: [&str; 3] = ["aspirasi", "polresta", "pengawasan"];
/// Service codes, and the kind that each desk's file states for them.
pub const SERVICES: [(&str, Option<&str>); 5] = [
    ("lamp", Some("complaint")),
    ("patrol", Some("police-service")),
    ("conduct", Some("police-conduct")),
    ("unstated", None),
    ("fire", Some("emergency")),
];

/// A fresh town whose desks all list all of these services.
pub fn town() -> Town {
    let folder = private_folder();
    write_dist(&folder.path().join("dist"), "/");
    let services = folder.path().join("services");
    write_services(&services, |code| Some(code.to_owned()));
    Town::of_city(folder, &Source::Folder(services))
}

/// The files of all desks; `renamed` gives a service another code, or drops it.
pub fn write_services(folder: &Path, renamed: impl Fn(&str) -> Option<String>) {
    fs::create_dir_all(folder.join("services")).unwrap();
    let service = |(code, kind): &(&str, Option<&str>)| {
        let code = renamed(code)?;
        let mut service = json!({"code": code, "name": code, "place": "optional", "publish": true, "version": "1",
            "identity": ["open", "secret", "anonymous"], "questions": []});
        if let Some(kind) = kind {
            service["kind"] = (*kind).into();
        }
        Some(service)
    };
    let services: Vec<Value> = SERVICES.iter().filter_map(service).collect();
    for desk in DESKS {
        let text = json!({"services": services}).to_string();
        fs::write(folder.join(format!("services/{desk}.json")), text).unwrap();
    }
}

/// The kind that a report of this service has at this desk; the outer `None` where the desk must not take it.
pub fn kind_at(desk: &str, code: &str) -> Option<Option<ServiceKind>> {
    let (_, stated) = SERVICES.iter().find(|(known, _)| *known == code)?;
    match (desk, stated.and_then(ServiceKind::parse)) {
        ("polresta", None) => Some(Some(ServiceKind::PoliceService)),
        ("aspirasi" | "polresta", Some(ServiceKind::PoliceConduct)) => None,
        (_, kind) => Some(kind),
    }
}

/// A report with words that nothing else has, and members that the server must not believe.
pub fn report(desk: &str, code: &str, canary: &str) -> (String, Value) {
    let mut body = report::fresh();
    body["service_code"] = code.into();
    body["answers"] = json!({});
    body["description"] = canary.into();
    for (name, value) in [
        ("kind", json!("complaint")),
        ("desk", json!("polresta")),
        ("first_desk", json!("polresta")),
        ("publishable", json!(true)),
        ("published", json!(true)),
        ("corrects", json!(body["uid"].clone())),
    ] {
        body[name] = value;
    }
    (report::path(&body).replace("aspirasi", desk), body)
}
